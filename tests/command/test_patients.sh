#!/bin/sh
# A practice's own list of patients: what is taken of it, what is refused by line, and what is said.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1

cat >start.jsonl <<'END'
{"kind":"organisation","code":"C82053","name":"THE LANE SURGERY","care":"gp","system":"systmone","mig":false}
{"kind":"organisation","code":"C82001","name":"THE OTHER SURGERY","care":"gp","system":"emis","mig":false}
{"kind":"patient","nhs":"9990000034","family":"Gone","given":"Ann","born":"1950-01-01"}
{"kind":"registered","at":"2001-01-01T00:00:00Z","patient":"9990000034","episode":"r1","org":"C82053"}
{"kind":"patient","nhs":"9990000050","family":"Khan","given":"Ali","born":"1960-02-02","mobile":"07700900001"}
{"kind":"registered","at":"2001-01-01T00:00:00Z","patient":"9990000050","episode":"r2","org":"C82053"}
{"kind":"contact","at":"2026-01-01T00:00:00Z","patient":"9990000050","mobile":"07700900002"}
END
run import start.jsonl
echo "correct horse battery staple" >pass
chmod 600 pass
run init --practice C82053 --admin "Sam Reed" --passphrase-file pass
list() {
	run import "$@" --as "Sam Reed" --passphrase-file pass
}
exported() {
	"$desk" ledger export --as "Sam Reed" --passphrase-file pass | grep -v -e '"exported"' -e '"signed-' >"$1"
}

# refused "words" 'PATTERN' FILE
refused() {
	exported before
	list "$3"
	check "$1" sh -c "[ $status = 1 ] && grep -q '$2' err"
	exported after
	check "$1: nothing of it is taken" cmp before after
}

head='NHS Number,Surname,Forename,Date of Birth'
one() {
	printf '%s\n%s\n' "$head" "$1" >bad.csv
	refused "$2" "$3" bad.csv
}
one '4.01E+09,Ash,Ann,1/1/1950' "a number that a spreadsheet cut" 'line 2, NHS Number: .*4.01E+09'
one '9990000019,Ash,Ann,1/1/1950' "a wrong check digit" 'line 2, NHS Number: .*last digit'
one '999 000 0018,Ash,Ann,07/14/1945' "day and month swapped" 'line 2, Date of Birth: .*day comes before'
one '999 000 0018,Ash,Ann,29/02/1951' "29 February of no leap year" 'line 2, Date of Birth'
one '999 000 0018,Ash,Ann,14/07/45' "a year of two digits" 'line 2, Date of Birth: .*two digits'
one '999 000 0018,"Ash,Ann,14/07/1945' "an unclosed quote" 'line 2: a quotation mark'
one '999 000 0018,Ash,Ann' "a row of another number of columns" 'line 2: there are 3 columns'
one '9990000034,Else,Ann,1/1/1950' "a number that somebody else holds" 'line 2, NHS Number: 999 000 0034 is held'
one '9990000018,Ash,Ann,1/1/1950
999-000-0018,Bay,Bob,1/1/1951' "two people of one number" 'line 3, NHS Number: 999 000 0018 stands on line 2'
one '' "no patient at all" 'no patient below'
awk 'BEGIN { printf "NHS Number,Surname,Forename,DOB"; for (i = 0; i < 300; i++) printf ",c%d", i; print "" }' >wide.csv
refused "300 columns" 'There are 304 columns' wide.csv
printf 'PK\003\004\024\000xl/workbook.xml' >book.xlsx
refused "a spreadsheet by mistake" 'spreadsheet.*save it as CSV' book.xlsx
printf 'NHS Number,Surname,NHS No\n' >twice.csv
refused "a column twice" 'Two columns say the NHS number' twice.csv

{ echo "$head"; for i in 1 2 3 4 5; do echo "99$i,Ash,Ann,1/1/1950"; done; } >bad.csv
list bad.csv --report bad.report
check "the first few are named, the rest counted" sh -c "[ $status = 1 ] && grep -q 'line 4, .*and 2 more' err"
check "the report has them all" sh -c "[ \$(grep -c '\"refused\",\"line\"' bad.report) = 5 ]"

# Windows-1252, lines above the headings, a comma in a name, a number with a no-break space, a landline.
printf 'Report of 1 June\r\nLane Surgery;"all"\r\nNHS No.;SURNAME;Given names;d.o.b.;Mobile;Registered practice;Usual GP;Registration date\r\n999\240000\2400018;"Mu\361oz, de";Jos\351;14-Jul-1945;0116 496 0000;C82053;Dr X;1998-05-06\r\n999-000-0026;Bay;Bob;19451231;07700 900123;C82001;Dr X;\r\n9990000050;Khan;Ali;02/02/1960;07700900003;;Dr X;\r\n' >list.csv
list --dry-run list.csv
check "a dry run says so and takes nothing" grep -q "2 new, 0 changed, 1 the same; 1 registered here, 1 with another practice. Columns left: Usual GP" out
list list.csv --report list.report
check "new, the same, registered, with another practice, left" sh -c "[ $status = 5 ] && grep -q '2 new, 0 changed, 1 the same; 1 registered here, 1 with another practice. Columns left: Usual GP' out"
check "who is not in the list is in the report" grep -q '"look at","Patient","9990000034"' list.report
check "a landline is no way to reach the patient" grep -q '"left out","Patient","9990000018"' list.report
exported after
check "names are read as they are written" grep -q '"family":"Muñoz, de","given":"José"' after
check "registered since the date of the list" grep -q '"registered".*"at":"1998-05-0[56]T.*"by":"Sam Reed","patient":"9990000018".*"org":"C82053","note":"from the file list.csv"' after
check "what was told at the desk stays" [ -z "$(grep 07700900003 after)" ]
check "with another practice: not registered here" [ -z "$(grep '"kind":"registered".*9990000026' after)" ]
list list.csv
exported again
check "a second import changes nothing" cmp after again

printf 'NHS Number\tSurname\tForename\tDOB\tPostcode\n999 000 0018\tMUNOZ DE\tJose\t14/07/1945\tLE1 1AA\n' | iconv -f UTF-8 -t UTF-16LE >wide.tsv
list wide.tsv
check "UTF-16 without a mark, tabs; which fields changed" grep -q "0 new, 1 changed (family 1, given 1, postcode 1), 0 the same" out

# A pipe: whoever opened it for writing has a reader that listens for the interrupt.
mkfifo pipe
status=0
"$desk" import pipe --as "Sam Reed" --passphrase-file pass >out 2>err &
reader=$!
exec 3>pipe
kill -INT "$reader"
(printf '%s\n9990000069,New,Nell,1/1/1950\n' "$head" >&3) 2>/dev/null # it may have stopped already
exec 3>&-
wait "$reader" || status=$?
check "Ctrl-C stops, and says that nothing was taken" sh -c "[ $status = 130 ] && grep -q 'Stopped: nothing of pipe was taken' err"
exported after
check "nothing of it was" [ -z "$(grep 9990000069 after)" ]
tests_done
