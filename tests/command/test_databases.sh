#!/bin/sh
# Databases that cannot be used: refused in one sentence, and left as they are.
. "$(dirname "$0")/tap.sh"
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
cd "$place" || exit 1
asking="decide --patient 9990000018 --org RWE --entry e1"

# left_alone "words" PATTERN FILE
left_alone() {
	before=$(sha256sum <"$3")
	for call in "$asking" "import practice.jsonl" "ledger export" "ledger verify" "init --practice C82001 --admin A --passphrase-file practice.jsonl"; do
		# The words of the call are its own.
		# shellcheck disable=SC2086
		refuses "$1: ${call%% --*}" 1 "$2" $call --db "$3"
	done
	check "$1: it is left as it was" [ "$before" = "$(sha256sum <"$3")" ]
	check "$1: nothing is left beside it" sh -c "! ls '$3'-wal '$3'-journal '$3'-shm 2>/dev/null"
}

# The header of a SQLite file holds the application id at byte 68 and the version of the schema at byte 60.
cp desk.db theirs.db
printf '\000\000\000\001' | dd of=theirs.db bs=1 seek=68 conv=notrunc 2>/dev/null
left_alone "a database of another program" "theirs.db is not a database of sharedesk" theirs.db
cp desk.db newer.db
printf '\000\000\003\347' | dd of=newer.db bs=1 seek=60 conv=notrunc 2>/dev/null
left_alone "a database of a newer sharedesk" "newer.db.*newer" newer.db
cp practice.jsonl text.db
left_alone "a database that is no database" "text.db is not a database of sharedesk" text.db
head -c 3000 desk.db >cut.db
left_alone "a database cut short" "cut.db" cut.db
: >empty.db
left_alone "an empty file" "empty.db is empty" empty.db
run import /dev/null --db none.db
refuses "a ledger without a line is not whole" 1 "The ledger in none.db has not one line" ledger verify --db none.db

# shellcheck disable=SC2086
refuses "no database there" 1 "no database at .*gone.db.*init" $asking --db "$place/gone.db"
check "no database there: none is made" [ ! -e gone.db ]
mkdir folder
# shellcheck disable=SC2086
refuses "a folder for a database" 1 "folder is a folder" $asking --db folder
refuses "a file for a folder" 1 "practice.jsonl/desk.db" import practice.jsonl --db practice.jsonl/desk.db

# A database broken in its middle is told from a whole one.
cp desk.db broken.db
size=$(stat -c %s broken.db)
head -c 8192 /dev/urandom | dd of=broken.db bs=1 seek=$((size / 2 / 4096 * 4096)) conv=notrunc 2>/dev/null
run ledger verify --db broken.db
check "a database broken in its middle fails its check" [ "$status" = 1 ]
check "a database broken in its middle: one sentence" [ "$(wc -l <err)" = 1 ]
run ledger verify
check "the whole one passes" [ "$status" = 0 ]
umask 077
printf 'a long enough phrase\n' >phrase
run init --db "$(printf 'a\033[31mb.db')" --practice C82001 --name Meadow --admin 'Ada L' --passphrase-file phrase
check "the name of a new one is shown without control characters" sh -c '[ -s out ] && ! LC_ALL=C grep -q "[[:cntrl:]]" out'
tests_done
