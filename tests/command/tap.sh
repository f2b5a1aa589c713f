# Sourced by the tests of the real program: NAME.sh SHAREDESK [HIRE]. One line of TAP for each thing a person may hit.
#
#	as WORD…                           run, signed in as Ada L
#	run WORD…                          sharedesk, its output in $place/out and $place/err, its status in $status
#	check "words" COMMAND…             a test: the command succeeds
#	refuses "words" STATUS PATTERN WORD…   a test: this call says one sentence that fits, and nothing else
#	skip "words" "why"
#	tests_done

set -u
desk=$(realpath "$1")
tests=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
mounted=
seen=0 wrong=0 status=0
export HOME="$place" LC_ALL=C.UTF-8 SHAREDESK_DB="$place/desk.db"
unset XDG_DATA_HOME NO_COLOR

leave() {
	[ -z "$mounted" ] || umount "$mounted"
	rm -rf "$place"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

run() {
	status=0
	"$desk" "$@" </dev/null >"$place/out" 2>"$place/err" || status=$?
}

# report "words" FAULT : a test; the fault is empty where there is none.
report() {
	seen=$((seen + 1))
	if [ -z "$2" ]; then
		echo "ok $seen - $1"
		return
	fi
	wrong=$((wrong + 1))
	echo "not ok $seen - $1"
	printf '%s\n' "$2" | head -c 2000 | head -n 20 | LC_ALL=C tr -d '\000-\010\013-\037' | sed 's/^/# /'
}

check() {
	words=$1
	shift
	if "$@" >"$place/said" 2>&1; then
		report "$words" ""
	else
		report "$words" "$* does not hold; status $status; $(cat "$place/said" "$place/err" 2>/dev/null)"
	fi
}

skip() {
	seen=$((seen + 1))
	echo "ok $seen - $1 # SKIP $2"
}

# What is wrong with the refusal just seen: its status, one line that fits, nothing on standard output, no control characters.
fault_of_refusal() {
	[ "$status" = "$1" ] || echo "The status is $status, not $1."
	[ "$(wc -l <"$place/err")" = 1 ] || echo "It is not one line."
	grep -qE -e "^sharedesk.*$2" "$place/err" || echo "It does not say: $2"
	grep -qE '[.?!]$' "$place/err" || echo "It is no sentence."
	[ "$(LC_ALL=C tr -d '\001-\011\013-\037\177' <"$place/err" | wc -c)" = "$(wc -c <"$place/err")" ] ||
		echo "It has control characters."
	[ ! -s "$place/out" ] || echo "There is output: $(head -c 200 "$place/out")"
}

refused() {
	fault=$(fault_of_refusal "$2" "$3")
	[ -z "$fault" ] || fault="$fault
$(head -n 5 "$place/err")"
	report "$1" "$fault"
}

refuses() {
	words=$1 wanted=$2 pattern=$3
	shift 3
	run "$@"
	refused "$words" "$wanted" "$pattern"
}

# The same, signed in as the administrator whom `init` was given, with the passphrase in the file phrase.
as() {
	run "$@" --as 'Ada L' --passphrase-file phrase
}

# Staff, of whom Ada L is the first; their passphrase is in the file phrase.
set_up() {
	(umask 077 && printf 'a long enough phrase\n' >"$place/phrase")
	run init --practice C82001 --name Meadow --admin 'Ada L' --passphrase-file "$place/phrase"
}

# Everything the desk knows, into a file; of a database without staff.
export_to() {
	run ledger export
	cp "$place/out" "$1"
	[ "$status" = 0 ]
}

# A small practice of fictional people in $SHAREDESK_DB.
practice() {
	cp "$tests/command/practice.jsonl" "$place"
	run import "$place/practice.jsonl"
	[ "$status" = 0 ]
}

tests_done() {
	echo "1..$seen"
	[ "$wrong" = 0 ]
}
