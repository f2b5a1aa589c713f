#!/bin/sh
# What an import says of what it took and of what it did not: on standard output, in its report, by its exit status.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1

# said "words" STATUS FILE WORD… : the call ends so and says what is in FILE, and nothing on standard error.
said() {
	words=$1 wanted=$2 file=$3
	shift 3
	run "$@"
	check "$words" sh -c "[ $status = $wanted ] && diff '$file' out >&2 && [ ! -s err ]"
}

row() {
	printf '"%s","%s","Y60","QWE","1 THE LANE","","","ANYTOWN","","AN1 1AA","19990401","","%s","B","04C","","","","","","","0","","","","%s",""\r\n' "$@"
}

# A patient, a problem and a Consent that is no answer.
cat >record.json <<'END'
{"resourceType":"Bundle","type":"collection","entry":[
 {"resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}],"name":[{"family":"Ashby","given":["Maureen"]}],"birthDate":"1951-02-11"}},
 {"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p"},"recordedDate":"2020-01-01","code":{"text":"Asthma"}}},
 {"resource":{"resourceType":"Consent","id":"yes","status":"active","dateTime":"2024-01-01","patient":{"reference":"Patient/p"},"provision":{"type":"deny"}}}]}
END
grep -v '"Consent"' record.json | sed 's/"Asthma"}}},/"Asthma"}}}]}/' >whole.json
cat >words <<'END'
whole.json: 1 organisation, 1 patient, 1 entry.
  Entries: 1 problem.
END
said "all of a record is taken: 0" 0 words import whole.json --db whole.db
echo "whole.json: nothing new; 3 known already." >words
said "again: nothing new, and 0" 0 words import whole.json --db whole.db
cat >words <<'END'
record.json: 1 organisation, 1 patient, 2 entries.
  Entries: 1 problem, 1 other.
1 consent not computable, ask again:
  yes: its scope is missing.
END
said "a Consent in doubt: 5" 5 words import record.json --db doubt.db
run import record.json whole.json --db doubt.db
check "also where a file without a doubt follows" [ "$status" = 5 ]
run import record.json nowhere.json --db doubt.db
check "a file that is not there is refused before any is taken" sh -c "[ $status = 1 ] && [ ! -s out ]"
run import record.json /dev/null --db doubt.db
check "a refusal goes before" [ "$status" = 1 ]

# A page of a record of which the practice withheld something, with an entry that a label hides, and others that cannot be
# taken as they are.
cat >page.json <<'END'
{"resourceType":"Bundle","type":"searchset","total":99,"link":[{"relation":"next","url":"http://host.example/2"}],"entry":[
 {"resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}],"name":[{"family":"Ashby","given":["Maureen"]}],"birthDate":"1951-02-11"}},
 {"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p"},"recordedDate":"2020-01-01","code":{"text":"Asthma"}}},
 {"resource":{"resourceType":"Condition","id":"c2","meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},"subject":{"reference":"Patient/p"},"recordedDate":"2020-01-01","code":{"text":"Secret"}}},
 {"resource":{"resourceType":"AllergyIntolerance","id":"a1","patient":{"reference":"Patient/p"},"code":{"text":"Nuts"}}},
 {"resource":{"resourceType":"Condition","id":"c3","subject":{"reference":"Patient/p"},"recordedDate":"2020-02-30","code":{"text":"Undated"}}},
 {"resource":{"resourceType":"Condition","id":"c4","subject":{"reference":"Patient/p"},"code":{"text":"Undated"}}},
 {"resource":{"resourceType":"Practitioner","id":"d1"}},
 {"resource":{"resourceType":"List","id":"l1","subject":{"reference":"Patient/p"},"extension":[{"url":"x","valueCode":"confidential-items"}]}}]}
END
cat >words <<'END'
page.json: 1 organisation, 1 patient, 3 entries, 1 private mark.
  LOOK: this is one page of several: the next one is another file.
  Entries: 1 allergy, 2 problems.
  Private: 1 entry by a label.
  To look at:
    List l1: the practice withheld confidential items from it.
    AllergyIntolerance a1: without a date that can be read: taken as written down today.
  Left out:
    2 problems without a date that can be read
END
said "what was left out and what to look at: 5" 5 words import page.json --db page.db

{ row A81001 GOOD A 4; row G0102005 "JONES AA" B ""; row G0102006 "JONES BB" A ""; } >list.csv
cat >words <<'END'
list.csv: 1 organisation.
  Left out:
    2 practitioners who are no organisations
END
said "doctors among organisations are counted, and nobody misses them" 0 words import list.csv --db list.db

# The report: all of it, for its owner alone, new, and made before anything is taken.
run import --report report.csv record.json list.csv --db report.db
check "with a report the status is the same" [ "$status" = 5 ]
cat >words <<'END'
"File","What","Resource","Id","Count","Why"
"record.json","taken","organisation","","1",""
"record.json","taken","patient","","1",""
"record.json","taken","problem","","1",""
"record.json","taken","other","","1",""
"record.json","ask again","Consent","yes","1","its scope is missing"
"list.csv","taken","organisation","","1",""
"list.csv","left out","Practitioner","","2","who are no organisations"
END
tr -d '\r' <report.csv >rows
check "the report has every note" diff words rows
check "and is its owner's alone" [ "$(stat -c %a report.csv)" = 600 ]
check "it names no patient, and says nothing of what is in the record" sh -c '! grep -qiE "ashby|maureen|asthma|9990000018" report.csv'
cp report.csv before
refuses "a report that is there is not written over" 1 "There is a file report.csv already" import --report report.csv whole.json --db new.db
check "it stays as it was, and no database is made" sh -c "cmp report.csv before && [ ! -e new.db ]"
refuses "a report where there is no folder" 1 "nowhere/r.csv cannot be written" import --report nowhere/r.csv whole.json --db new.db
check "no database is made" [ ! -e new.db ]
ln -s target link
refuses "a report that is a link" 1 "There is a file link already" import --report link whole.json --db new.db
refuses "a report that would be the database" 1 "is the database" import --report new.db whole.json --db ./new.db
check "neither stays" [ ! -e new.db ]
refuses "nothing was taken" 1 "is empty" import --report none.csv /dev/null --db new.db
check "there is nothing to report, and no empty file stays" [ ! -e none.csv ]
run import --report part.csv record.json /dev/null --db new.db
check "of two files the second is refused, and the report has both" \
	sh -c "[ $status = 1 ] && grep -q '^\"record.json\",\"taken\"' part.csv && grep -q '^\"/dev/null\",\"refused\"' part.csv"
printf 'code,system\nA81001,emis\n' >systems.csv
run import --report systems-report.csv systems.csv --db list.db
check "a list of the site's own is in the report" \
	sh -c "[ $status = 0 ] && grep -q '^\"systems.csv\",\"taken\",\"\",\"\",\"\",\"the systems of 1 organisation set' systems-report.csv"

# A dry run says all of that, in the same way, and nothing stays.
check_dry() {
	words=$1
	shift
	run "$@"
	check "$words: said first and last" sh -c "[ \$(grep -c '^Nothing was taken: this was a dry run.$' out) = 2 ] &&
		head -n 1 out | grep -q '^Nothing was taken' && tail -n 1 out | grep -q '^Nothing was taken'"
}
echo "Nothing was taken: this was a dry run." >dry
run import record.json list.csv --db real.db
{ cat dry out dry; } >words
said "where no database is: what the import would say" 5 words import --dry-run record.json list.csv --db none.db
check "no database is made" [ -z "$(find . -name 'none.db*' -o -name desk.key)" ]
said "nor its folder" 5 words import --dry-run record.json list.csv --db folder/none.db
check "no folder is made" [ ! -e folder ]
: >empty.db
refuses "an empty file is a copy that failed" 1 "empty.db is empty" import --dry-run record.json list.csv --db empty.db
check "an empty file stays empty" sh -c "[ -e empty.db ] && [ ! -s empty.db ]"

cp whole.db before.db
check_dry "where a database is" import --dry-run record.json --report dry.csv --db whole.db
check "what it has not yet is said as taken" grep -q "^record.json: 1 entry; 3 known already" out
check "the status is the import's" [ "$status" = 5 ]
check "the database is as it was" cmp whole.db before.db
check "and nothing is beside it" [ -z "$(find . -name 'whole.db-*')" ]
check "the report says first that it is of a dry run" \
	sh -c "sed -n 2p dry.csv | grep -q 'dry run.*Nothing was taken: this was a dry run.' && grep -q 'ask again' dry.csv"
check "the report is its owner's alone" [ "$(stat -c %a dry.csv)" = 600 ]
refuses "a dry run writes no report over one" 1 "already" import --dry-run record.json --report dry.csv --db whole.db
refuses "a file that is not right is refused" 1 "is empty" import --dry-run /dev/null --db whole.db
run import --dry-run record.json /dev/null --db whole.db
check "also after one that is" [ "$status" = 1 ]
check "said last too" grep -q "^Nothing was taken" out
check "of all this nothing stayed" cmp whole.db before.db

# One file may need what the one before it told.
printf 'code,system\nA81001,emis\n' >systems.csv
printf 'system,code\nsnomed,40468003\n' >codes.csv
check_dry "lists of the site's own" import --dry-run list.csv systems.csv codes.csv --db none.db
check "each is taken as it would be" \
	sh -c "grep -q 'the systems of 1 organisation set' out && grep -q '1 sensitive code' out && [ $status = 0 ]"
run import list.csv --db lists.db
cp lists.db before.db
check_dry "a list of systems" import --dry-run systems.csv --db lists.db
check "is not taken" cmp lists.db before.db
refuses "a list that names nobody known" 1 "The directory does not know" import --dry-run systems.csv --db none.db
echo '{"kind":"organisation","code":"RA1","name":"New","care":"planned","system":"other","mig":false}' >line.jsonl
check_dry "ledger lines" import --dry-run line.jsonl --db lists.db
check "are not taken" cmp lists.db before.db
tests_done
