#!/bin/sh
# The card's QR, read off real screens: each theme and each kind of terminal plays qr.play, xterm shows what was sent on a
# dark or a light ground, and a barcode reader reads it. It must say exactly what the ledger says it must.
#
#	tests/tty/qr_themes.sh PLAYER [NAME…]     only the screens of these names; without: all
set -u
player=$1
shift
here=$(dirname "$0")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
trap 'exit 1' HUP INT TERM

for tool in Xvfb xterm import zbarimg; do
	command -v "$tool" >/dev/null || {
		echo "1..0 # SKIP The QR is read off no screen: $tool is not installed."
		exit 0
	}
done

# name          ground  size    TERM            NO_COLOR LANG     inverted  options
screens='
dark            dark    80x24   xterm-256color  -        C.UTF-8  -         --theme dark
light           light   80x24   xterm-256color  -        C.UTF-8  -         --theme light
high-contrast   dark    80x24   xterm-256color  -        C.UTF-8  -         --theme contrast
no-color        dark    80x24   xterm-256color  1        C.UTF-8  -
no-color-light  light   80x24   xterm-256color  1        C.UTF-8  -
mono            dark    80x24   xterm-256color  -        C.UTF-8  -         --theme mono
mono-light      light   80x24   xterm-256color  -        C.UTF-8  -         --theme mono
no-colours      dark    80x24   xterm-mono      -        C.UTF-8  -
no-colours-light light  80x24   xterm-mono      -        C.UTF-8  i
console         dark    80x24   linux           -        C.UTF-8  -
ascii           dark    120x48  xterm-256color  -        C        -         --ascii
vt220-ascii     light   120x48  vt220           -        C        i
'

seen=0 wrong=0

report() { # WORDS STATUS FILE: what was said, where it failed
	seen=$((seen + 1))
	if [ "$2" = 0 ]; then
		echo "ok $seen - $1"
		return
	fi
	wrong=$((wrong + 1))
	echo "not ok $seen - $1"
	sed 's/^/# /' "$3"
}

given() { # "-" stands for nothing
	[ "$1" = - ] || printf %s "$1"
}

screen() { # NAME GROUND SIZE TERM NO_COLOR LANG INVERTED OPTION…
	name=$1 ground=$2 size=$3 term=$4 no_color=$5 lang=$6 inverted=$7
	shift 7
	rm -f "$place"/*
	QR_PLACE=$place QR_COLS=${size%x*} QR_ROWS=${size#*x} QR_TERM=$term QR_NO_COLOR=$(given "$no_color") \
		QR_LANG=$lang QR_INVERT=$(given "$inverted") QR_OPTIONS=$* \
		"$player" "$here/qr.play" >"$place/played" 2>&1 </dev/null
	status=$?
	[ "$status" = 0 ] || {
		report "$name: played" "$status" "$place/played"
		return
	}
	for view in card bare; do
		GROUND=$ground "$here/qr.sh" "$place/$view.bytes" "$size" "$(cat "$place/$view.text")" >"$place/read" 2>&1
		report "$name: the QR of the $view view is read from a $ground screen" "$?" "$place/read"
	done
	[ "$lang" != C ] || {
		! LC_ALL=C grep -l "$(printf '[\200-\377]')" "$place"/*.bytes >"$place/read"
		report "$name: nothing but ASCII is sent" "$?" "$place/read"
	}
}

while read -r name rest; do
	[ -n "$name" ] || continue
	[ $# = 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
	# shellcheck disable=SC2086 # a row is words
	screen "$name" $rest
done <<-END
	$screens
END
echo "1..$seen"
[ "$wrong" = 0 ] && [ "$seen" -gt 0 ]
