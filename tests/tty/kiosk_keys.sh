# For sh scripts to read in, after display.sh: what no key and no click may do to a kiosk's terminal.
#
#	report WORDS STATUS     a line of TAP
#	nothing_opens           for $terminal, in which a program runs that adds a line to $place/started when it starts
seen=0 wrong=0
report() { # WORDS STATUS
	seen=$((seen + 1))
	if [ "$2" = 0 ]; then
		echo "ok $seen - $1"
	else
		wrong=$((wrong + 1))
		echo "not ok $seen - $1"
	fi
}

# One kiosk in one window, and nothing else on the display: its root is the second window there.
alone() {
	sleep 0.2
	[ "$(wc -l <"$place/started")" = 1 ] && [ "$(ps -o pid= --ppid "$terminal" | wc -l)" = 1 ] &&
		[ "$(xdotool search --onlyvisible --pid "$terminal" 2>/dev/null | wc -l)" = 1 ] &&
		[ "$(xdotool search --onlyvisible --maxdepth 1 --name '.*' 2>/dev/null | wc -l)" = 2 ]
}

nothing_opens() {
	alone
	report "one kiosk, in one window" $?
	for key in ctrl+F1 ctrl+F2 ctrl+F3 ctrl+F4 shift+F1 shift+F2 shift+F3 shift+F4 shift+F5 shift+F6 shift+F7 shift+Insert \
		shift+Prior shift+Next shift+Up Pause Menu Print alt+F4 alt+Return F11 ctrl+shift+v ctrl+shift+n ctrl+shift+t; do
		xdotool key "$key"
		alone
		report "$key opens nothing" $?
	done
	for modifier in ctrl shift alt super; do
		for button in 1 2 3; do
			xdotool mousemove 200 200 keydown $modifier mousedown $button
			alone # while it is held, as menus are
			report "$modifier and button $button open nothing" $?
			xdotool mouseup $button keyup $modifier
		done
	done
}
