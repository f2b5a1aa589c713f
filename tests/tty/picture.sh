#!/bin/sh
# What a terminal shows: recorded terminal bytes in xterm on a display of their own, and a picture of the window.
#
#	tests/tty/picture.sh BYTES COLSxROWS PNG [COMMAND…]
#
# The bytes come from a play's `record`. The picture is taken anew until COMMAND succeeds, for ten seconds at most. Status 77
# where a tool is missing. GROUND=light: black on white; else a dark ground.
set -eu
bytes=$1 size=$2 picture=$3
shift 3
case ${GROUND:-dark} in light) paper=white ink=black ;; *) paper=black ink=grey90 ;; esac

for tool in Xvfb xterm import; do
	command -v "$tool" >/dev/null || {
		echo "No picture: $tool is not installed."
		exit 77
	}
done

place=$(mktemp -d)
server=
terminal=
trap '[ -z "$terminal" ] || kill "$terminal" 2>/dev/null || true
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	wait 2>/dev/null || true
	rm -rf "$place"' EXIT

# waits COMMAND… : until it succeeds, ten seconds at most.
waits() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] || return 1
		sleep 0.1
	done
}

# The server picks a free display and says which.
Xvfb -displayfd 3 -screen 0 1280x960x24 -nolisten tcp 3>"$place/display" 2>"$place/server.log" &
server=$!
waits test -s "$place/display" || { cat "$place/server.log"; echo "Xvfb did not start."; exit 1; }
DISPLAY=:$(cat "$place/display")
export DISPLAY

# The picture is taken once the bytes have been shown: xterm makes the file `shown` after them.
# A program's own way out of the alternate screen is not among the bytes, so the QR stays.
cat >"$place/show" <<-END
	#!/bin/sh
	cat '$bytes'
	: >'$place/shown'
	exec sleep 30
END
chmod +x "$place/show"
LC_ALL=C.UTF-8 xterm -u8 -bg $paper -fg $ink -fa 'DejaVu Sans Mono' -fs 12 -b 0 +sb -geometry "$size+20+20" -e "$place/show" 2>"$place/terminal.log" &
terminal=$!
waits test -e "$place/shown" || { cat "$place/terminal.log"; echo "xterm did not start."; exit 1; }

# xterm paints a moment after it has read.
sleep 0.3
taken() {
	import -window root -trim +repage "$picture" 2>/dev/null && { [ $# = 0 ] || "$@"; }
}
waits taken "$@"
