#!/bin/sh
# Checkpoints and codes, as who keeps the machine meets them: made, held against a ledger that was changed, and elsewhere.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1
umask 077
practice

said() { grep -qE -e "$1" out; }
complained() { grep -qE -e "$1" err; }

run ledger checkpoint
check "a checkpoint is a line that says what it is" said '^sharedesk checkpoint 1: - held 10 lines at [0-9TZ:-]{20}, the last sealed [0-9a-f]{64}; key [0-9a-f]{64}; signature [0-9a-f]{128}$'
check "and is appended beside the database" cmp -s out desk.checkpoints
cp out first
key=$(sed 's/.*; key \([0-9a-f]*\);.*/\1/' first)
echo "open the backup" >secret
run backup --secret-file secret one.backup
run ledger export all
run export --fhir 9990000018 one.json
check "a backup, the ledger and a patient handed out leave one each" [ "$(wc -l <desk.checkpoints)" = 4 ]
check "no name and no number of a patient stands in them" sh -c '! grep -qE "Ashby|9990000018" desk.checkpoints'

run ledger verify --witness desk.checkpoints
check "they hold" said '^4 checkpoints hold; the last, of 10 lines at .*Z. Since then: 0 lines.$'
check "and that is all right" [ "$status" = 0 ]
run ledger verify --witness first desk.checkpoints
check "of several files" said '^5 checkpoints hold'

# --- Where the settings say ---
mkdir -p .config/sharedesk share
printf '[ledger]\nwitness = %s/share/c82001\n' "$place" >.config/sharedesk/sharedesk.ini
run ledger checkpoint
check "it goes where sharedesk.ini says" cmp -s out share/c82001
check "and nowhere else" [ "$(wc -l <desk.checkpoints)" = 4 ]
rm -r share
refuses "one that cannot be written is said" 1 "could be written to .*/share/c82001: No such file" ledger checkpoint
run ledger export second
check "an export stands whatever comes of its checkpoint" [ "$status" = 0 ]
check "and it is said" complained 'No checkpoint could be written to .*share/c82001: No such file or directory'
printf '[ledger]\nwitness = \n' >.config/sharedesk/sharedesk.ini
refuses "a setting without a value" 1 "line 2: witness has no value" ledger checkpoint
rm .config/sharedesk/sharedesk.ini

# --- Told on; sealed anew from a changed line; cut off ---
cat >more.jsonl <<-'END'
	{"kind":"answered","id":"f6","at":"2024-02-02T08:00:00Z","recorded_at":"2024-02-02T08:00:00Z","patient":"9990000018","episode":"knee","direction":"in","answer":"no"}
END
cp desk.db before.db
run import more.jsonl
run ledger verify --witness first
check "a ledger that was told on holds" said '^1 checkpoint holds; the last, of 10 lines at .*Z. Since then: 1 line.$'
run ledger checkpoint
cp out second.note
mkdir forged
sed '$s/"yes"/"no"/' practice.jsonl >forged.jsonl
run import forged.jsonl --db forged/desk.db
cp desk.key forged
run ledger verify --db forged/desk.db
check "a ledger made anew is whole by itself" [ "$status" = 0 ]
run ledger verify --db forged/desk.db --witness first
check "its witness finds it" complained '^The ledger is not what it was: it held 10 lines at .*Z, and its line 10 has another seal now: it was made anew.$'
check "none holds before" complained '^No checkpoint before it holds.$'
check "that is not right" [ "$status" = 1 ]
cp desk.db whole.db
cp before.db desk.db
rm -f desk.db-wal desk.db-shm
run ledger verify
check "one that was cut off is whole by itself" [ "$status" = 0 ]
run ledger verify --witness first second.note
check "its witness finds it too" complained '^The ledger is not what it was: it held 11 lines at .*Z, and holds 10 lines now'
check "and says up to where it holds" complained '^The last that holds is of 10 lines at .*: the 0 lines after it are witnessed by nothing.$'
cp whole.db desk.db

# --- What counts as a checkpoint ---
: >empty
refuses "an empty file" 1 "empty holds no checkpoint of this desk: nothing was checked" ledger verify --witness empty
refuses "one that is not there" 1 "gone cannot be read" ledger verify --witness gone
sed 's/held 10/held 11/' first >changed
cat first changed >both
run ledger verify --witness both
check "one that was changed is passed over, and said" complained 'both, line 2: its signature is not right: it was changed since it was signed; passed over.$'
check "the other holds, in part" [ "$status" = 5 ]
{ cat first; head -c 200 second.note; cat second.note; } >torn
run ledger verify --witness torn
check "half a line hides not what comes behind it" said '^2 checkpoints hold'
check "and is nothing to look at" [ "$status" = 0 ]
{ cat first; head -c 200 second.note; } >torn
run ledger verify --witness torn
check "half a last line is passed over, and said" complained 'torn, line 2: no whole checkpoint; passed over.$'
check "the others hold, in part" [ "$status" = 5 ]
mkdir other
run import practice.jsonl --db other/desk.db
run ledger checkpoint --db other/desk.db
cp out other/note
run ledger verify --witness other/note
check "another site's counts for nothing" complained 'line 1: it is signed by the key of another desk'
check "and is refused" [ "$status" = 1 ]
run ledger verify --db other/desk.db --witness first --witness-key "$key"
check "the key can be said, where desk.key is another" said '^1 checkpoint holds; the last, of 10 lines'
refuses "a key that is none" 1 "64 of 0 to 9" ledger verify --witness first --witness-key 12
refuses "files without --witness" 2 "Say --witness" ledger verify first
mv desk.key away
refuses "without desk.key the key must be said" 1 "desk.key is not there" ledger verify --witness first
check "and none is made for it" [ ! -e desk.key ]
mv away desk.key

# --- Codes ---
refuses "a code that was typed wrong" 1 "typed wrong, or misread" ledger verify --code K7QM2-XPD9R
run ledger verify --code 00000-00000
check "one that no state of the ledger gives" complained '^No state of this ledger gives the code 00000-00000'
check "is not right" [ "$status" = 1 ]

run import /dev/null --db none.db
refuses "an empty ledger has nothing to sign" 1 "has not one line" ledger checkpoint --db none.db

# --- Restored ---
mkdir new
cp desk.key new
run restore one.backup --secret-file secret --db new/desk.db
run ledger verify --db new/desk.db --witness first
check "what was restored holds what it held" [ "$status" = 0 ]
tests_done
