# Whether to go on.

only_if_own() {
  field path
  field record
  field resource
  passed_over && return
  look "$record"
  case $found in
    failed) fail "$reason" '' ;;
    other) unheld ;;
    absent)
      look "$path"
      case $found in
        absent) held ;;
        failed) fail "$reason" '' ;;
        *) unheld ;;
      esac
      ;;
    file)
      content=$(cat "$record" 2>&1) || {
        fail permission "$content"
        return
      }
      case $content in
        *"\"resource\":\"$resource\""*) ;;
        *)
          unheld
          return
          ;;
      esac
      # A link or a directory in its place is somebody else's, whatever the record says.
      look "$path"
      case $found in
        file | absent) held ;;
        failed) fail "$reason" '' ;;
        *) unheld ;;
      esac
      ;;
  esac
}

only_if_same() {
  field path
  field wanted
  passed_over && return
  look "$path"
  case $found in
    failed) fail "$reason" '' ;;
    other) unheld ;;
    absent) if [ "$wanted" = absent ]; then held; else unheld; fi ;;
    file)
      content=$(od -An -v -tx1 "$path" 2>&1) || {
        fail permission "$content"
        return
      }
      compact "$content"
      if [ "$wanted" = "text $compact" ]; then held; else unheld; fi
      ;;
  esac
}

only_if_output() {
  field wanted
  passed_over && return
  [ "$ran" = 0 ] || {
    unheld
    return
  }
  if [ "$wanted" != any ]; then
    compact "$(hex "$output")"
    [ "$wanted" = "text $compact" ] || {
      unheld
      return
    }
  fi
  held
}
