# For sh scripts to read in: a display of their own, and what they start on it, all gone at the end.
#
#	display_open WIDTHxHEIGHT    sets and exports DISPLAY; makes the folder $place
#	waits COMMAND…               until it succeeds, a minute at most
#	terminal=$!                  what runs on the display; ended first
place=$(mktemp -d)
server=
terminal=
trap '[ -z "$terminal" ] || kill "$terminal" 2>/dev/null || true
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	wait 2>/dev/null || true
	rm -rf "$place"' EXIT
trap 'exit 1' HUP INT TERM

waits() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 600 ] || return 1
		sleep 0.1
	done
}

# The server picks a free display and says which.
display_open() {
	Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp 3>"$place/display" 2>"$place/server.log" &
	server=$!
	waits test -s "$place/display" || { cat "$place/server.log"; echo "Xvfb did not start."; exit 1; }
	DISPLAY=:$(cat "$place/display")
	export DISPLAY
}

# kiosk_terminal COLSxROWS COMMAND… : mlterm as the kiosk's unit starts it; MLTERM holds options of its own.
kiosk_terminal() {
	mkdir -p "$place/home"
	rm -rf "$place/home/.mlterm"
	cp -R "$here/../../assets/kiosk/mlterm" "$place/home/.mlterm"
	geometry=$1
	shift
	# shellcheck disable=SC2086 # options are words
	HOME=$place/home LC_ALL=C.UTF-8 exec mlterm -g "$geometry" ${MLTERM:-} -e "$@"
}
