# What works on a host, in POSIX sh with POSIX utilities: the parts in this directory, one after the
# other (bootstrap.ts), and a call of main. It is constant; a request comes on stdin, line by line
# (request.ts has its form), and nothing of it ever becomes part of a command: it stays in
# variables. Contents and outputs go back in hexadecimal; every other line begins with the request's
# nonce, so that what a login shell prints is told apart.
#
# Everything is in functions: a script that arrives in part does nothing.
# Lines that begin with # are taken out before it is sent.
#
# shellcheck disable=SC2154 # `field NAME` and `text` assign
# shellcheck disable=SC2317 # traps call

main() {
  set -f
  LC_ALL=C
  export LC_ALL
  umask 077
  PATH=${PATH:+$PATH:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  export PATH
  IFS=$(printf ' \t\nx')
  IFS=${IFS%x}
  white=$IFS
  newline='
'
  locked='' lock_file='' staged_count=0 helper='' upload_file='' skip='' ran='' output=''
  choose_put
  # What is started must not read on in the request.
  exec 3<&0 </dev/null
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 141' PIPE
  trap 'exit 143' TERM
  uid=$(id -u)
  field version
  [ "$version" = 'pmufilter-host 1' ] || exit 2
  field nonce
  field kind
  printf '\n'
  say begin
  case $kind in
    work) work ;;
    upload) upload ;;
  esac
  say end
  exit 0
}

# A printf that is a program of its own takes no long texts.
choose_put() {
  if [ "$(command -v printf)" != printf ] && [ "$(print -rn -- x 2>/dev/null)" = x ]; then
    put() { print -rn -- "$1"; }
  else
    put() { printf '%s' "$1"; }
  fi
}

work() {
  field wait
  field who
  field hashes
  if [ "$hashes" != - ]; then
    # shellcheck disable=SC2086 # four words
    find_helper $hashes || return 0
  fi
  if [ "$wait" != - ]; then take_lock "$wait" "$who" || return 0; fi
  while field word; do
    case $word in
      section)
        discard
        skip='' ran='' output=''
        ;;
      readFile) read_file ;;
      onlyIfOwn) only_if_own ;;
      onlyIfSame) only_if_same ;;
      onlyIfOutput) only_if_output ;;
      stageFile) stage_file ;;
      commit) commit ;;
      removeFile) remove_file ;;
      makeDirectory) make_directory ;;
      installHelper) install_helper ;;
      run) run_program ;;
      end) return 0 ;;
      *) exit 2 ;;
    esac
  done
}
