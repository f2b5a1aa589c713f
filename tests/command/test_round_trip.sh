#!/bin/sh
# Out and in again: exports, imports of the same file, and text from outside on its way to a terminal.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1
demo=$tests/../assets/demo/practice.jsonl
data=${SHAREDESK_TEST_DATA:-$tests/../../shared/data}

# round_trip "words" DATABASE
round_trip() {
	rm -f again.db one two
	run ledger export one --db "$2"
	run import one --db again.db
	check "$1: an empty database takes the export" [ "$status" = 0 ]
	run ledger export two --db again.db
	check "$1: and gives it again, byte for byte" cmp one two
	run import one --db again.db
	rm -f two
	run ledger export two --db again.db
	check "$1: taken a second time it changes nothing" cmp one two
	run ledger verify --db again.db
	check "$1: the ledger made from it is whole" [ "$status" = 0 ]
	check "$1: and its seal is said, to be kept elsewhere" grep -qE '^The seal of the last line: [0-9a-f]{64}$' "$place/out"
}

# twice "words" STATUS FILE… : into practice.db; the second time changes nothing. 5 where a file says that something is missing.
twice() {
	what=$1 answer=$2
	shift 2
	run import "$@" --db practice.db
	check "$what are taken" [ "$status" = "$answer" ]
	rm -f first
	run ledger export first --db practice.db
	run import "$@" --db practice.db
	check "$what are taken again" [ "$status" = "$answer" ]
	rm -f second
	run ledger export second --db practice.db
	check "$what change nothing the second time" cmp first second
}

run import "$demo" --db demo.db
check "the demo practice is taken" [ "$status" = 0 ]
round_trip "the demo practice" demo.db

# What is known of a death, each line in place of the one before.
cat >deaths.jsonl <<'END'
{"kind":"patient","nhs":"9990000026","family":"Hyde","given":"Robin","died":"unknown"}
{"kind":"patient","nhs":"9990000026","family":"Hyde","given":"Robin","died":"2020"}
{"kind":"patient","nhs":"9990000026","family":"Hyde","given":"Robin","died":"2020-07"}
END
run import deaths.jsonl --db deaths.db
check "deaths are taken as exactly as they are known" [ "$status" = 0 ]
rm -f told
run ledger export told --db deaths.db
check "and stand so in the ledger" cmp deaths.jsonl told
round_trip "deaths" deaths.db
sed 's/2020-07"/9998"/' deaths.jsonl >late.jsonl
refuses "a death that has not come yet" 1 'line 3: The field "died" is a date that has not come yet' import late.jsonl --db late.db

# A ledger from elsewhere, then the practice it is of: what waits to be passed on there is seen anew.
cat >elsewhere.jsonl <<'END'
{"kind":"organisation","code":"C82001","name":"Meadow Surgery","care":"gp","system":"emis","mig":false}
{"kind":"patient","nhs":"9990000018","family":"Hyde","given":"Robin"}
{"kind":"registered","id":"f1","at":"2024-01-01T10:00:00Z","recorded_at":"2024-01-01T10:00:00Z","by":"K Osei","patient":"9990000018","episode":"e1","org":"C82001"}
{"kind":"answered","id":"f2","at":"2024-01-02T10:00:00Z","recorded_at":"2024-01-02T10:00:00Z","by":"K Osei","patient":"9990000018","episode":"e1","direction":"out","answer":"yes","who":"patient","how":"in-person"}
{"kind":"answered","id":"f3","at":"2024-01-03T10:00:00Z","recorded_at":"2024-01-03T10:00:00Z","by":"K Osei","patient":"9990000018","episode":"e1","direction":"out","answer":"no","who":"patient","how":"in-person"}
{"kind":"passed-on","id":"f4","at":"2024-01-04T10:00:00Z","recorded_at":"2024-01-04T10:00:00Z","by":"K Osei","patient":"9990000018","fact":"f2","system":"emis"}
END
echo 'a phrase for Ada' >phrase
chmod 600 phrase
run import elsewhere.jsonl --db elsewhere.db
run init --db elsewhere.db --practice C82001 --admin 'Ada L' --passphrase-file phrase
check "a practice is set up over a ledger taken before" [ "$status" = 0 ]
run ledger verify --db elsewhere.db --as 'Ada L' --passphrase-file phrase
check "and is whole" [ "$status" = 0 ]

# People with one name.
cat >names.jsonl <<'END'
{"kind":"patient","nhs":"9990000018","family":"","given":"Madonna"}
{"kind":"patient","nhs":"9990000026","family":"Devi","given":""}
END
run import names.jsonl --db names.db
check "one name is taken, whichever it is" [ "$status" = 0 ]
rm -f told
run ledger export told --db names.db
check "and stands so in the ledger" cmp names.jsonl told
round_trip "one name" names.db
sed 's/Madonna//' names.jsonl >none.jsonl
refuses "no name at all" 1 'line 1: The fields "family" and "given" are empty' import none.jsonl --db none.db

# Text from outside that would move the cursor, turn the text round or end the line.
cat >odd.jsonl <<'END'
{"kind":"organisation","code":"C82001","name":"Mea\u001b[2Jdow\u0007","care":"gp","system":"systmone","mig":true}
{"kind":"organisation","code":"RWE","name":"\u202eyramrifnI\u009b31m\u2028","care":"planned","system":"systmone","mig":true,"town":"a\r\nb"}
{"kind":"patient","nhs":"9990000018","family":"As\u001b]0;h\u0007by","given":"\u007f\tM\\\"","born":"1951-02-11"}
{"kind":"entry","id":"e1","patient":"9990000018","org":"C82001","recorded":"2024-01-04T09:00:00Z","category":"problem","text":"\u001b[31m"}
{"kind":"registered","id":"f1","at":"2024-01-02T09:00:00Z","recorded_at":"2024-01-02T09:00:00Z","patient":"9990000018","episode":"reg","org":"C82001","note":"\u0001\u001f"}
END
run import odd.jsonl --db odd.db
check "odd text is taken as it is" [ "$status" = 0 ]
round_trip "odd text" odd.db

# plain "words" : nothing that a terminal would obey, on either output.
plain() {
	cat out err >both
	check "$1: nothing a terminal obeys" [ "$(LC_ALL=C tr -d '\012\040-\176\200-\377' <both | wc -c)" = 0 ]
	check "$1: no C1, no turning of the text" sh -c "! grep -qP '[\\x{80}-\\x{9f}\\x{202a}-\\x{202e}\\x{2028}\\x{2066}-\\x{2069}]' both"
}
run decide --db odd.db --patient 9990000018 --org RWE --entry e1
plain "a decision about odd names"
run decide --db odd.db --patient 9990000018 --org RWE
plain "a view of odd names"
name=$(printf 'o\033[2J\302\233dd\342\200\256.jsonl')
cp odd.jsonl "$name"
run import "$name" --db odd.db
check "a file with an odd name is taken" [ "$status" = 0 ]
plain "a file with an odd name"
echo '{"kind":"pa\u001b[2Jtient"}' >"$name"
run import "$name" --db odd.db
check "a bad file with an odd name is refused" [ "$status" = 1 ]
plain "a bad file with an odd name"
rm -f "$name"
run ledger export "$name" --db odd.db
plain "an export under an odd name"
rm -f "$name"
cat >odd.json <<'END'
{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p","name":{"family":"As\u001b[2Jhby\u202e"},"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"12\u001b[2J"}}}]}
END
run import odd.json --db odd.db
plain "a record with an odd name"

if [ -d "$data/gp-connect" ]; then
	for record in "$data"/gp-connect/*.json; do
		refuses "$(basename "$record"): no valid NHS number" 1 "$(basename "$record"): .*123 456 7890.*--test-numbers" \
			import "$record" --db practice.db
	done
	twice "GP Connect records with test numbers" 5 --test-numbers "$data"/gp-connect/*.json
	check "the two GP Connect records are two people" [ "$(grep -c '^{"kind":"patient"' first)" = 2 ]
	check "and their names differ" [ "$(grep '^{"kind":"patient"' first | sed 's/.*"family":"\([^"]*\)".*/\1/' | sort -u | wc -l)" = 2 ]
	twice "lists of trusts and sub-ICB locations" 0 "$data"/ods/etr*.csv "$data"/ods/eccg*.csv
	twice "Synthea records with test numbers" 0 --test-numbers "$data"/synthea/*.json
	check "and now four people" [ "$(grep -c '^{"kind":"patient"' first)" = 4 ]
	round_trip "all of it" practice.db
else
	skip "GP Connect records are two people" "there is no data in $data"
fi
tests_done
