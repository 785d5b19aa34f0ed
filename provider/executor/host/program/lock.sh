# The lock: one at a time changes something, per user of the host.

# take_lock SECONDS WHO
take_lock() {
  if ! find_lock_place; then
    say unlockable
    return 1
  fi
  lock_file=$lock_place/$$.$nonce
  start_of "$$"
  boot_id
  process_space
  put "$$$newline${start:--}$newline${boot:--}$newline$2$newline$(date -u '+%Y-%m-%d %H:%M:%S UTC')$newline$nonce$newline${space:--}$newline" \
    >"$lock_file" 2>/dev/null || {
    say unlockable
    return 1
  }
  tries=0 nap=0.1 naps=$(($1 * 10)) unreadable=0
  # A name that is there already makes ln fail, so whoever makes it has the lock.
  until ln "$lock_file" "$lock_place/lock" 2>/dev/null; do
    if gone "$lock_place/lock" && take_over; then break; fi
    if [ "$tries" -ge "$naps" ]; then
      holder=$(cat "$lock_place/lock" 2>/dev/null)
      # It may have gone this moment; where ln fails for another reason, it always has.
      if [ -n "$holder" ]; then
        say locked
        hex "$holder"
        say .
        return 1
      elif [ "$tries" -ge $((naps + 20)) ]; then
        say unlockable
        return 1
      fi
    fi
    sleep "$nap" 2>/dev/null || {
      nap=1 naps=$1
      sleep 1
    }
    tries=$((tries + 1))
    # Whoever asked may have gone: then this fails, and ends all.
    say waiting
  done
  locked=yes
  rm -f "$lock_file"
  lock_file=
}

# A directory that holds for the whole host, and in it one of this user alone.
find_lock_place() {
  for parent in /run/lock /var/lock /dev/shm /tmp /var/tmp; do
    safe_parent "$parent" || continue
    lock_place=$parent/pmufilter-$uid
    mkdir -m 700 "$lock_place" 2>/dev/null
    ours "$lock_place" && return 0
  done
  return 1
}

# safe_parent DIRECTORY: writable, and nobody else can put another in the place of what is in it.
safe_parent() {
  [ -d "$1" ] && [ -w "$1" ] && [ -x "$1" ] || return 1
  # shellcheck disable=SC2046 # taken apart at white space
  set -- $(ls -ldn "$1/." 2>/dev/null)
  case ${1:-} in
    d????????[tT]*) return 0 ;;
    d????-??-*) [ "$3" = 0 ] || [ "$3" = "$uid" ] ;;
    *) return 1 ;;
  esac
}

# ours DIRECTORY: a directory of this user, which nobody else can write to.
ours() {
  [ ! -h "$1" ] && [ -d "$1" ] && [ -w "$1" ] || return 1
  # shellcheck disable=SC2046 # taken apart at white space
  set -- $(ls -ldn "$1" 2>/dev/null)
  [ "${3:-}" = "$uid" ] || return 1
  case $1 in
    d????-??-*) return 0 ;;
    *) return 1 ;;
  esac
}

# gone FILE: whether the process that a lock names has ended; sets whose to the lock's own mark.
gone() {
  whose=unreadable
  # Every lock is whole before it is one; a power cut may leave what is none.
  if ! read_lock 2>/dev/null <"$1"; then
    [ -e "$1" ] || return 1
    unreadable=$((unreadable + 1))
    [ "$unreadable" -gt 10 ]
    return
  fi
  unreadable=0
  boot_id
  [ "$when" = - ] || [ -z "$boot" ] || [ "$when" = "$boot" ] || return 0
  case $pid in '' | *[!0-9]*) return 0 ;; esac
  process_space
  if [ "$where" != "${space:--}" ]; then
    # Of another container nobody here can tell; no run takes that long.
    [ -n "$(find "$1" -mmin +720 2>/dev/null)" ]
    return
  fi
  kill -0 "$pid" 2>/dev/null || return 0
  [ "$since" = - ] && return 1
  start_of "$pid"
  [ "$start" != "$since" ]
}

read_lock() {
  # shellcheck disable=SC2034 # lines between the ones that count
  IFS= read -r pid && IFS= read -r since && IFS= read -r when && IFS= read -r rest &&
    IFS= read -r rest && IFS= read -r whose && IFS= read -r where
}

# take_over: after a lock that has gone comes one only, or who comes after that one if it has gone as
# well. What says so is never taken away while that lock is there, so that nobody gets in between.
take_over() {
  stale=$whose behind=
  after=$lock_place/after.$stale
  until ln "$lock_file" "$after" 2>/dev/null; do
    gone "$after" || return 1
    behind="$behind $after"
    after=$lock_place/after.$whose
  done
  taken=1
  if gone "$lock_place/lock" && [ "$whose" = "$stale" ]; then
    # shellcheck disable=SC2086 # taken apart at white space
    mv -f "$lock_file" "$lock_place/lock" 2>/dev/null && taken=0 && rm -f $behind
  fi
  rm -f "$after"
  return "$taken"
}

# start_of PID: sets start to when it was started (proc_pid_stat(5), the 22nd), "" if that cannot be told or it is dead.
start_of() {
  start=
  { IFS= read -r stat; } 2>/dev/null <"/proc/$1/stat" || return 0
  # shellcheck disable=SC2086 # taken apart at white space
  set -- ${stat##*') '}
  case $1 in Z | X) return 0 ;; esac
  start=${20:-}
}

boot_id() {
  boot=
  { IFS= read -r boot; } 2>/dev/null </proc/sys/kernel/random/boot_id || return 0
}

# process_space: sets space to the PID namespace, "" if that cannot be told.
process_space() {
  space=$(readlink /proc/self/ns/pid 2>/dev/null)
}
