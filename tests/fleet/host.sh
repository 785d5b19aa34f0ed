#!/bin/sh
# One host: /run, /tmp, /var/lib, /root and /etc of its own, and an sshd that is started there. Prints its
# address and process id once it can be reached.
#
# host.sh DIRECTORY ADDRESS PORT
set -e
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p -m 755 /run/sshd /run/fleet/etc /run/fleet/work
mkdir -m 1777 /run/lock
cp "$1/host_key" "$1/sshd_config" "$1/authorized_keys" /run/fleet/
cp /run/fleet/authorized_keys /run/fleet/all_keys
printf 'ListenAddress %s:%s\n' "$2" "$3" >>/run/fleet/sshd_config
mount -t overlay -o lowerdir=/etc,upperdir=/run/fleet/etc,workdir=/run/fleet/work overlay /etc
mkdir -p /etc/pmufilter
mount -t tmpfs -o mode=755,size=256k tmpfs /etc/pmufilter
mount -t tmpfs -o mode=755 tmpfs /var/lib
mount -t tmpfs -o mode=700 tmpfs /root
mount -t tmpfs -o mode=1777 tmpfs /tmp
/usr/sbin/sshd -f /run/fleet/sshd_config -E /run/fleet/log
# It goes into the background before it listens; the file is there once it does.
until [ -e /run/fleet/pid ]; do sleep 0.01; done
printf '%s %s\n' "$2" "$$"
exec sleep infinity >/dev/null 2>&1
