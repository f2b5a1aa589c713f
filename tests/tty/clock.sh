#!/bin/sh
# A program whose clock can be moved while it runs, as nothing in the program allows.
#
#	tests/tty/clock.sh FILE +11m        the clock by FILE is so far off from now on: seconds, or with m, h or d after them;
#	                                    beside the clock that the test itself runs by, where that one is off too (tests/dates)
#	tests/tty/clock.sh FILE COMMAND…    runs it by FILE, which is read anew at each look
#
# Status 77 where libfaketime is missing.
set -eu
file=$1
shift
case $1 in [+-][0-9]*)
	number=${1%[smhd]}
	case $1 in *m) unit=60 ;; *h) unit=3600 ;; *d) unit=86400 ;; *) unit=1 ;; esac
	outer=0
	[ ! -r "${FAKETIME_TIMESTAMP_FILE:-}" ] || read -r outer <"$FAKETIME_TIMESTAMP_FILE"
	printf '%+d\n' $((number * unit + outer)) >"$file.new"
	mv "$file.new" "$file"
	exit
	;;
esac
for library in /usr/lib/*/faketime/libfaketime.so.1 /usr/lib/faketime/libfaketime.so.1; do
	[ -r "$library" ] || continue
	exec env LD_PRELOAD="$library" FAKETIME_TIMESTAMP_FILE="$file" FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 \
		NO_FAKE_STAT=1 PYTHONPATH="$(cd "$(dirname "$0")" && pwd)/python" PYTHONDONTWRITEBYTECODE=1 "$@"
done
echo "The clock cannot be moved: libfaketime is not installed." >&2
exit 77
