#!/bin/sh
# Start a PostgreSQL server in a temporary folder, on a socket and the loopback address only; run $PYTHON with the
# arguments given, its address in OPENPEEL_TEST_POSTGRESQL; stop the server and remove the folder.
set -eu
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
[ -n "$programs" ] || { echo "PostgreSQL is not installed here (on Debian: apt-get install postgresql)" >&2; exit 2; }
folder=$(mktemp -d)
as_server=""
if [ "$(id -u)" = 0 ]; then  # the server refuses to run as root
    chown postgres "$folder"
    as_server="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
stop() {
    $as_server "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT INT TERM
$as_server "$programs/initdb" -D "$folder/data" -U openpeel --auth=trust --encoding=UTF8 >"$folder/log"
$as_server "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
    -o "-c listen_addresses='' -k $folder" start >/dev/null
OPENPEEL_TEST_POSTGRESQL="postgresql:///postgres?host=$folder&user=openpeel" "$PYTHON" "$@"
