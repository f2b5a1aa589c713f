#!/bin/sh
# A program whose clock can be moved while it runs, as nothing in the program allows.
#
#	tests/tty/clock.sh FILE COMMAND…     FILE: how far the clock is off, read anew at each look: "+11m", "+25h", "+0"
#
# Status 77 where libfaketime is missing.
set -eu
file=$1
shift
for library in /usr/lib/*/faketime/libfaketime.so.1 /usr/lib/faketime/libfaketime.so.1; do
	[ -r "$library" ] || continue
	exec env LD_PRELOAD="$library" FAKETIME_TIMESTAMP_FILE="$file" FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 "$@"
done
echo "The clock cannot be moved: libfaketime is not installed." >&2
exit 77
