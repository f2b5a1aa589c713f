#!/bin/sh
# The kiosk's terminal where there is no mlterm: xterm, as sharedesk-kiosk-screen starts it. It fills the screen, says what it
# is, hands on keys and clicks, and no key or click of its own opens anything.
#
#	tests/tty/kiosk_xterm.sh SCREEN          SCREEN: sharedesk-kiosk-screen as the build made it
set -u
here=$(dirname "$0")

for tool in Xvfb xterm import convert xdotool fc-match; do
	command -v "$tool" >/dev/null || {
		echo "1..0 # SKIP The kiosk's xterm is not looked at: $tool is not installed."
		exit 0
	}
done
case $(fc-match 'DejaVu Sans Mono' family) in *'DejaVu Sans Mono'*) ;; *)
	echo "1..0 # SKIP The kiosk's xterm is not looked at: the font DejaVu Sans Mono is not installed."
	exit 0
	;;
esac
# shellcheck source=tests/tty/display.sh
. "$here/display.sh"
# shellcheck source=tests/tty/kiosk_keys.sh
. "$here/kiosk_keys.sh"

# A machine without mlterm, and the settings where the script puts them.
mkdir "$place/bin" "$place/home"
for tool in sh cat xterm; do
	ln -s "$(command -v "$tool")" "$place/bin"
done
cp "$here/../../assets/kiosk/xterm" "$place/home/.Xdefaults"
install -m 755 "$1" "$place/screen"

# What runs in it asks for the mouse, and keeps what is typed.
cat >"$place/run" <<-END
	#!/bin/sh
	PATH=$PATH
	stty raw -echo
	printf '\033[?1000h'
	{ echo "\$TERM"; stty size; } >'$place/terminal'
	echo started >>'$place/started'
	exec cat >'$place/typed'
END
chmod +x "$place/run"

typed() { # BYTES
	grep -qaF "$1" "$place/typed"
}
display_open 1920x1080
for frame in 800x600 1280x800 1920x1080; do
	: >"$place/started"
	echo "$frame" | tr x , >"$place/frame"
	PATH=$place/bin HOME=$place/home LC_ALL=C.UTF-8 RUNTIME_DIRECTORY=$place SHAREDESK_KIOSK_FRAME=$place/frame \
		SHAREDESK_KIOSK_COMMAND=$place/run "$place/screen" 1 --inside 2>"$place/terminal.log" &
	terminal=$!
	waits test -s "$place/started" || cat "$place/terminal.log"
	wanted=$(RUNTIME_DIRECTORY=$place SHAREDESK_KIOSK_FRAME=$place/frame "$place/screen" 1 --size)
	size=$(tail -n 1 "$place/terminal")
	[ "${wanted##* }" = "${size#* }x${size% *}" ]
	report "$frame: $size, the size that it is given" $?
	window=$(xdotool search --onlyvisible --pid "$terminal" 2>/dev/null)
	pixels=$(xdotool getwindowgeometry "$window" | sed -n 's/ *Geometry: //p')
	xdotool getwindowgeometry "$window" | grep -q 'Position: 0,0 ' && [ "${pixels%x*}" -le "${frame%x*}" ] && [ "${pixels#*x}" -le "${frame#*x}" ]
	report "$frame: $pixels, all of it on the screen" $?
	if [ "$frame" != 1920x1080 ]; then
		kill "$terminal"
		wait "$terminal" 2>/dev/null
	fi
done

[ "$(head -n 1 "$place/terminal")" = xterm-xfree86 ]
report "it says that it shapes no letters" $?
xdotool key a key Tab key F10 key Return
waits typed a && waits typed "$(printf '\t')" && waits typed "$(printf '\033[21~')"
report "keys come through" $?
xdotool mousemove 200 200 click 1
waits typed "$(printf '\033[M')"
report "a click comes through" $?
nothing_opens
echo "1..$seen"
[ "$wrong" = 0 ]
