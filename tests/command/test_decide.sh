#!/bin/sh
# sharedesk decide: statuses, sentences, batches.
. "$(dirname "$0")/tap.sh"
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
cd "$place" || exit 1

# answers "words" STATUS PATTERN WORD… : one line, or those of a list, on standard output and nothing else.
answers() {
	words=$1 wanted=$2 pattern=$3
	shift 3
	run decide "$@"
	fault=
	[ "$status" = "$wanted" ] || fault="The status is $status, not $wanted. "
	grep -qE -e "$pattern" out || fault="${fault}It does not say $pattern but $(cat out) "
	[ ! -s err ] || fault="$fault$(cat err)"
	report "$words" "$fault"
}

answers "allow is 0" 0 '^Anytown Infirmary sees this: .*\(E7\)$' --patient 9990000018 --org RWE --entry e1
answers "deny is 3" 3 '\([A-Z][0-9]+\)$' --patient 9990000018 --org RWE --entry e1 --at 2024-01-10T00:00:00Z
answers "ask is 4" 4 '\([A-Z][0-9]+\)$' --patient 9990000018 --org REF --entry e1
answers "a number as it is spoken" 0 'sees this' --patient '999 000 0018' --org RWE --entry e1
answers "as JSON" 0 '^{"id":null,"decision":"allow",.*}$' --patient 9990000018 --org RWE --entry e1 --json
answers "deny as JSON is 3 too" 3 '"decision":"deny"' --patient 9990000018 --org RWE --entry e1 --at 2024-01-10T00:00:00Z --json
answers "what an organisation sees" 0 '^Sees: 1 . e1$' --patient 9990000018 --org RWE
answers "who sees an entry" 0 '^Seen by: 2 . C82001, RWE$' --patient 9990000018 --entry e1
answers "research" 0 '\(R' --patient 9990000018 --use research --colour red --study S1

refuses "a patient nobody knows" 1 "999 ?000 ?0026" decide --patient 9990000026 --org RWE
refuses "a number that is none" 1 "last digit does not fit" decide --patient 9990000019 --org RWE
refuses "an organisation nobody knows" 1 "NOWHERE" decide --patient 9990000018 --org NOWHERE
refuses "an entry nobody knows" 1 "e99" decide --patient 9990000018 --org RWE --entry e99
refuses "neither organisation nor entry" 1 "--org, --entry" decide --patient 9990000018
refuses "a moment that is none" 1 "--at" decide --patient 9990000018 --org RWE --at yesterday
refuses "research about an organisation" 1 "no --org" decide --patient 9990000018 --org RWE --use research --colour red
refuses "a use that is none" 1 "--use" decide --patient 9990000018 --use selling
refuses "a colour that is none" 1 "--colour" decide --patient 9990000018 --use research --colour blue
refuses "control characters are not shown" 1 "." decide --patient 9990000018 --org "$(printf 'a\033[2Jb\nc')"

cat >questions.jsonl <<'END'
{"id":"b","patient":"9990000018","org":"RWE","entry":"e1"}
{"id":2,"patient":"9990000018","org":"RWE","entry":"e1","known-at":"2024-01-01T00:00:00Z"}
this is not JSON

{"id":{"k":[1,null]},"patient":"9990000018","org":"REF","entry":"e1"}
{"id":4,"patient":"9990000026","org":"RWE"}
{"id":"\u001b[2J","patient":"9990000018","org":"RWE"}
END
status=0
"$desk" decide --batch <questions.jsonl >out 2>err || status=$?
check "a batch with bad questions ends with 1" [ "$status" = 1 ]
check "and answers each, in order" [ "$(wc -l <out)" = 6 ]
check "first: a decision" sh -c "sed -n 1p out | grep -q '^{\"id\":\"b\",\"decision\":\"allow\"'"
check "second: a mistyped field is an error, never now" sh -c "sed -n 2p out | grep -q '^{\"id\":2,\"error\":\".*known-at'"
check "third: bad JSON is an error" sh -c "sed -n 3p out | grep -q '^{\"id\":null,\"error\":\".*JSON'"
check "fourth: any id comes back" sh -c "sed -n 4p out | grep -q '^{\"id\":{\"k\":\\[1,null\\]},\"decision\":\"ask\"'"
check "fifth: a patient nobody knows" sh -c "sed -n 5p out | grep -q '^{\"id\":4,\"error\":'"
check "sixth: what an organisation sees" sh -c "sed -n 6p out | grep -q '\"visible\":\\[\"e1\"\\]'"
check "no control character in any of it" [ "$(LC_ALL=C tr -d '\012\040-\176\200-\377' <out | wc -c)" = 0 ]

sed -n '1p;5p' questions.jsonl >good.jsonl
status=0
"$desk" decide --batch <good.jsonl >out 2>err || status=$?
check "a batch of good questions ends with 0, whatever the verdicts" [ "$status" = 0 ]
printf '%s' "$(head -n 1 good.jsonl)" >unended.jsonl
status=0
"$desk" decide --batch <unended.jsonl >out 2>err || status=$?
check "a last line without its end is answered" sh -c "[ $status = 0 ] && [ \$(wc -l <out) = 1 ]"
run decide --batch
check "an empty batch has no answers and is done" sh -c "[ $status = 0 ] && [ ! -s out ]"
printf '{"id":1,"patient":"9990000018","org":"R\377E"}\n%s\n' "$(head -n 1 good.jsonl)" >utf8.jsonl
status=0
"$desk" decide --batch <utf8.jsonl >out 2>err || status=$?
check "a question that is not UTF-8 is an error, the next is answered" \
	sh -c "[ $status = 1 ] && sed -n 1p out | grep -q UTF-8 && sed -n 2p out | grep -q allow"
# Records kept for decisions, of a look long ago: no line of 100,000 is the patient's, and the next look would count them.
mkdir far
export SHAREDESK_DB="$place/far/desk.db"
run import practice.jsonl
echo '{"patient":"9990000018","org":"RWE","entry":"e1"}' >question
"$desk" decide --batch <question >/dev/null
python3 - <<'END'
import sqlite3
db = sqlite3.connect("far/desk.db")
open("brief", "w").write(repr(db.execute("SELECT * FROM brief").fetchall()))
line = '{"kind":"entry-private","id":"%s","at":"2024-03-01T09:00:00Z","patient":"%s","entry":"%s"}\n'
with open("far.jsonl", "w") as out:
	out.write(line % ("p1", "9990000018", "e1"))
	out.write('{"kind":"patient","nhs":"9990000026","family":"Okafor","given":"Ada","born":"1970-01-01"}\n')
	out.write('{"kind":"entry","id":"e2","patient":"9990000026","org":"C82001","recorded":"2024-01-04T09:00:00Z",'
		'"category":"problem","text":"Asthma"}\n')
	out.writelines(line % ("q%d" % i, "9990000026", "e2") for i in range(100001))
END
run import far.jsonl
check "a long ledger is taken" [ "$status" = 0 ]
run ledger verify
check "and is whole, however long ago the last look was" [ "$status" = 0 ]
python3 - <<'END'
import sqlite3
db = sqlite3.connect("far/desk.db")
db.execute("DELETE FROM brief")
db.executemany("INSERT INTO brief VALUES (?, ?, ?)", eval(open("brief").read()))
db.execute("UPDATE brief_end SET seq = (SELECT seq FROM ledger WHERE id = 'p1')")
db.commit()
END
run ledger verify
check "a record from before a private mark is named before it counts" grep -q 'record of the patient 9990000018' err

tests_done
