#!/bin/sh
# A file that is taken in leaves a fact: who, which file, and which lines it made.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1

imports() {
	as ledger export
	grep -c '"kind":"imported"' "$place/out"
}

# Where nobody is named there is nobody to name, and an export comes back as it was.
practice
export_to before
check "without staff no fact says that a file was taken in" sh -c '! grep imported before'

export SHAREDESK_DB="$place/staffed.db"
set_up
as import "$place/practice.jsonl"
check "a file is taken by who signed in" [ "$status" = 0 ]
as ledger export
grep '"kind":"imported"' "$place/out" >told
check "which is one fact" [ "$(wc -l <told)" = 1 ]
check "of who, and the file's own name" grep -q '"by":"Ada L","name":"practice.jsonl","format":"ledger-lines"' told
check "of its bytes" grep -q "\"hash\":\"$(python3 -c "import hashlib;print(hashlib.blake2b(open('practice.jsonl','rb').read(),digest_size=32).hexdigest())")\"" told
first=$(sed 's/.*"first":"\([0-9]*\)".*/\1/' told) last=$(sed 's/.*"last":"\([0-9]*\)".*/\1/' told)
check "and of the lines it made" grep -q "\"read\":\"10\",\"taken\":\"$((last - first + 1))\"" told
as ledger export
check "the first of which is this" sh -c "sed -n ${first}p out | grep -q '\"code\":\"RWE\"'"
# What was known is told at the end of the file.
check "and the last this" sh -c "sed -n ${last}p out | grep -q '\"code\":\"C82001\"'"
as import practice.jsonl
check "taken again it brings nothing, and leaves nothing" [ "$(imports)" = 1 ]
as import --dry-run practice.jsonl
check "nor does a dry run" [ "$(imports)" = 1 ]
printf 'code,standing\nREF,prohibited\n' >standings.csv
as import standings.csv
check "a list is taken in" [ "$status" = 0 ]
check "and is a fact too" [ "$(imports)" = 2 ]
as ledger export all.jsonl
run import all.jsonl --db moved.db
run ledger export --db moved.db
check "what was taken in moves out and in, byte for byte" cmp all.jsonl out
as ledger verify
check "the ledger is whole" [ "$status" = 0 ]
tests_done
