# What is at a path, and what keeps one from it.

# look PATH: sets found to absent, file or other (what says what it is), or to failed (reason says why).
look() {
  if [ -h "$1" ]; then
    found=other what='a symbolic link'
  elif [ -f "$1" ]; then
    found='file'
  elif [ -d "$1" ]; then
    found=other what='a directory'
  elif [ -e "$1" ]; then
    found=other what='no regular file'
  else
    found=absent
    why_missing "$1"
    [ "$reason" = directory-missing ] || [ -z "$reason" ] || found=failed
  fi
}

# why_missing PATH: sets reason to what keeps one from coming to a path, "" if its directory is there.
why_missing() {
  at=$1 hops=0 reason=
  while :; do
    case $at in
      /*/*) at=${at%/*} ;;
      *) at=/ ;;
    esac
    while [ -h "$at" ] && [ ! -e "$at" ]; do
      hops=$((hops + 1))
      if [ "$hops" -gt 40 ]; then
        reason=link-loop
        return
      fi
      to=$(readlink "$at") || break
      case $to in
        /*) at=$to ;;
        *) at=${at%/*}/$to ;;
      esac
    done
    if [ -d "$at" ]; then
      [ -x "$at" ] || reason=permission
      return
    fi
    if [ -e "$at" ]; then
      reason=not-a-directory
      return
    fi
    reason='directory-missing'
    [ "$at" != / ] || return
  done
}

# attributes PATH: sets mode (four octal digits), owner and group (numbers), bytes.
attributes() {
  # shellcheck disable=SC2046 # taken apart at white space
  set -- $(ls -ldn "$1" 2>/dev/null) || return 1
  [ $# -ge 5 ] || return 1
  owner=$3 group=$4 bytes=$5
  octal "$1"
}

# octal drwxr-xr-x: sets mode.
octal() {
  rest=${1#?} special=0 mode=
  for weight in 4 2 1; do
    digit=0
    case $rest in r*) digit=4 ;; esac
    rest=${rest#?}
    case $rest in w*) digit=$((digit + 2)) ;; esac
    rest=${rest#?}
    case $rest in [xst]*) digit=$((digit + 1)) ;; esac
    case $rest in [sStT]*) special=$((special + weight)) ;; esac
    rest=${rest#?}
    mode=$mode$digit
  done
  mode=$special$mode
}
