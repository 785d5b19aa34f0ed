# Programs.

run_program() {
  field program
  field amount
  set --
  complete=yes
  while [ "$amount" -gt 0 ]; do
    field argument
    case $argument in
      =*) argument=${argument#=} ;;
      *)
        argument=${output%%"$newline"*}
        [ "$ran" = 0 ] && [ -n "$argument" ] || complete=
        ;;
    esac
    set -- "$@" "$argument"
    amount=$((amount - 1))
  done
  field input
  if [ "$input" = text ]; then text; fi
  passed_over && return
  if [ -z "$complete" ]; then
    fail other 'the program before it said nothing'
    return
  fi
  case $program in
    helper) program=$helper ;;
    virsh | systemctl) ;;
    *) exit 2 ;;
  esac
  if ! command -v "$program" >/dev/null 2>&1; then
    fail program-missing "$program"
    return
  fi
  # stderr, the nonce, stdout and behind it the exit code: no temporary file is needed.
  all=$(
    { stdout=$(run_with_input "$@"; put " $?"); } 2>&1
    put "$nonce$stdout"
  )
  errors=${all%%"$nonce"*}
  output=${all#*"$nonce"}
  ran=${output##* }
  output=${output% *}
  # ksh counts signals from 256.
  [ "$ran" -lt 256 ] || ran=$((ran - 128))
  say ran "$ran"
  hex "$output"
  say stderr
  hex "$errors"
  say .
}

run_with_input() {
  if [ "$input" = text ]; then
    put "$text" | "$program" "$@" 3<&-
  else
    "$program" "$@" 3<&- </dev/null
  fi
}
