#!/bin/sh
# A file of a site that is not this: beside patients who are here it brings no answer and no act, whoever it names.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1

site() {
	export SHAREDESK_DB="$place/$1/desk.db"
	mkdir "$1"
	set_up
	as import practice.jsonl
}
# has PATTERN : the ledger holds it.
has() {
	as ledger export
	grep -q "$1" "$place/out"
}
# left_out "words" FILE PATTERN : is taken, but for what is said; status 5.
left_out() {
	as import "$2"
	check "$1: taken in part" [ "$status" = 5 ]
	check "$1: it is said what was not" grep -qE "$3" "$place/out"
}
practice
rm -f desk.db*
cat >>practice.jsonl <<'END'
{"kind":"organisation","code":"C82099","name":"Nosy Practice","care":"gp","system":"systmone","mig":true}
{"kind":"patient","nhs":"9990000026","family":"Hyde","given":"Robin","born":"2009-02-11","restricted":true}
{"kind":"registered","id":"r1","at":"2024-01-02T09:00:00Z","recorded_at":"2024-01-02T09:00:00Z","patient":"9990000026","episode":"hyde","org":"C82001"}
{"kind":"entry","id":"e9","patient":"9990000026","org":"C82001","recorded":"2024-01-04T09:00:00Z","category":"document","text":"Letter","sensitive":true}
END
site here
check "a practice moves in with all its answers" has '"id":"f5"'

cat >forged.jsonl <<'END'
{"kind":"organisation","code":"RX9","name":"Far Away","care":"planned","system":"systmone","mig":false}
{"kind":"referred","id":"g1","at":"2024-03-01T08:00:00Z","by":"Priya S","patient":"9990000018","episode":"hip","org":"RX9"}
{"kind":"answered","id":"g2","at":"2024-03-01T08:00:00Z","by":"Priya S","patient":"9990000018","episode":"hip","direction":"in","answer":"yes"}
{"kind":"answered","id":"g3","at":"2024-03-01T08:00:00Z","by":"Priya S","patient":"9990000018","episode":"reg","direction":"out","answer":"yes"}
{"kind":"override","id":"g4","at":"2024-03-01T08:00:00Z","by":"Dr Shah","patient":"9990000018","override":"o1","org":"RX9","reason":"other","include_private":true,"until":"2030-03-01T08:00:00Z"}
{"kind":"override-ended","id":"g5","at":"2024-03-01T08:00:00Z","by":"Dr Shah","patient":"9990000018","override":"o1"}
{"kind":"entry-private","id":"g6","at":"2024-03-01T08:00:00Z","patient":"9990000018","entry":"e1"}
{"kind":"entry-open","id":"g7","at":"2024-03-01T09:00:00Z","patient":"9990000018","entry":"e1"}
{"kind":"voided","id":"g8","at":"2024-03-01T09:00:00Z","patient":"9990000018","fact":"f2","reason":"a slip"}
{"kind":"referred","id":"g9","at":"2024-03-01T08:00:00Z","patient":"9990000018","episode":"eye","org":"RX9"}
{"kind":"voided","id":"g10","at":"2024-03-01T09:00:00Z","patient":"9990000018","fact":"g9","reason":"a slip"}
END
left_out "ledger lines of a stranger" forged.jsonl '2 answered .*ask the patients again'
# Where somebody is referred, what is private, and the file's own slips come in.
for id in g1 g6 g9 g10; do check "$id is taken" has "\"id\":\"$id\""; done
for id in g2 g3 g4 g5 g7 g8; do
	as ledger export
	check "$id is not" sh -c "! grep -q '\"id\":\"$id\"' out"
done

# Nor does it lift what hides: by no line of the patient or of an entry, and by no other practice whose own record it would be.
cat >lifted.jsonl <<'END'
{"kind":"patient","nhs":"9990000026","family":"Hyde","given":"Robin","born":"2019-02-11","restricted":false}
{"kind":"entry","id":"e9","patient":"9990000026","org":"C82099","recorded":"2020-01-04T09:00:00Z","category":"medication","text":"Letter","sensitive":false}
{"kind":"registered","id":"g11","at":"2024-02-02T09:00:00Z","patient":"9990000026","episode":"hyde-2","org":"C82099"}
{"kind":"patient","nhs":"9990000042","family":"New","given":"Una","born":"1980-02-11"}
{"kind":"registered","id":"g12","at":"2024-02-02T09:00:00Z","patient":"9990000042","episode":"new","org":"C82099"}
END
left_out "lines of a stranger that lift what hides" lifted.jsonl '1 patient, .*ask the patients again|1 registered '
as ledger export
check "who is restricted stays so" sh -c '! grep -q "\"restricted\":false" out'
check "of the age they had" sh -c '! grep -q "2019-02-11" out'
check "an entry stays sensitive, of its day, its kind and its practice" sh -c '! grep -q "\"sensitive\":false\|2020-01-04\|medication" out'
check "nobody is registered elsewhere by it" sh -c '! grep -q "\"g11\"" out'
check "but who is new is" grep -q '"g12"' out
# of_practice CODE NAME PERIOD : a Bundle in which Robin Hyde is registered there.
of_practice() {
	ods='"system":"https://fhir.nhs.uk/Id/ods-organization-code"'
	printf '%s' '{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p",' \
		'"identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000026"}],' \
		'"name":[{"family":"Hyde","given":["Robin"]}],"birthDate":"2009-02-11","generalPractitioner":[' \
		"{\"identifier\":{$ods,\"value\":\"$1\",\"period\":{$3}}}]}}]}" >"$2"
}
of_practice C82099 moved.json '"start":"2024-03-01"'
of_practice C82001 ended.json '"start":"2024-01-02","end":"2024-02-20"'
as import moved.json --test-numbers
check "a Bundle of another practice is said" grep -q 'moved away?' out
as import ended.json --test-numbers
as import moved.json --test-numbers
check "also where a file said first that they left" grep -q 'moved away?' out
as ledger export
check "and registers nobody there" sh -c '! grep -q "\"registered\".*9990000026.*C82099" out'
as import practice.jsonl
check "what is known and the same is passed over" [ "$status" = 0 ]

# By whom an entry was recorded, what a service is, when somebody was born: each says who sees more.
cat >moved.jsonl <<'END'
{"kind":"entry","id":"e1","patient":"9990000018","org":"RX9","recorded":"2024-01-04T09:00:00Z","category":"problem","text":"Asthma"}
{"kind":"organisation","code":"RWE","name":"Anytown Infirmary","care":"urgent","system":"systmone","mig":true}
{"kind":"patient","nhs":"9990000018","family":"Ashby","given":"Maureen","title":"Mrs","born":"2015-02-11"}
END
left_out "what is known here" moved.jsonl '3 known .*stays as it is'
for said in '"id":"e1".*"RX9"' '"RWE".*urgent' '2015-02-11'; do
	as ledger export
	check "$said is not taken" sh -c "! grep -q '$said' out"
done
sed 's/2015-02-11/1951-02-11/; s/Mrs/Ms/; /patient","nhs/!d' moved.jsonl >titled.jsonl
as import titled.jsonl
check "a title is" has '"title":"Ms"'

# A registration makes another practice the patient's home.
cat >moving.jsonl <<'END'
{"kind":"organisation","code":"C82009","name":"Other Surgery","care":"gp","system":"systmone","mig":false}
{"kind":"registered","id":"m1","at":"2024-03-01T09:00:00Z","patient":"9990000018","episode":"away","org":"C82009"}
{"kind":"discharged","id":"m2","at":"2024-04-01T09:00:00Z","patient":"9990000018","episode":"away"}
{"kind":"patient","nhs":"9990000085","family":"Okafor","given":"Ada","born":"1970-01-01"}
{"kind":"registered","id":"m3","at":"2024-03-01T09:00:00Z","patient":"9990000085","episode":"fresh","org":"C82009"}
{"kind":"discharged","id":"m4","at":"2024-04-01T09:00:00Z","patient":"9990000085","episode":"fresh"}
END
left_out "a registration of who is here" moving.jsonl '1 registered .*of another site'
for id in m1 m2; do
	as ledger export
	check "$id is not taken" sh -c "! grep -q '\"id\":\"$id\"' out"
done
for id in m3 m4; do check "of somebody new $id is" has "\"id\":\"$id\""; done

# An own export comes back, and none that was changed, nor another site's.
as ledger export own.jsonl
check "an export has its code beside it" [ "$(wc -c <own.jsonl.mac)" = 65 ]
as ledger export
check "standard output has none" [ ! -e .mac ]
printf '%s\n' '{"kind":"answered","id":"h1","at":"2024-03-02T08:00:00Z","patient":"9990000018","episode":"hip","direction":"in","answer":"no"}' >more
cat own.jsonl more >changed.jsonl
cp own.jsonl.mac changed.jsonl.mac
left_out "an export that was changed" changed.jsonl '1 answered '
as export --fhir 9990000018 own.json
check "a Bundle bears its seal" grep -q '1.2.840.10065.1.12.1.5' own.json
site there
as import "$place/own.jsonl"
check "another site passes over what it knows, and leaves the rest out" [ "$status" = 5 ]
as import "$place/own.json"
check "of a Bundle of ours too" [ "$status" != 1 ]
cat >answer.jsonl <<'END'
{"kind":"answered","id":"k1","at":"2024-03-02T08:00:00Z","recorded_at":"2024-03-02T08:00:00Z","patient":"9990000018","episode":"knee","direction":"out","answer":"yes"}
END
cat practice.jsonl answer.jsonl >more.jsonl

# An older export of our own, with its code, sets back nothing that says who sees more.
site back
cp practice.jsonl back.jsonl
as ledger export old.jsonl
printf 'code,system,mig\nREF,other,no\n' >partners.csv
as import partners.csv
as import old.jsonl
check "it is said what was not" grep -q '1 known .*stays as it is' out
as ledger export
check "who is no partner any more is none" sh -c '! tail -n 9 out | grep -q "REF.*\"mig\":true"'

# Two databases of one key: what one tells the other takes.
mkdir twin
cp here/desk.key twin/desk.key
export SHAREDESK_DB="$place/twin/desk.db"
set_up
as import more.jsonl
as ledger export twin.jsonl
as export --fhir 9990000018 twin.json
export SHAREDESK_DB="$place/here/desk.db"
cp twin.json forged.json
sed -i 's/2024-03-02T08:00:00/2024-03-03T08:00:00/g' forged.json
left_out "a Bundle that was changed" forged.json '1 answered .*ask the patients again'
as ledger export
check "and its answer is not taken" sh -c '! grep -q k1 out'
sed '/"signature"/,/^ }/d' twin.json | sed 's/^ \],$/ ]/' >bare.json
left_out "a Bundle without its seal" bare.json '1 answered .*ask the patients again'
# Two lists of entries: what is sealed is one, what is read may be the other.
python3 - <<'END'
import json
whole = open("twin.json").read()
forged = json.dumps(json.load(open("forged.json"))["entry"])
open("twice.json", "w").write(whole.replace('"entry":', '"entry": ' + forged + ',"entry":', 1))
open("twice-last.json", "w").write(whole.rstrip()[:-1] + ',"entry": ' + forged + "}")
END
for file in twice.json twice-last.json; do
	as import "$file"
	as ledger export
	check "no answer comes by a Bundle of two lists ($file)" sh -c '! grep -q k1 out'
done
as import twin.json
check "as it was made here it is taken" has '"id":"k1"'
tests_done
