#!/bin/sh
# The desk needs a terminal it can draw on: one sentence where there is none, and the terminal is left as it was.
. "$(dirname "$0")/tap.sh"
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
cd "$place" || exit 1
refuses "no terminal at all" 2 "terminal" --db desk.db
refuses "no terminal at all, for the demo" 2 "terminal" demo

# A terminal that ncurses does not know leaks a little of its own.
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"

# on_a_terminal ENVIRONMENT… -- WORD… ; what it says to the terminal is its output.
on_a_terminal() {
	status=0
	script -qec "env $1 '$desk' $2; echo \"\$?\" >'$place/status'" /dev/null </dev/null >typed 2>&1
	status=$(cat status)
	tr -d '\r' <typed >err
	: >out
}
if ! command -v script >/dev/null; then
	skip "terminals that cannot be drawn on" "script is not installed"
	tests_done
	exit
fi
for desk_words in "--db desk.db" demo; do
	on_a_terminal "-u TERM" "$desk_words"
	refused "TERM is not set: $desk_words" 2 "set it to yours"
	on_a_terminal "TERM=dumb" "$desk_words"
	refused "TERM is dumb: $desk_words" 2 "set it to yours"
	on_a_terminal "TERM=nothing-like-it" "$desk_words"
	refused "TERM is nothing known: $desk_words" 1 "nothing-like-it"
done
for desk_words in "--theme puce" "--theme puce demo" "demo --theme=puce" "--theme=puce kiosk" "--ascii kiosk --theme puce"; do
	on_a_terminal "TERM=xterm" "$desk_words"
	refused "a theme that is none: $desk_words" 2 "puce"
done
for desk_words in "--db gone.db kiosk" "kiosk --db gone.db" "--theme dark --db=gone.db --ascii kiosk"; do
	on_a_terminal "TERM=xterm" "$desk_words"
	refused "no database there: $desk_words" 1 "gone.db"
done
tests_done
