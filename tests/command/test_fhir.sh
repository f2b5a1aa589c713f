#!/bin/sh
# One patient's choices as FHIR: out, in again, what is decided from them, who may take them, and what has to be asked again.
. "$(dirname "$0")/tap.sh"
hire=$(realpath "$2")
cd "$place" || exit 1
all=$tests/fhir/practice.jsonl
patient=9990000018

# questions LEDGER-LINES : each organisation about each entry that is not private, at several moments
questions() {
	grep '^{"kind":"entry"' "$1" | grep -v '"e2"' | sed 's/.*"id":"\([^"]*\)".*/\1/' | while read -r entry; do
		for org in C82001 RWE RX9 R0D; do
			for at in 2024-01-03T10:00:00Z 2024-02-02T12:00:00Z 2024-02-04T12:00:00Z 2024-02-14T08:10:00Z 2024-03-20T00:00:00Z; do
				printf '{"id":"%s","patient":"%s","org":"%s","entry":"%s","at":"%s"}\n' "$entry $org $at" "$patient" "$org" "$entry" "$at"
			done
		done
	done
	printf '{"id":"study","patient":"%s","use":"research","colour":"red","study":"Heart study","at":"2024-03-20T00:00:00Z"}\n' "$patient"
	printf '{"id":"red","patient":"%s","use":"research","colour":"red","at":"2024-03-20T00:00:00Z"}\n' "$patient"
}

run import "$all"
run export --fhir "999 000 0018" out.json
check "a patient's choices are written" [ "$status" = 0 ]
check "and counted" grep -qE '^out.json: [0-9]+ answers, [0-9]+ other events, 4 organisations' "$place/out"
check "the file is its owner's only" [ "$(stat -c %a out.json)" = 600 ]
check "no half file is left" [ ! -e out.json.part ]
# A file of that name is somebody's, a link too, and nothing is written by way of a link that waits beside it.
echo mine >theirs
echo mine >there.json
ln -s theirs linked.json
ln -s nowhere dangling.json
ln -s theirs new.json.part
for name in there.json linked.json dangling.json; do
	refuses "FHIR to $name" 1 "There is a file $name already" export --fhir $patient $name
	refuses "the ledger to $name" 1 "There is a file $name already" ledger export $name
done
run export --fhir $patient new.json
run ledger export theirs.jsonl
check "what was there is as it was" sh -c 'echo mine | cmp - theirs && echo mine | cmp - there.json && [ ! -e nowhere ]'
rm -f theirs there.json linked.json dangling.json new.json.part
run import out.json --db other.db
check "an empty database takes them" [ "$status" = 0 ]
check "and it is said what they never hold" grep -q 'private marks' "$place/out"
rm -f one
run ledger export one --db other.db
run import out.json --db other.db
rm -f two
run ledger export two --db other.db
check "a second time they change nothing" cmp one two
run ledger verify --db other.db
check "the ledger made from them is whole" [ "$status" = 0 ]

# The entries and the practice's list go by another way; then both databases decide alike.
{
	grep '^{"kind":"entry"' "$all" | grep -v '"e2"'
	grep '^{"kind":"standing"' "$all"
	grep '"kind":"\(entry-open\|scr-include\)"' "$all"
} >rest.jsonl
run import rest.jsonl --db other.db
check "what the file does not hold is added" [ "$status" = 0 ]
questions "$all" >asked
check "there are questions" [ "$(wc -l <asked)" -gt 40 ]
"$desk" decide --batch --known-at 2030-01-01T00:00:00Z <asked >here 2>/dev/null || "$desk" decide --batch <asked >here
"$desk" decide --batch --db other.db <asked >there
check "both databases decide alike" cmp here there
check "not all of it denied" grep -q '"decision":"allow"' here
check "not all of it allowed" grep -q '"decision":"deny"' here

refuses "a patient whom nobody knows" 1 "9990000255 is not known" export --fhir 9990000255
refuses "a number that is none" 1 "." export --fhir 12
refuses "no patient" 2 "--fhir" export
refuses "a folder that is not there" 1 "nowhere/x.json" export --fhir $patient nowhere/x.json

# With staff: a right, and a trace.
printf 'a long enough phrase\n' >phrase
printf 'another long phrase\n' >other-phrase
chmod 600 phrase other-phrase
run init --practice C82001 --admin 'Ada L' --passphrase-file phrase --db "$place/desk.db"
check "a practice with staff" [ "$status" = 0 ]
"$hire" "$place/desk.db" 'Ada L' 'a long enough phrase' 'Ben R' receptionist 'another long phrase'
refuses "without a name" 1 "say who asks" export --fhir $patient
refuses "a receptionist" 1 "may not|cannot|role|allow|rights?" export --fhir $patient --as 'Ben R' --passphrase-file other-phrase
as export --fhir $patient first.json
check "an administrator may" [ "$status" = 0 ]
check "the export is not part of itself" sh -c '! grep -q "FHIR R4, patient '$patient'" first.json'
as export --fhir $patient second.json
check "the next one says who had the first" grep -q "FHIR R4, patient $patient" second.json
as ledger export ledger.jsonl
check "and so does the ledger" grep -q '"kind":"exported".*"by":"Ada L".*'$patient ledger.jsonl

# A Consent of others is history, and has to be asked again.
cat >foreign.json <<'END'
{"resourceType":"Bundle","entry":[
{"resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}],"name":[{"family":"Ashby","given":["Maureen"]}],"birthDate":"1951-02-11"}},
{"resource":{"resourceType":"Consent","id":"notOrg","status":"active","dateTime":"2024-01-01","patient":{"reference":"Patient/p"},"provision":{"type":"deny"}}},
{"resource":{"resourceType":"Consent","id":"wrong","status":"entered-in-error","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},"category":[{"coding":[{"system":"urn:sharedesk:choice","code":"share-out"}]}],"policyRule":{"coding":[{"code":"OPTOUT"}]},"dateTime":"2024-01-01","patient":{"reference":"Patient/p"}}}]}
END
run import foreign.json --db foreign.db
check "a Consent of others is taken as history" grep -q '1 entry' "$place/out"
check "and stands on the list of what to ask again" grep -q '^1 consent not computable, ask again:$' "$place/out"
check "with the reason" grep -q '^  notOrg: its scope is missing.$' "$place/out"
tests_done
