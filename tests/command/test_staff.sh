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
	refuses "$name refuses who is not staff" 1 "." $call --as 'Nobody' --passphrase-file ada
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
check "and holds one line more: the first was made" [ "$(wc -l <rest)" = 1 ]
check "who made it stands there" grep -q '^{"kind":"exported".*"by":"Ada L"' rest
check "no refused export left such a line" [ "$(grep -c '"kind":"exported"' second.jsonl)" = 3 ]
check "no passphrase is in an export" sh -c "! grep -q -e phrase -e argon second.jsonl"
tests_done
