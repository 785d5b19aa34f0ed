# The request is read line by line, and answered.

# field NAME: the next line. Without one the connection is lost: everything stops.
field() {
  IFS= read -r "$1" <&3 || exit 3
}

# text: a line with a number, and so many lines; sets text.
text() {
  field lines
  text='' block=''
  while [ "$lines" -gt 0 ]; do
    field line
    block=$block$line$newline
    lines=$((lines - 1))
    # In two steps, since each copies all that there is so far.
    case $lines in
      *00)
        text=$text$block
        block=
        ;;
    esac
  done
  text=$text$block
}

say() {
  printf '%s %s\n' "$nonce" "$*" || exit 1
}

# hex TEXT: a text's bytes in hexadecimal, on lines of their own.
hex() {
  [ -z "$1" ] || put "$1" | od -An -v -tx1 || exit 1
}

# compact HEX: without white space; sets compact.
compact() {
  # shellcheck disable=SC2086 # taken apart at white space
  set -- $1
  IFS=
  compact="$*"
  IFS=$white
}

passed_over() {
  [ -n "$skip" ] || return 1
  say skipped
}

# fail REASON WORDS: nothing more of this section is done.
fail() {
  discard
  skip=yes
  say failed "$1"
  hex "$2"
  say .
}

held() {
  say held
}

unheld() {
  discard
  skip=yes
  say unheld
}

clean_up() {
  # A signal may have come in the middle of a read without it.
  IFS=$white
  discard
  [ -z "$upload_file" ] || rm -f "$upload_file"
  [ -z "$lock_file" ] || rm -f "$lock_file"
  [ -z "$locked" ] || rm -f "$lock_place/lock"
}
