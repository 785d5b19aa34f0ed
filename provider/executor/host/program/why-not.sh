# Why a change failed: found by looking, not by reading messages.

# fail_change PATH SIZE WORDS: a change at a path failed, of SIZE bytes; finds out why.
fail_change() {
  directory=${1%/*}/
  look "$1"
  if [ "$found" = failed ]; then
    :
  elif [ ! -d "$directory" ]; then
    reason='directory-missing'
  elif [ -d "$1" ]; then
    reason='directory-in-place'
  elif read_only "$directory"; then
    reason=read-only
  elif [ ! -w "$directory" ] || [ ! -x "$directory" ]; then
    reason=permission
  elif full "$directory" "$2"; then
    reason=disk-full
  else
    reason=other
  fi
  fail "$reason" "$3"
}

# read_only DIRECTORY: whether its file system is mounted so; where /proc does not tell: no.
read_only() {
  mount=$(df -P "$1" 2>/dev/null)
  mount=${mount##*% }
  answer=1
  [ -r /proc/self/mounts ] || return 1
  # shellcheck disable=SC2034 # columns before the ones that count
  while read -r device place type options rest; do
    [ "$place" = "$mount" ] || continue
    case ,$options, in
      *,ro,*) answer=0 ;;
      *) answer=1 ;;
    esac
  done </proc/self/mounts
  return "$answer"
}

# full DIRECTORY SIZE: whether there is no room for so many bytes, or for another name.
full() {
  free_of -k "$1" && [ "$all" != 0 ] && [ $(((free - 4) * 1024)) -lt "$2" ] && return 0
  free_of -i "$1" && [ "$all" != 0 ] && [ "$free" = 0 ]
}

# free_of OPTION PATH: sets all and free, of df's last line; file systems such as /proc have 0 of all.
free_of() {
  # shellcheck disable=SC2046 # taken apart at white space
  set -- $(df -P "$1" "$2" 2>/dev/null | tail -n 1)
  all=${2:-0} free=${4:-}
  case $free in
    '' | *[!0-9]*) return 1 ;;
  esac
}
