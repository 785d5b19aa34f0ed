# Removing a file, making a directory, placing a copy of kvm-pmu-filter.

remove_file() {
  field path
  passed_over && return
  look "$path"
  case $found in
    absent)
      say 'done'
      return
      ;;
    failed)
      fail "$reason" ''
      return
      ;;
  esac
  words=$(rm -f "$path" 2>&1) || {
    fail_change "$path" 0 "$words"
    return
  }
  to_disk "${path%/*}/" >/dev/null 2>&1
  say 'done'
}

make_directory() {
  field path
  field wanted_mode
  passed_over && return
  if ! [ -d "$path" ]; then
    rest=${path#/} made=
    while [ -n "$rest" ]; do
      made=$made/${rest%%/*}
      case $rest in
        */*) rest=${rest#*/} ;;
        *) rest= ;;
      esac
      [ -d "$made" ] && continue
      words=$(mkdir -m "$wanted_mode" "$made" 2>&1) || [ -d "$made" ] || {
        if [ -e "$made" ] || [ -h "$made" ]; then
          fail not-a-directory "$words"
        else
          fail_change "$made" 0 "$words"
        fi
        return
      }
    done
  fi
  say 'done'
}

install_helper() {
  field path
  passed_over && return
  if [ -d "$path" ]; then
    fail directory-in-place ''
    return
  fi
  if [ ! -h "$path" ] && [ -f "$path" ] && cmp -s "$helper" "$path"; then
    attributes "$path"
    if [ "$mode" = 0755 ]; then
      say 'done'
      return
    fi
  fi
  if ! make_stage "$$" || ! words=$(install_staged 2>&1); then
    attributes "$helper"
    fail_change "$path" "$bytes" "$words"
    return
  fi
  to_disk "${path%/*}/" >/dev/null 2>&1
  eval "staged_$staged_count="
  say 'done'
}

install_staged() {
  (enter_stage "$staged" && cp "$helper" new && chmod 0755 new && to_disk new) && place_staged
}
