#!/bin/sh
# Starts hosts, each in a mount namespace of its own, and holds them until stdin ends. It is the first
# process of a PID namespace: when it ends, for whatever reason, the kernel ends everything in it.
#
# fleet.sh DIRECTORY PORT COUNT
here=$(dirname "$0")
number=1
while [ "$number" -le "$3" ]; do
  unshare --mount sh "$here/host.sh" "$1" "127.0.0.$number" "$2" </dev/null &
  number=$((number + 1))
done
exec cat >/dev/null
