# Files that are complete, each in a directory of its own beside the place where it will stand.

stage_file() {
  field path
  field wanted_mode
  field wanted_owner
  field wanted_group
  field resource
  text
  passed_over && return
  find_account passwd "${wanted_owner#=}" || {
    fail account-unknown "user \"${wanted_owner#=}\""
    return
  }
  new_owner=$account
  find_account group "${wanted_group#=}" || {
    fail account-unknown "group \"${wanted_group#=}\""
    return
  }
  new_group=$account
  make_stage "$resource" || {
    fail_change "$path" "${#text}" "$words"
    return
  }
  words=$(fill_stage 2>&1)
  case $? in
    0) say 'done' ;;
    4) fail permission "$words" ;;
    *) fail_change "$path" "${#text}" "$words" ;;
  esac
}

fill_stage() {
  enter_stage "$staged" || return 1
  set -C
  put "$text" >new || return 1
  give new "$new_owner" "$new_group" || return 4
  chmod "$wanted_mode" new || return 1
}

# give FILE OWNER GROUP: "" leaves it as it is.
give() {
  if [ -n "$2" ]; then
    chown -h "$2${3:+:$3}" "$1"
  elif [ -n "$3" ]; then
    chgrp -h "$3" "$1"
  fi
}

# find_account DATABASE NAME: sets account to its number, "" for no name.
find_account() {
  account=$2
  case $2 in *[!0-9]*) ;; *) return 0 ;; esac
  if command -v getent >/dev/null 2>&1; then
    line=$(getent -- "$1" "$2" 2>/dev/null) || return 1
    line=${line#*:}
    line=${line#*:}
    account=${line%%:*}
  elif [ "$1" = passwd ]; then
    account=$(id -u -- "$2" 2>/dev/null)
  else
    account=
    while IFS=: read -r name line number line; do
      if [ "$name" = "$2" ]; then account=$number; fi
    done </etc/group
  fi
  [ -n "$account" ]
}
