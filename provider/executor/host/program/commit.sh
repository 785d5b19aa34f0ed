# What is staged comes into place.

commit() {
  passed_over && return
  number=0
  while [ "$number" -lt "$staged_count" ]; do
    number=$((number + 1))
    eval "staged=\$staged_$number path=\$path_$number"
    # A copy of kvm-pmu-filter is in place already.
    [ -n "$staged" ] || continue
    if [ -d "$path" ]; then
      fail directory-in-place ''
      return
    fi
    words=$(finish_staged 2>&1)
    case $? in
      0) ;;
      9)
        clear_stage "$staged"
        eval "staged_$number="
        ;;
      *)
        fail_change "$path" 0 "$words"
        return
        ;;
    esac
  done
  place_files || return
  staged_count=0
  say 'done'
}

# finish_staged: brings it to the disk; 9 if the same is in place already.
finish_staged() {
  enter_stage "$staged" || return 1
  if same_file new "../${path##*/}"; then return 9; fi
  to_disk new || return 1
}

place_files() {
  set --
  number=0
  while [ "$number" -lt "$staged_count" ]; do
    number=$((number + 1))
    eval "staged=\$staged_$number path=\$path_$number"
    [ -n "$staged" ] || continue
    words=$(place_staged 2>&1) || {
      fail_change "$path" 0 "$words"
      return 1
    }
    eval "staged_$number="
    set -- "$@" "${path%/*}/"
  done
  # A rename survives a power cut once its directory is on the disk.
  [ $# = 0 ] || to_disk "$@" >/dev/null 2>&1
  return 0
}

# same_file NEW OLD: the same bytes, mode and accounts.
same_file() {
  [ ! -h "$2" ] && [ -f "$2" ] && cmp -s "$1" "$2" || return 1
  attributes "$1" || return 1
  new_attributes="$mode $owner $group"
  attributes "$2" && [ "$new_attributes" = "$mode $owner $group" ]
}

# to_disk FILE...: by sync where it takes files, by dd where it does not, else by sync of everything.
to_disk() {
  sync "$@" 2>/dev/null && return
  for file in "$@"; do
    [ -d "$file" ] || dd if=/dev/null of="$file" conv=notrunc,fsync 2>/dev/null || {
      sync
      return
    }
  done
}
