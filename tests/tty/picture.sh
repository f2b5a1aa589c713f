#!/bin/sh
# What a terminal shows: recorded terminal bytes in xterm on a display of their own, and a picture of the window.
#
#	tests/tty/picture.sh BYTES COLSxROWS PNG [COMMAND…]
#
# The bytes come from a play's `record`. The picture is taken anew until COMMAND succeeds, for a minute at most. Status 77
# where a tool is missing. GROUND=light: black on white; else a dark ground. KIOSK=1: in mlterm as the kiosk's unit starts
# it, over the whole of a small display; MLTERM holds options of its own.
set -eu
bytes=$1 size=$2 picture=$3
shift 3
case ${GROUND:-dark} in light) paper=white ink=black ;; *) paper=black ink=grey90 ;; esac
program=xterm display=1280x960 trim=-trim
if [ -n "${KIOSK:-}" ]; then
	# letters of 24 pixels, with a quarter of that between lines; where MLTERM says otherwise, CELL says so too
	cell=${CELL:-14x34}
	program=mlterm display=$((${size%x*} * ${cell%x*}))x$((${size#*x} * ${cell#*x})) trim=
fi

for tool in Xvfb "$program" import; do
	command -v "$tool" >/dev/null || {
		echo "No picture: $tool is not installed."
		exit 77
	}
done

here=$(dirname "$0")
# shellcheck source=tests/tty/display.sh
. "$here/display.sh"
display_open "$display"

# The picture is taken once the bytes have been shown: the terminal answers where its cursor stands after all of them.
# A program's own way out of the alternate screen is not among the bytes, so what it showed stays.
cat >"$place/show" <<-END
	#!/bin/sh
	stty -icanon -echo
	cat '$bytes'
	printf '\033[6n'
	until [ "\$(dd bs=1 count=1 2>/dev/null)" = R ]; do :; done
	: >'$place/shown'
	exec sleep 600
END
chmod +x "$place/show"
if [ "$program" = mlterm ]; then
	kiosk_terminal "$size" "$place/show" 2>"$place/terminal.log" &
else
	LC_ALL=C.UTF-8 xterm -u8 -bg $paper -fg $ink -fa 'DejaVu Sans Mono' -fs 12 -b 0 +sb -geometry "$size+20+20" -e "$place/show" 2>"$place/terminal.log" &
fi
terminal=$!
waits test -e "$place/shown" || { cat "$place/terminal.log"; echo "$program did not start."; exit 1; }

# A terminal may paint a moment after it has read: until neither it nor the display has anything to do, and two looks are the same.
asleep() {
	sleep 0.1
	! cut -d ')' -f 2 "/proc/$terminal/stat" "/proc/$server/stat" 2>/dev/null | grep -q '^ [RD]'
}
steady() {
	asleep && import -window root "$place/before.ppm" 2>/dev/null && asleep && asleep &&
		import -window root "$place/after.ppm" 2>/dev/null && cmp -s "$place/before.ppm" "$place/after.ppm"
}
waits steady
taken() {
	import -window root $trim +repage "$picture" 2>/dev/null && { [ $# = 0 ] || "$@"; }
}
waits taken "$@"
