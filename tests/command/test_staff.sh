#!/bin/sh
# Once there is staff: who asks must be said, is checked, needs the right, and leaves a fact.
. "$(dirname "$0")/tap.sh"
hire=$(realpath "$2")
cd "$place" || exit 1
umask 077
printf 'a long enough phrase\n' >ada
printf 'quite another phrase\nsecond line\n' >priya
printf 'not the right phrase\n' >wrong
: >none
practice || { echo "Bail out! The practice cannot be imported: $(cat err)"; exit 1; }

refuses "init without a practice" 1 "--practice" init --admin 'Ada L' --passphrase-file ada
refuses "init without an administrator" 1 "--admin" init --practice C82001 --passphrase-file ada
refuses "init without a passphrase" 1 "--passphrase-file" init --practice C82001 --admin 'Ada L'
refuses "init with an empty passphrase file" 1 "none is empty" init --practice C82001 --admin 'Ada L' --passphrase-file none
refuses "init with a passphrase file that is not there" 1 "gone" init --practice C82001 --admin 'Ada L' --passphrase-file gone
printf 'short\n' >short
refuses "init with a short passphrase" 1 "too short" init --practice C82001 --admin 'Ada L' --passphrase-file short
refuses "init with a code that is none" 1 "." init --practice 'no code' --admin 'Ada L' --passphrase-file ada
refuses "init with a practice that is none" 1 "." init --practice RWE --admin 'Ada L' --passphrase-file ada
run ledger verify
check "after all that there is no staff" [ "$status" = 0 ]

run init --practice C82001 --admin 'Ada L' --passphrase-file ada
check "init sets up" [ "$status" = 0 ]
check "init says how to go on" grep -q 'Ada L' out
refuses "init twice" 1 "set up already" init --practice C82001 --admin 'Eve' --passphrase-file ada

asking="--patient 9990000018 --org RWE --entry e1"
# Its words are its own.
# shellcheck disable=SC2086
for call in "import practice.jsonl" "import --dry-run practice.jsonl" "decide $asking" "ledger export" "ledger verify"; do
	name=${call%% -*}
	refuses "$name asks who" 1 "--as" $call
	refuses "$name asks for the passphrase" 1 "--passphrase-file" $call --as 'Ada L'
	refuses "$name refuses a wrong passphrase" 1 "." $call --as 'Ada L' --passphrase-file wrong
	run ledger verify --as 'Ada L' --passphrase-file ada
	check "a right one ends what is counted before $name" [ "$status" = 0 ]
	refuses "$name refuses who is not staff" 1 "." $call --as "Nobody $seen" --passphrase-file ada
done
# shellcheck disable=SC2086
for call in "import practice.jsonl" "ledger export" "ledger verify"; do
	run $call --as 'ada l' --passphrase-file ada
	check "${call%% -*} is an administrator's" [ "$status" = 0 ]
done
# shellcheck disable=SC2086
refuses "decide is not an administrator's" 1 "administrator may not .*receptionist" \
	decide $asking --as 'Ada L' --passphrase-file ada

"$hire" desk.db 'Ada L' 'a long enough phrase' 'Priya S' receptionist 'quite another phrase' 2>err ||
	{ echo "Bail out! Nobody can be hired: $(cat err)"; exit 1; }
run ledger export "$place/before" --as 'Ada L' --passphrase-file ada
# shellcheck disable=SC2086
for call in "import practice.jsonl" "import --dry-run practice.jsonl" "ledger export" "ledger export mine.jsonl" "ledger verify"; do
	refuses "${call%% -*} is not a receptionist's" 1 "receptionist may not .*administrator" \
		$call --as 'Priya S' --passphrase-file priya
done
# shellcheck disable=SC2086
run decide $asking --as 'Priya S' --passphrase-file priya
check "decide is a receptionist's" [ "$status" = 0 ]
check "a refused export leaves no file" [ ! -e mine.jsonl ]

run ledger export first.jsonl --as 'Ada L' --passphrase-file ada
check "an export says how many lines" grep -q "first.jsonl: $(wc -l <first.jsonl) lines" out
run ledger export second.jsonl --as 'Ada L' --passphrase-file ada
head -n "$(wc -l <first.jsonl)" second.jsonl >beginning
check "the next export begins with the first" cmp first.jsonl beginning
tail -n +"$(($(wc -l <first.jsonl) + 1))" second.jsonl >rest
check "and holds that the first was made, and who signed out and in" \
	[ "$(sed 's/^{"kind":"\([a-z-]*\)".*/\1/' rest | tr '\n' ' ')" = "exported signed-out signed-in " ]
check "who made it stands there" grep -q '^{"kind":"exported".*"by":"Ada L"' rest
check "no refused export left such a line" [ "$(grep -c '"kind":"exported"' second.jsonl)" = 3 ]
check "who was made what, by whom, stands there" \
	grep -q '^{"kind":"account".*"by":"Ada L","name":"Priya S","change":"made","role":"receptionist","on":true}' second.jsonl
check "the practice as a setting too" grep -q '^{"kind":"setting".*"by":"Ada L","name":"practice","value":"C82001"}' second.jsonl
check "no passphrase is in an export" sh -c "! grep -q -F -f ada second.jsonl && ! grep -q argon second.jsonl"

as_ada() {
	run "$@" --as 'Ada L' --passphrase-file ada
}
as_ada ledger verify
check "accounts and settings are what the ledger tells" [ "$status" = 0 ]
cp desk.db whole.db
change() {
	cp whole.db desk.db
	python3 -c 'import sqlite3, sys; c = sqlite3.connect("desk.db"); c.executescript(sys.argv[1]); c.commit()' "$1"
}
change "UPDATE staff SET role = 'clinician', pin = passphrase WHERE folded = 'priya s'"
refuses "an account changed by SQL does not sign in" 1 "The account Priya S in .* was changed by something other" \
	decide --patient 9990000018 --org RWE --entry e1 --as 'Priya S' --passphrase-file priya
as_ada ledger verify
check "and verify names it" grep -q 'The account Priya S was changed' err
check "and says what the ledger tells" grep -q 'The account Priya S is not what the ledger tells: receptionist, open' err
change "UPDATE setting SET value = 'RWE' WHERE name = 'practice'"
as_ada ledger verify
check "verify names a setting changed by SQL" grep -q 'The setting practice is not what the ledger tells: C82001, and not RWE' err
change "DELETE FROM staff WHERE folded = 'priya s'"
as_ada ledger verify
check "verify names an account taken out" grep -q 'The account Priya S is gone' err
change "DELETE FROM own_setting; DELETE FROM staff"
refuses "who takes all accounts out does not choose the next administrator" 1 "accounts of this desk are gone" \
	init --practice C82001 --admin 'Eve' --passphrase-file priya
cp whole.db desk.db
mv desk.key kept.key
refuses "a desk.key that is gone is not made anew" 1 "desk.key is not beside .*bring it back" \
	init --practice C82001 --admin 'Eve' --passphrase-file priya
check "nor left there" [ ! -e desk.key ]
head -c 32 /dev/urandom >desk.key
refuses "nor is another taken for it" 1 "not that of this database" ledger verify --as 'Ada L' --passphrase-file ada
mv kept.key desk.key
as_ada ledger verify
check "the right one is" [ "$status" = 0 ]

for _ in 1 2 3 4 5; do
	run ledger verify --as 'Ada L' --passphrase-file wrong
done
refuses "after five wrong passphrases a right one waits" 1 "wait (30|2[0-9]) seconds" \
	ledger verify --as 'Ada L' --passphrase-file ada
for _ in 1 2 3 4 5; do
	run ledger verify --as 'Nobody' --passphrase-file wrong
done
refuses "nobody's name waits too" 1 "wait (30|2[0-9]) seconds" ledger verify --as 'Nobody' --passphrase-file wrong

run staff list
check "staff list names who has an account" grep -q '^Ada L, administrator: [0-9]' out
refuses "who is no administrator is not let in on the machine" 1 "no administrator" staff reset 'Priya S'
refuses "nor who has no account" 1 "no account called" staff reset 'Eve'
run staff reset 'ada l'
check "the administrator is" [ "$status" = 0 ]
head -n 1 out >once
refuses "with a passphrase that is to be changed first" 1 "Choose a passphrase of your own first" \
	ledger verify --as 'Ada L' --passphrase-file once
rm desk.key
refuses "a lost desk.key is said" 1 "bring it back" staff list
refuses "nobody of that name is let in" 1 "no account called" staff reset --new-key 'Eve'
check "and the key that was made for it is gone again" [ ! -e desk.key ]
run staff reset --new-key 'Ada L'
check "another is made where that is meant" [ "$status" = 0 ]
refuses "and not where there is one" 1 "it is not lost" staff reset --new-key 'Ada L'
run staff list
check "and nothing is left that was changed by something else" sh -c "! grep -q 'something other' out"
tests_done
