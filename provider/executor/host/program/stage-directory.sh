# Where files come to be: a directory of our own beside their place. Who may write to the directory
# around it can put a link or a FIFO at any name, at any moment; root must follow none. In here
# nobody else can, and every step makes sure that it is here.

# make_stage MARK: makes one for path; sets staged.
make_stage() {
  staged_count=$((staged_count + 1))
  # The first name is the same in every run, so that what a killed one left goes.
  for stage_name in ".${path##*/}.$1" ".${path##*/}.$1.$$"; do
    staged=${path%/*}/$stage_name.tmp
    clear_stage "$staged"
    eval "staged_$staged_count=\$staged path_$staged_count=\$path"
    words=$(mkdir -m 700 "$staged" 2>&1) && return 0
    [ -e "$staged" ] || [ -h "$staged" ] || return 1
  done
  return 1
}

# enter_stage DIRECTORY: goes into it, if it is ours.
enter_stage() {
  cd -P "${1%/*}/" || return 1
  around=${PWD%/}
  cd -P "./${1##*/}" || return 1
  # shellcheck disable=SC2046 # taken apart at white space
  set -- "$1" $(ls -ldn . 2>/dev/null)
  # By another way than through a link.
  if [ "$PWD" = "$around/${1##*/}" ] && [ "${4:-}" = "$uid" ]; then
    case $2 in drwx--[-S]---*) return 0 ;; esac
  fi
  printf '%s is not ours alone\n' "$1" >&2
  return 1
}

# clear_stage DIRECTORY: takes it away; another's directory stays.
clear_stage() {
  if [ -d "$1" ] && [ ! -h "$1" ]; then
    (enter_stage "$1" && rm -f new whole && leave_stage "$1") 2>/dev/null
  elif [ -e "$1" ] || [ -h "$1" ]; then
    rm -f "$1" 2>/dev/null
  fi
}

# leave_stage DIRECTORY: goes out of it, and takes it away.
leave_stage() {
  cd -P .. && rmdir "./${1##*/}"
}

# place_staged: puts the new file at path, by one rename.
place_staged() {
  enter_stage "$staged" || return 1
  # In here it fails only where mv has no -T. Without it, mv puts a file into a directory that
  # somebody puts at the path at this moment.
  if mv -fT new whole 2>/dev/null; then
    mv -fT whole "../${path##*/}" || return 1
  else
    mv -f new "../${path##*/}" || return 1
  fi
  leave_stage "$staged" 2>/dev/null
  return 0
}

# discard: takes away what is staged and not in place.
discard() {
  while [ "$staged_count" -gt 0 ]; do
    eval "staged=\$staged_$staged_count"
    [ -z "$staged" ] || clear_stage "$staged"
    staged_count=$((staged_count - 1))
  done
}
