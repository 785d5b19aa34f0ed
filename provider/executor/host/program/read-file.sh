# A file with its attributes.

read_file() {
  field path
  field accounts
  passed_over && return
  look "$path"
  case $found in
    absent) say absent ;;
    other) say other "$what" ;;
    failed) fail "$reason" '' ;;
    file) read_regular ;;
  esac
}

read_regular() {
  attributes "$path" || {
    fail other "ls cannot show $path"
    return
  }
  # An argument file with 300 events is a fifth of that.
  if [ "$bytes" -gt 131072 ]; then
    say other "a file of $bytes bytes"
    return
  fi
  content=$(od -An -v -tx1 "$path" 2>&1) || {
    if [ -r "$path" ]; then fail other "$content"; else fail permission "$content"; fi
    return
  }
  say file "$mode" "$owner" "$group"
  if [ "$accounts" = yes ]; then
    say owner "$(account_name passwd "$owner" 3)"
    say group "$(account_name group "$group" 4)"
  fi
  [ -z "$content" ] || put "$content$newline"
  say .
}

# account_name DATABASE NUMBER FIELD: its name, or nothing. Without getent: as ls shows it.
account_name() {
  if command -v getent >/dev/null 2>&1; then
    name=$(getent "$1" "$2" 2>/dev/null)
    printf '%s' "${name%%:*}"
  else
    field_number=$3 number=$2
    # shellcheck disable=SC2046 # taken apart at white space
    set -- $(ls -ld "$path" 2>/dev/null)
    [ $# -ge 4 ] || return
    shift $((field_number - 1))
    [ "$1" = "$number" ] || printf '%s' "$1"
  fi
}
