# kvm-pmu-filter: found, verified, and put where it may run.

# find_helper SHA256 BYTES SHA256 BYTES: of the programs for x86-64 and arm64.
find_helper() {
  machine=$(uname -m)
  case $machine in
    x86_64 | amd64) ;;
    aarch64 | arm64) shift 2 ;;
    *) set -- - - ;;
  esac
  number=0
  while number=$((number + 1)) && [ "$1" != - ] && helper_place "$number"; do
    if [ -z "$place" ] || ! ours "$place"; then continue; fi
    helper=$place/kvm-pmu-filter-$1
    if [ -x "$helper" ] && intact "$helper" "$1" "$2" && starts "$helper"; then
      # Says to later uploads that it is in use.
      touch -c "$helper" 2>/dev/null
      return 0
    fi
  done
  say helper-missing "$machine"
  return 1
}

# helper_place NUMBER: sets place to a directory where it may be, "" for none; fails behind the last one.
helper_place() {
  case $uid:$1 in
    0:1) place=/var/lib/kvm-pmu-filter ;;
    0:2) place=/run/kvm-pmu-filter-program ;;
    *:1) place=${HOME:+$HOME/.cache/kvm-pmu-filter} ;;
    *:2) place=${XDG_RUNTIME_DIR:+$XDG_RUNTIME_DIR/kvm-pmu-filter} ;;
    *:3) place=/var/tmp/kvm-pmu-filter-$uid ;;
    *:4) place=/dev/shm/kvm-pmu-filter-$uid ;;
    *:5) place=/tmp/kvm-pmu-filter-$uid ;;
    *) return 1 ;;
  esac
}

# intact FILE SHA256 BYTES: where no program can tell the hash, its size must do.
intact() {
  [ -f "$1" ] && [ ! -h "$1" ] || return 1
  if command -v sha256sum >/dev/null 2>&1; then
    sum=$(sha256sum <"$1")
  elif command -v shasum >/dev/null 2>&1; then
    sum=$(shasum -a 256 <"$1")
  elif command -v openssl >/dev/null 2>&1; then
    sum=$(openssl dgst -sha256 -r <"$1")
  else
    attributes "$1"
    [ "$bytes" = "$3" ]
    return
  fi
  [ "${sum%% *}" = "$2" ]
}

starts() {
  "$1" --version >/dev/null 2>&1 3<&- </dev/null
}

upload() {
  field hash
  field size
  field left_out
  words=''
  number=0
  while number=$((number + 1)) && helper_place "$number"; do
    [ -n "$place" ] || continue
    case $left_out in *"$number"*)
      words="$words$place: it could not be written; "
      continue
      ;;
    esac
    parent=${place%/*}
    mkdir -p "$parent" 2>/dev/null
    # In root's stands, too, what QEMU's user starts domains with.
    if [ "$uid" = 0 ]; then mkdir -m 755 "$place" 2>/dev/null; else mkdir -m 700 "$place" 2>/dev/null; fi
    if ! safe_parent "$parent" || ! ours "$place"; then
      words="$words$place: not to be written, or by others too; "
      continue
    fi
    if full "$place" "$size"; then
      words="$words$place: no room; "
      continue
    fi
    receive "$place/.upload.$$"
    case $? in
      1) return 0 ;;
      2) continue ;;
    esac
    if starts "$upload_file" && mv -f "$upload_file" "$place/kvm-pmu-filter-$hash"; then
      upload_file=
      leave_empty_places
      find "$place/" -name 'kvm-pmu-filter-*' -mtime +30 -exec rm -f {} + 2>/dev/null
      say placed
      return 0
    fi
    words="$words$place: programs do not run from there; "
  done
  [ -z "$upload_file" ] || rm -f "$upload_file"
  upload_file=
  leave_empty_places
  say refused
  hex "${words%; }"
  say .
}

# leave_empty_places: takes away what was made in vain.
leave_empty_places() {
  chosen=$place number=0
  while number=$((number + 1)) && helper_place "$number"; do
    if [ -n "$place" ] && ours "$place"; then rmdir "$place" 2>/dev/null; fi
  done
  place=$chosen
}

# receive FILE: the program, from the request or from where it was put before. 1: it cannot be had
# any more, which has been said; 2: it could not be put here.
receive() {
  if [ -z "$upload_file" ]; then
    upload_file=$1
    words_of_cat=$( (rm -f "$1" && set -C && cat <&3 >"$1" && chmod 0700 "$1") 2>&1) || {
      # Such as a quota. What has been read is lost: whoever asks leaves this place out then.
      cat <&3 >/dev/null
      rm -f "$1"
      say unwritable "$number"
      hex "$words_of_cat"
      say .
      upload_file=
      leave_empty_places
      return 1
    }
    intact "$1" "$hash" "$size" && return 0
    say failed input-cut
    hex "$words_of_cat"
    say .
    return 1
  fi
  rm -f "$1"
  if cp "$upload_file" "$1" 2>/dev/null && chmod 0700 "$1"; then
    rm -f "$upload_file"
    upload_file=$1
    return 0
  fi
  rm -f "$1"
  words="$words$place: it could not be written; "
  return 2
}
