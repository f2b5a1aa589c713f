#!/bin/sh
# Files that are not right: one sentence that names file, line and field, status 1, and nothing of the file is taken.
. "$(dirname "$0")/tap.sh"
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
export_to "$place/before"

# import_refused "words" PATTERN FILE : also, the desk knows afterwards what it knew before.
import_refused() {
	refuses "$1" 1 "$3: .*$2" import "$3"
	export_to "$place/after"
	check "$1: nothing of it is taken" cmp "$place/before" "$place/after"
}

# 27 columns, quoted: CODE NAME OPENED SETTING.
row() {
	printf '"%s","%s","Y60","QWE","1 THE LANE","","","ANYTOWN","","AN1 1AA","%s","","A","B","04C","","","01632 960001","","","","0","","","04C","%s",""\r\n' "$@"
}
line() {
	printf '{"kind":"organisation","code":"%s","name":"%s","care":"planned","system":"other","mig":false}\n' "$1" "$2"
}

cd "$place" || exit 1
{ row A81001 GOOD 19990401 4; row A81002 BAD 19990231 4; row A81003 GOOD 19990401 4; } >date.csv
import_refused "a date that is none in a list" "line 2: Column 11 .*date" date.csv
{ row A81001 GOOD 19990401 4; echo '"A81002","CUT SHORT","Y60"'; } >short.csv
import_refused "a row cut short in a list" "line 2: Column 4 .*3 columns, not 27" short.csv
{ row A81001 GOOD 19990401 4; row A81002 CUT 19990401 4; } | tr -d '"' | cut -d , -f 1-24 >columns.csv
import_refused "a list whose last columns are cut off" "line 1: Column 25 is missing: the row has 24 columns, not 27" columns.csv
row G0102005 "JONES AA" 19740401 "" | sed 's/"A","B"/"B","P"/' >doctors.csv
import_refused "a list of doctors" "a list of doctors \(1 row\)" doctors.csv
{ row A81001 GOOD 19990401 4; row A81002 'A "QUOTE' 19990401 4; } >quote.csv
import_refused "a quotation mark out of place" "line 2: Column 2 .*quotation" quote.csv
{ row A81001 GOOD 19990401 4; row A81002 'OPEN' 19990401 4 | tr -d '\r\n' | head -c 120; } >open.csv
import_refused "a list that ends within a row" "line 2: Column [0-9]+ " open.csv
{ row A81001 GOOD 19990401 4; row '' NAMELESS 19990401 4; } >code.csv
import_refused "a row without a code" "line 2: Column 1 .*code" code.csv
{ row A81001 GOOD 19990401 4; row A81002 "$(printf 'CAF\351')" 19990401 4; } >latin.csv
import_refused "a list that is not UTF-8" "[Ll]ine 2.*UTF-8" latin.csv
{ row A81001 GOOD 19990401 4; yes "$(row A81009 MANY 19990401 4)" | head -n 2000; row A81002 "$(printf 'CAF\351')" 19990401 4; } >latin-later.csv
import_refused "a list that is not UTF-8 further down" "[Ll]ine [0-9]{4}.*UTF-8" latin-later.csv

{ line RA1 Good; line RA2 Cut | head -c 40; } >cut.jsonl
import_refused "ledger lines cut short" "line 2: .*JSON" cut.jsonl
{ line RA1 Good; line RA2 "$(printf 'B\377d')"; } >utf8.jsonl
import_refused "ledger lines that are not UTF-8" "[Ll]ine 2.*UTF-8" utf8.jsonl
{ line RA1 Good; line RA2 Kind | sed 's/organisation/organization/'; } >kind.jsonl
import_refused "a kind of line nobody knows" 'line 2: .*"kind" is "organization"' kind.jsonl
{ line RA1 Good; line RA2 Extra | sed 's/}/,"colour":"red"}/'; } >field.jsonl
import_refused "a field nobody knows" 'line 2: .*"colour" is unknown' field.jsonl
{ line RA1 Good; line RA2 Less | sed 's/,"mig":false//'; } >missing.jsonl
import_refused "a field that is missing" 'line 2: .*"mig" is missing' missing.jsonl
{ line RA1 Good; line RA2 Value | sed 's/planned/plannd/'; } >value.jsonl
import_refused "a value that is none" 'line 2: .*"care"' value.jsonl
{ line RA1 Good; echo '{"kind":"answered","at":"2024-01-03T09:00:00Z","patient":"9990000018","episode":"nowhere","direction":"in","answer":"yes"}'; } >episode.jsonl
import_refused "an episode nobody opened" 'line 2: .*"episode".*nowhere' episode.jsonl
{ line RA1 Good; line RA2 "$(head -c 1001 /dev/zero | tr '\0' x)"; } >long.jsonl
import_refused "a name that is too long" 'line 2: The field "name" is longer than 1000 characters: .*' long.jsonl
for field in at recorded_at; do
	{ line RA1 Good; echo '{"kind":"scr","at":"2024-01-03T09:00:00Z","recorded_at":"2024-01-03T09:00:00Z","patient":"9990000018","status":"core"}' |
		sed "s/\"$field\":\"2024/\"$field\":\"9998/"; } >ahead.jsonl
	import_refused "a fact whose $field is to come" "line 2: The field \"$field\" is more than a day from now: .*" ahead.jsonl
done
{ line RA1 Good; echo '{"kind":"patient","nhs":"9990000019","family":"Ashby","given":"Neil"}'; } >number.jsonl
import_refused "an NHS number that fails its check digit" 'line 2: .*"nhs".*NHS number' number.jsonl
{ line RA1 Good; echo '{"kind":"scr","id":"f1","at":"2024-01-03T09:00:00Z","patient":"9990000018","status":"core"}'; } >same-id.jsonl
import_refused "another fact under an id that is known" 'line 2: .*f1' same-id.jsonl
printf '{"kind":"patient","nhs":"9990000018","family":"\\u0000","given":"M"}\n' >nul.jsonl
import_refused "a NUL in a text" 'line 1: .*NUL' nul.jsonl

printf '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Pat' >cut.json
import_refused "a bundle cut short" "JSON.*line 1" cut.json
printf '{"resourceType":"Bundle","entry":[\n{"resource":{"resourceType":"Patient","id":"B\377"}}]}' >utf8.json
import_refused "a bundle that is not UTF-8" "[Ll]ine 2.*UTF-8" utf8.json
printf '{"resourceType":"Bundle","entry":[]}' >empty.json
import_refused "a bundle without a patient" "patient" empty.json
printf '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p","name":{"family":"Smith"},"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000019"}}}]}' >number.json
import_refused "a record whose NHS number fails its check digit" "Smith.*--test-numbers" number.json

: >empty
import_refused "an empty file" "empty" empty
head -c 4096 /dev/urandom >noise
import_refused "noise" "." noise
printf 'Dear practice,\nplease find attached nothing.\n' >letter.txt
import_refused "a letter" "does not know" letter.txt
gzip -c practice.jsonl >practice.jsonl.gz
import_refused "a packed file" "unpack" practice.jsonl.gz
import_refused "the database itself" "export" desk.db
mkdir folder
import_refused "a folder" "directory" folder
import_refused "a file that is not there" "no such file" nowhere.csv

# The first file that is not right ends it; what came before stays.
line RA5 Earlier >earlier.jsonl
status=0
"$desk" import earlier.jsonl kind.jsonl >out 2>err || status=$?
check "of two files the first is taken, the second refused by name" \
	sh -c "[ $status = 1 ] && grep -q '^earlier.jsonl: 1 organisation' out && grep -q 'kind.jsonl: line 2' err"
tests_done
