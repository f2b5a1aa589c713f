#!/bin/sh
# What is said about the program itself, and calls that are wrong.
. "$(dirname "$0")/tap.sh"
verbs='init import decide export figures kiosk ledger.export ledger.verify ledger.checkpoint deliver demo'
for command in "" $verbs; do
	command=$(echo "$command" | tr . ' ')
	# shellcheck disable=SC2086
	run $command --help
	check "sharedesk $command --help says how it is used" grep -q "^usage: sharedesk${command:+ }$command" "$place/out"
	check "sharedesk $command --help is done, without a word on standard error" \
		sh -c "[ $status = 0 ] && [ ! -s '$place/err' ] && [ \$(wc -l <'$place/out') -ge 3 ]"
	check "sharedesk $command --help keeps to 120 columns" sh -c "! grep -qE '.{121}' '$place/out'"
	# shellcheck disable=SC2086
	refuses "sharedesk $command --nonsense" 2 "--nonsense.*--help" $command --nonsense
done
run --help
for command in $verbs; do
	check "--help names $command" grep -qE "^  $command " "$place/out"
done
run --version
check "--version says which" grep -qE '^sharedesk [0-9]+\.[0-9]+\.[0-9]+$' "$place/out"
for library in SQLite libsodium jansson cJSON libcsv utf8proc ncurses libqrencode; do
	check "--version names $library" grep -qE "$library [0-9]+\.[0-9]+" "$place/out"
done
check "nothing of this makes a database" [ ! -e "$SHAREDESK_DB" ]

refuses "a command that is none" 2 '"fly"' fly
refuses "help about a command that is none" 2 '"fly"' fly --help
refuses "ledger alone" 2 "ledger export, ledger verify or ledger checkpoint" ledger
refuses "a ledger verb that is none" 2 '"ledger burn"' ledger burn
refuses "import without a file" 2 "file" import
refuses "decide without a question" 2 "--patient" decide
refuses "decide with a stray word" 2 "options" decide stray --batch
refuses "an option without its value" 2 "--patient" decide --patient
refuses "ledger export to two files" 2 "one file" ledger export a b
refuses "ledger verify with a stray word" 2 "Say --witness" ledger verify a
refuses "ledger checkpoint with a stray word" 2 "options" ledger checkpoint a
refuses "init with a stray word" 2 "options" init a
refuses "a word with control characters" 2 "no command" "$(printf 'a\033[2Jb\nc')"
tests_done
