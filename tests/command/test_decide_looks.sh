#!/bin/sh
# Who asks for decisions has looked: a fact for each patient and run, before anything is said; names are for who may see what entries say.
. "$(dirname "$0")/tap.sh"
hire=$(realpath "$2")
cd "$place" || exit 1
practice
export_to before
run decide --patient 9990000018 --org RWE --entry e1
export_to after
check "where nobody signs in nobody looks" cmp before after

export SHAREDESK_DB="$place/staffed.db"
set_up
{
	sed 's/"id":"f5"/"id":"f5","by":"Priya S"/' practice.jsonl
	echo '{"kind":"patient","nhs":"9990000026","family":"Hyde","given":"Robin","born":"1951-02-11"}'
	echo '{"kind":"entry-private","id":"f6","at":"2024-02-01T08:00:00Z","by":"Dr Shah","patient":"9990000018","entry":"e1"}'
} >people.jsonl
as import people.jsonl
for who in 'Rae R:receptionist' 'Cy C:clinician'; do
	"$hire" staffed.db 'Ada L' 'a long enough phrase' "${who%:*}" "${who#*:}" 'a long enough phrase'
done
looks() {
	as ledger export
	grep -c '"kind":"viewed"' "$place/out"
}
ask() {
	who=$1
	shift
	run decide --patient 9990000018 --org RWE --as "$who" --passphrase-file phrase "$@"
}
ask 'Rae R' --entry e1
check "a receptionist is told what is decided" [ "$status" = 3 ]
check "and by which rule" grep -qE '^Denied: [a-z -]+\. \([A-Z][0-9]\)$' out
check "nobody's name" sh -c '! grep -qE "Shah|Priya|2024" out'
check "and has looked" [ "$(looks)" = 1 ]
ask 'Rae R' --entry e1 --json
check "the ids of what it rests on are in the answer" grep -q '"because":\["f6"\]' out
check "and no name" sh -c '! grep -qE "Shah|Priya" out'
ask 'Cy C' --entry e1
check "a clinician is told who marked it" grep -q 'Dr Shah' out
check "and has looked" [ "$(looks)" = 3 ]
for n in 9990000018 9990000026 9990000018 9990000034; do
	echo "{\"patient\":\"$n\",\"org\":\"RWE\"}"
done >questions
"$desk" decide --batch --as 'Rae R' --passphrase-file phrase <questions >out 2>err
check "each question has its answer" [ "$(wc -l <out)" = 4 ]
check "and each patient who is known was looked at once" [ "$(looks)" = 5 ]

# More answers than are kept at once.
n=0
while [ $n -lt 3000 ]; do
	printf '{"id":"%04d-%04000d","patient":"99900000%s","org":"RWE"}\n' $n 0 $((18 + n % 2 * 8))
	n=$((n + 1))
done >questions
"$desk" decide --batch --as 'Rae R' --passphrase-file phrase <questions >out 2>err
cut -c 1-12 questions >asked
cut -c 1-12 out >answered
check "however many questions there are, each has its answer in turn" cmp asked answered
check "and each patient was looked at once" [ "$(looks)" = 7 ]

mkfifo pipe
"$desk" decide --batch --as 'Rae R' --passphrase-file phrase <pipe >answers 2>err &
exec 3>pipe
for n in 1 2 3; do
	echo '{"patient":"9990000018","org":"RWE"}' >&3
	until [ "$(wc -l <answers)" = $n ]; do sleep 0.01; done
done
check "who asks on after an answer gets it" [ "$(wc -l <answers)" = 3 ]
check "and it was told that they looked" [ "$(looks)" = 8 ]
echo '{"kind":"entry","id":"e9","patient":"9990000018","org":"RWE","recorded":"2024-02-01T08:00:00Z","category":"problem","text":"New"}' >new.jsonl
as import new.jsonl
echo '{"patient":"9990000018","org":"RWE"}' >&3
until [ "$(wc -l <answers)" = 4 ]; do sleep 0.01; done
check "of what was told meanwhile too" sh -c 'sed -n 4p answers | grep -q e9 && ! sed -n 3p answers | grep -q e9'
echo '{"patient":"9990000026","org":"RWE"}' >&3
exec 3>&-
wait $!
check "the last answer is given too" [ "$(wc -l <answers)" = 5 ]
check "and its look told" [ "$(looks)" = 9 ]
tests_done
