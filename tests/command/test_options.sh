#!/bin/sh
# Options stand where people put them: before the command, after it, or between its words.
. "$(dirname "$0")/tap.sh"
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
cd "$place" || exit 1
mv desk.db there.db # what is not said to be elsewhere finds nothing, or makes a desk.db

# A second may pass between two calls that say when they were made.
said() {
	sed -E 's/[0-9-]{10}T[0-9:]{8}/NOW/g; s/urn:uuid:[0-9a-f-]{36}/UUID/g' out err
}

# alike "words" STATUS WORD… -- WORD… : two calls end with this status and say the same. No word of the first has a blank.
alike() {
	words=$1 wanted=$2
	shift 2
	: >first
	while [ "$1" != -- ]; do
		printf '%s\n' "$1" >>first
		shift
	done
	shift
	run "$@"
	said >after
	after=$status
	# shellcheck disable=SC2046
	run $(cat first)
	said >before
	check "$words" sh -c "[ $status = $wanted ] && [ $after = $wanted ] && cmp before after"
}

question="--patient 9990000018 --org RWE --entry e1"
for call in "import practice.jsonl" "decide $question" "export --fhir 9990000018" "ledger export" "ledger verify"; do
	# shellcheck disable=SC2086
	alike "sharedesk --db FILE $call" 0 --db there.db $call -- $call --db there.db
	# shellcheck disable=SC2086
	alike "sharedesk --db=FILE $call" 0 --db=there.db $call -- $call --db=there.db
done
alike "sharedesk ledger --db FILE verify" 0 ledger --db there.db verify -- ledger verify --db there.db
alike "sharedesk ledger --db=FILE export" 0 ledger --db=there.db export -- ledger export --db there.db
alike "options on every side" 4 --db there.db decide --patient 9990000018 --json --org REF --entry e1 \
	-- decide --json --db there.db --entry e1 --org REF --patient 9990000018
printf '[send]\nsms = notify\n[notify]\nkey-file = key\nsms-template = 4f5f7d0a-3b1c-4b1e-9a52-7d2c5f0e6a11\n' >send.ini
refuses "sharedesk --db FILE deliver" 1 "deliver: There is no database at gone.db" --db gone.db deliver --config send.ini

printf 'open sesame, please\n' >phrase
chmod 600 phrase
cp there.db staffed.db
run --passphrase-file phrase --db staffed.db init --practice C82001 --admin Ada
check "sharedesk --passphrase-file FILE init" [ "$status" = 0 ]
alike "sharedesk --as NAME --passphrase-file FILE figures" 0 --as Ada --passphrase-file phrase --db staffed.db figures \
	-- figures --db staffed.db --as Ada --passphrase-file phrase
run --db staffed.db ledger --as Ada verify --passphrase-file phrase # each sign-in is a line more
check "sharedesk ledger --as NAME verify" sh -c "[ $status = 0 ] && grep -q 'ledger is whole' out"

# A value is a value, whatever it looks like; -- ends the options.
cp practice.jsonl import
run --db verify import import
check "a database that is called as a command is" sh -c "[ $status = 0 ] && [ -s verify ]"
run ledger --db verify verify
check "the same between the words of a command" [ "$status" = 0 ]
run --db=--help import practice.jsonl
check "a database that is called --help" sh -c "[ $status = 0 ] && [ -s ./--help ]"
cp practice.jsonl ./--json
run --db there.db import -- --json
check "a file that is called as an option is, after --" sh -c "[ $status = 0 ] && grep -q '^--json: ' out"
run --db there.db -- import practice.jsonl
check "a command after --" [ "$status" = 0 ]
run -- ledger --db there.db -- export -- --lines
check "a -- wherever one may stand" sh -c "[ $status = 0 ] && [ -s ./--lines ]"
refuses "an option after --" 2 'There is no command "--db"' -- --db there.db

# Given twice, the last counts.
alike "twice, before and after" 0 --db gone.db ledger verify --db there.db -- ledger verify --db there.db
alike "twice, before" 0 --db gone.db --db there.db ledger verify -- ledger verify --db there.db
alike "twice, between and after" 0 ledger --db gone.db verify --db there.db -- ledger verify --db there.db
refuses "twice, the last is not there" 1 "no database at gone.db" --db there.db ledger verify --db gone.db

# A command that has no use for one says so, the same on either side.
for call in "import --theme dark" "import --ascii" "init --ascii" "decide --theme dark" "deliver --ascii" "demo --db there.db" \
	"demo --as Ada" "kiosk --as Ada" "ledger verify --theme dark"; do
	command=${call%% --*} option=--${call#* --}
	# shellcheck disable=SC2086
	refuses "sharedesk $option $command" 2 " $command: It has no use for ${option%% *}\." $option $command
	# shellcheck disable=SC2086
	refuses "sharedesk $command $option" 2 " $command: It has no use for ${option%% *}\." $command $option
done
refuses "the desk has no use for --as" 2 ": It has no use for --as\." --as Ada
refuses "an option of one command before it" 2 "no option --patient before a command" --patient=9990000018 decide
refuses "an option of one command between the words of another" 2 "no option --json before" ledger --json export
refuses "a letter nobody knows, with another" 2 "There is no option -x\." import -xy
refuses "a value where none goes" 2 ": --ascii takes no value" --ascii=yes
refuses "no value, before" 2 ": --db wants a value" --db
refuses "an empty value, before" 2 "import: --db wants a value" --db "" import practice.jsonl
refuses "an empty value, after" 2 "import: --db wants a value" import practice.jsonl --db=
refuses "no value, after" 2 "import: --db wants a value" import practice.jsonl --db

# Cut short, an option means the same on either side, or nothing.
alike "cut short" 0 --d there.db ledger verify -- ledger verify --d there.db
refuses "cut short, it could be two" 2 "no option --a\." decide --a 2024-01-01T00:00:00Z
refuses "cut short, it could be two of which one is another's" 2 "no option --t\." import --t practice.jsonl

# Help and versions, on either side.
for call in import decide "ledger verify" deliver demo; do
	# shellcheck disable=SC2086
	alike "sharedesk --help $call" 0 --help $call -- $call --help
	# shellcheck disable=SC2086
	alike "sharedesk -h $call" 0 -h $call -- $call -h
	# shellcheck disable=SC2086
	alike "sharedesk $call --version" 0 --version -- $call --version
done
alike "sharedesk ledger --help" 0 --help ledger -- ledger --help
alike "sharedesk ledger --version" 0 --version -- ledger --version
alike "-hhh… is one word" 0 "$(printf '%090000d' 0 | sed 's/^./-/; s/0/h/g')" import -- import --help
run --db there.db import practice.jsonl --help
check "help is not turned away by what else is right" grep -q "^usage: sharedesk import" out
for call in "" init import decide export backup restore figures kiosk "ledger export" "ledger verify" deliver demo; do
	# shellcheck disable=SC2086
	run $call --help
	check "sharedesk $call --help fits 80 columns" sh -c '[ -s out ] && ! grep -qE "^.{81}" out'
done
refuses "help for a name" 1 "there is no terminal" init --db there.db --practice C82001 --admin --help

check "no desk.db has been made" [ ! -e desk.db ]
tests_done
