#!/bin/sh
# The kiosk's terminal: mlterm with the settings that are installed for it (assets/kiosk/mlterm). Gujarati and Gurmukhi are
# shaped and nothing of a letter is cut off; and no key or click of mlterm's own opens anything.
#
#	tests/tty/kiosk_terminal.sh [PLAYER]     PLAYER: for what is compared with the kiosk itself
set -u
here=$(dirname "$0")
player=${1:-}

for tool in Xvfb mlterm import convert xdotool fc-match; do
	command -v "$tool" >/dev/null || {
		echo "1..0 # SKIP The kiosk's terminal is not looked at: $tool is not installed."
		exit 0
	}
done
for font in 'Lohit Gujarati' 'Lohit Gurmukhi' 'DejaVu Sans Mono'; do
	case $(fc-match "$font" family) in *"$font"*) ;; *)
		echo "1..0 # SKIP The kiosk's terminal is not looked at: the font $font is not installed."
		exit 0
		;;
	esac
done
# shellcheck source=tests/tty/display.sh
. "$here/display.sh"
# shellcheck source=tests/tty/kiosk_keys.sh
. "$here/kiosk_keys.sh"

# ink WORDS ROW [OPTIONS] : width and height of what is painted for WORDS on a row of its own, between empty ones
ink() {
	# what stands below is painted later, as by a program that goes on
	printf "\033[?25l\n%s\n\033[40mx\r\n\033[1;1Hx\b \033[3;1H                   \b \r" "$1" >"$place/words"
	KIOSK=1 MLTERM=${2:-} "$here/picture.sh" "$place/words" 20x4 "$place/words.png" >/dev/null || return 1
	convert "$place/words.png" -trim -format '%w %h' info:
}

# A conjunct is one letter, not two with a mark between; a short i stands before its letter and does not lie on it.
narrower() { # WORDS THAN
	a=$(ink "$1") && b=$(ink "$2") && echo "# $1: ${a% *} pixels wide, $2: ${b% *}" && [ "${a% *}" -lt "${b% *}" ]
}
narrower 'ક્ષ' 'કષ'
report "Gujarati: a conjunct is one letter" $?
narrower 'ਪ੍ਰ' 'ਪਰ'
report "Gurmukhi: a letter below another takes no room of its own" $?
narrower 'ક' 'કિ'
report "Gujarati: a short i stands beside its letter" $?
narrower 'ਕ' 'ਕਿ'
report "Gurmukhi: a short i stands beside its letter" $?
# beginning WORDS PICTURE: the first letters of a row, which nothing that follows may change
beginning() {
	ink "$1" >/dev/null && convert "$place/words.png" -crop 40x34+0+34 +repage "$2"
}
for mark in '।' '“' '”' '–' '…' '’' ',' 'GP' '2'; do
	beginning 'ਕਿਪ੍ਰ' "$place/alone.png" && beginning "ਕਿਪ੍ਰ $mark ਕਿ" "$place/followed.png" &&
		[ "$(compare -metric AE "$place/alone.png" "$place/followed.png" null: 2>&1)" = 0 ]
	report "a row with $mark is shaped" $?
done
a=$(ink 'ક્ષ') b=$(ink 'ક્ષ' --otl=false)
[ "$a" != "$b" ]
report "without --otl the same words look otherwise" $?
for words in 'શું ગુ કૃ દ્દ' 'ਤੁ ਪੂ ਪ੍ਰ ਹ੍ਹ' 'gjpqyÁŘĘą'; do
	a=$(ink "$words") b=$(ink "$words" --lsp=16)
	echo "# $words: $a; with more room: $b"
	[ "${a#* }" = "${b#* }" ]
	report "nothing of \"$words\" is cut off" $?
done

# Letter for letter the same, whether a page of the kiosk came bit by bit or all at once. What is left of a letter is dozens
# of pixels; the edge of one that was smoothed twice, because the terminal read in other pieces, is a pixel or two.
same() { # PICTURE PICTURE
	[ "$(compare -metric AE "$1" "$2" null: 2>&1)" -lt 8 ]
}
if [ -n "$player" ]; then
	REDRAW=$place "$player" "$here/kiosk-redraw.play" >"$place/played" 2>&1 || sed 's/^/# /' "$place/played"
	for language in gu pa; do
		for part in bits whole; do
			KIOSK=1 "$here/picture.sh" "$place/$part.$language.bytes" 60x18 "$place/$part.png"
		done
		same "$place/bits.png" "$place/whole.png"
		report "the kiosk in $language: what comes bit by bit leaves nothing behind" $?
	done
fi

# What runs in it notes each start; a second one would be a second window, or half of one.
cat >"$place/run" <<-END
	#!/bin/sh
	echo started >>'$place/started'
	exec sleep 600
END
chmod +x "$place/run"
display_open 840x612
kiosk_terminal 60x18 "$place/run" 2>"$place/terminal.log" &
terminal=$!
waits test -s "$place/started"
nothing_opens
echo "1..$seen"
[ "$wrong" = 0 ]
