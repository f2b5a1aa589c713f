#!/bin/sh
# The copy of all that is kept of a patient: what stands in it, who may make it, and that a failure leaves nothing.
# What pango and fontconfig keep until the end is no leak of ours.
LSAN_OPTIONS="print_suppressions=0:suppressions=$(cd "$(dirname "$0")/../print" && pwd)/leaks"
export LSAN_OPTIONS
. "$(dirname "$0")/tap.sh"
hire=$(realpath "$2")
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
cd "$place" || exit 1
printf 'a long enough phrase\n' >ada
printf 'three plain words\n' >shah
chmod 600 ada shah
refuses "a database without staff has nobody who could make it" 1 "sign in first" access 9990000018
cat >more.jsonl <<'END'
{"kind":"complaint","id":"c1","at":"2024-03-01T09:00:00Z","by":"Priya S","patient":"9990000018","reason":"A letter went astray","how":"phone","received":"2024-02-27"}
{"kind":"override","id":"o1","at":"2024-03-02T09:00:00Z","by":"Dr Shah","patient":"9990000018","override":"ov1","org":"RWE","reason":"safeguarding","include_private":false,"until":"2024-03-02T10:00:00Z","note":"a neighbour rang"}
{"kind":"access-withheld","id":"w1","at":"2024-03-03T09:00:00Z","by":"Dr Shah","patient":"9990000018","entry":"e1","on":true,"reason":"of her son Tom"}
{"kind":"access-requested","id":"a1","at":"2024-03-04T09:00:00Z","by":"Priya S","patient":"9990000018"}
END
run import more.jsonl
check "lines of these kinds are taken" [ "$status" = 0 ]
run ledger export first.jsonl
run import --db "$place/second.db" first.jsonl
run ledger export --db "$place/second.db" second.jsonl
check "and come out byte for byte" cmp -s first.jsonl second.jsonl
run init --practice C82001 --admin 'Ada L' --passphrase-file ada
"$hire" desk.db 'Ada L' 'a long enough phrase' 'Dr Shah' clinician 'three plain words'
"$hire" desk.db 'Ada L' 'a long enough phrase' 'Priya S' receptionist 'three plain words'

as_shah() {
	run access "$@" --as 'Dr Shah' --passphrase-file shah
}

refuses "a receptionist makes none" 1 "A receptionist may not make a copy" access 9990000018 --as 'Priya S' --passphrase-file shah
refuses "an administrator makes none" 1 "An administrator may not" access 9990000018 --as 'Ada L' --passphrase-file ada
refuses "a number that is none" 1 "NHS number" access 999 --as 'Dr Shah' --passphrase-file shah
refuses "a number that nobody has" 1 "No patient with the NHS number" access 9990000255 --as 'Dr Shah' --passphrase-file shah
refuses "a birth date of somebody else" 1 "not the date of birth" access 9990000018 --born 1-Jan-2001 --as 'Dr Shah' --passphrase-file shah
refuses "a date that is none" 1 "is no date" access 9990000018 --born soon --as 'Dr Shah' --passphrase-file shah
run access
check "without a number it says how it is called" [ "$status" = 2 ]

umask 000
as_shah 9990000018 copies
check "it is made" [ "$status" = 0 ]
check "it says to check who asks" grep -q "Check who asks" err
pdf=$(sed -n 1p "$place/out") json=$(sed -n 2p "$place/out")
check "two files, named on two lines" [ -s "$pdf" ] && [ -s "$json" ]
check "readable by their owner alone" [ "$(stat -c %a "$pdf" "$json" copies | sort -u | tr '\n' ' ')" = "600 700 " ]
check "the first is a PDF" [ "$(head -c 5 "$pdf")" = "%PDF-" ]
check "the second is a Bundle of hers" grep -q '"resourceType": "Bundle"' "$json"
check "with the complaint" grep -q "A letter went astray" "$json"
check "without the override that is not to be told" [ "$(grep -c "safeguarding\|neighbour\|ov1" "$json")" = 0 ]
check "nor what was decided about the copy" [ "$(grep -c "Tom\|access-withheld" "$json")" = 0 ]
if command -v pdftotext >/dev/null; then
	pdftotext "$pdf" - | tr '\n' ' ' >text
	check "the PDF tells who she is" grep -q "NHS number: 999 000 0018" text
	check "… what she complained about" grep -q "27-Feb-2024, by telephone): A letter went astray" text
	check "… and not what is left out" [ "$(grep -c "safeguarding\|neighbour\|Asthma\|Tom" text)" = 0 ]
else
	skip "what the PDF says" "pdftotext is not there"
fi
run ledger export --as 'Ada L' --passphrase-file ada
check "that it was made is told" grep -q '"kind":"access-given".*"by":"Dr Shah","patient":"9990000018"' "$place/out"

sum=$(cksum "$pdf" "$json")
as_shah 9990000018 copies
check "a second one has names of its own" [ "$status" = 0 ]
check "and the first stays what it was" [ "$(cksum "$pdf" "$json")" = "$sum" ]
check "nothing else is left in the folder" [ "$(ls copies | wc -l)" = 4 ]

told() {
	run ledger export --as 'Ada L' --passphrase-file ada
	grep -c '"kind":"access-given"' "$place/out"
}
before=$(told)
printf 'x' >file
refuses "a folder that is a file" 1 "file" access 9990000018 file --as 'Dr Shah' --passphrase-file shah
refuses "a folder that cannot be made" 1 "cannot be made" access 9990000018 no/such/folder --as 'Dr Shah' --passphrase-file shah
check "what failed is told by nobody" [ "$(told)" = "$before" ]
run access 9990000018 --as 'Dr Shah' --passphrase-file shah
check "without a folder it is this one" [ -s "$place/$(basename "$(sed -n 1p "$place/out")")" ]
tests_done
