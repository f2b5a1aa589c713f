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
  yes: its scope is not "patient-privacy".
END
said "a Consent in doubt: 5" 5 words import record.json --db doubt.db
run import record.json whole.json --db doubt.db
check "also where a file without a doubt follows" [ "$status" = 5 ]
run import record.json nowhere.json --db doubt.db
check "a file that is not there is refused before any is taken" sh -c "[ $status = 1 ] && [ ! -s out ]"
run import record.json /dev/null --db doubt.db
check "a refusal goes before" [ "$status" = 1 ]

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
"record.json","ask again","Consent","yes","1","its scope is not ""patient-privacy"""
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
tests_done
