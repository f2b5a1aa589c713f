#!/bin/sh
# Lists that a site keeps for itself, and the figures: sensitive codes, systems, standing lists, taken whole or not at all.
. "$(dirname "$0")/tap.sh"
hire=$(realpath "$2")
table=$(realpath "$(dirname "$0")/../../assets/codes/pass-on.tsv")
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
cd "$place" || exit 1

refused_whole() {
	refuses "$1" 1 "$3: .*$2" import "$3"
	export_to after
	check "$1: nothing of it is taken" cmp before after
}

cat >>more.jsonl <<'END'
{"kind":"entry","id":"e2","patient":"9990000018","org":"C82001","recorded":"2024-01-05T09:00:00Z","category":"problem","text":"Viral hepatitis","code":"40468003","system":"http://snomed.info/sct"}
{"kind":"entry","id":"e3","patient":"9990000018","org":"C82001","recorded":"2024-01-05T09:00:00Z","category":"problem","text":"Syphilis","code":"76272004","system":"http://snomed.info/sct","sensitive":false}
END
run import more.jsonl
export_to before
printf 'code\tsystem\tmig\nRWE\temis\tyes\nXX1\tother\t\nXX2\tother\t\n' >systems.tsv
refused_whole "systems of unknown organisations" "line 3 XX1, line 4 XX2" systems.tsv
printf 'code,system,mig\nRWE,emiss,yes\n' >systems.csv
refused_whole "a system that there is not" 'line 2: The field "system"' systems.csv
printf 'system,code\nsnomed,76272014\n' >codes.csv
refused_whole "a sensitive code with a wrong check digit" "line 2: .*check digit" codes.csv
printf 'system,code\n' >empty.csv
refused_whole "a list without a row" "no row" empty.csv

printf 'code\tsystem\tmig\tscr\nRWE\temis\tyes\tyes\nREF\tother\tyes\t\n' >systems.tsv
run import systems.tsv
check "systems are set" grep -q "the systems of 1 organisation set; 1 known already" out
cat >etr.csv <<'END'
"RWE","RENAMED HOSPITALS NHS TRUST","Y60","QK1","INFIRMARY SQUARE","","LEICESTER","","","LE1 5WW","20000401","","A","","","","","0116 2793308","","","","0","","","","",""
END
run import etr.csv
export_to after
check "an organisation list leaves it a viewer of the Summary Care Record" grep -q '"code":"RWE","name":"RENAMED.*"scr":true' after
printf '# ours\nsystem;code;category;term\nsnomed;40468003;other;Viral hepatitis\n' >codes.csv
run import codes.csv
check "sensitive codes are loaded and the records looked through" grep -q "1 sensitive code, .*; of 3 entries 1 became sensitive" out
export_to after
check "the entry is sensitive now" grep -q '"id":"e2".*"sensitive":true' after
check "what somebody said stays" [ -z "$(grep '"id":"e3"' after | grep '"sensitive":true')" ]
cat >gp.json <<'END'
{"resourceType":"Bundle","type":"collection","entry":[
 {"resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}],"name":[{"family":"Ashby","given":["Maureen"]}],"birthDate":"1951-02-11"}},
 {"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p"},"recordedDate":"2020-01-01","code":{"coding":[{"system":"http://snomed.info/sct","code":"15628003"}],"text":"Gonorrhoea"}}},
 {"resource":{"resourceType":"Condition","id":"c2","subject":{"reference":"Patient/p"},"recordedDate":"2020-01-01","code":{"coding":[{"system":"http://snomed.info/sct","code":"40468003"}],"text":"Hepatitis"}}},
 {"resource":{"resourceType":"Condition","id":"c3","subject":{"reference":"Patient/p"},"recordedDate":"2020-01-01","code":{"coding":[{"system":"http://snomed.info/sct","code":"195967001"}],"text":"Asthma"}}}]}
END
run import gp.json
export_to after
check "an imported record: by the program's own codes" [ "$(grep '"text":"Gonorrhoea"' after | grep -c '"sensitive":true')" = 1 ]
check "an imported record: by the site's codes" [ "$(grep '"text":"Hepatitis"' after | grep -c '"sensitive":true')" = 1 ]
check "an imported record: nothing else" [ "$(grep '"text":"Asthma"' after | grep -c '"sensitive"')" = 0 ]

# With staff: each list needs the right of its kind.
set_up
"$hire" "$place/desk.db" 'Ada L' 'a long enough phrase' 'Pat O' 'privacy officer' 'a long enough phrase'
"$hire" "$place/desk.db" 'Ada L' 'a long enough phrase' 'Priya S' receptionist 'a long enough phrase'
printf 'code,standing\nREF,allowed\nRWE,prohibited\n' >standing.csv
refuses "standing lists by a receptionist" 1 "change the standing lists" import --as 'Priya S' --passphrase-file phrase standing.csv
refuses "sensitive codes by the privacy officer" 1 "import files" import --as 'Pat O' --passphrase-file phrase codes.csv
refuses "ledger lines by the privacy officer" 1 "import files" import --as 'Pat O' --passphrase-file phrase more.jsonl
printf 'code,standing\nREF,allowed\nRWE,banned\n' >wrong.csv
refuses "a standing that there is not" 1 'wrong.csv: line 3: The field "standing"' import --as 'Pat O' --passphrase-file phrase wrong.csv
run import --as 'Pat O' --passphrase-file phrase standing.csv
check "standing lists by the privacy officer" grep -q "2 standings changed; 0 known already" out
run import --as 'Pat O' --passphrase-file phrase standing.csv
check "again: nothing changes" grep -q "0 standings changed; 2 known already" out
check "nobody is left to lift" [ -z "$(grep 'not in this one' out)" ]
printf 'code,standing\nRWE,prohibited\n' >shorter.csv
run import --as 'Pat O' --passphrase-file phrase shorter.csv
check "a standing that a later file does not have is named, and stays" grep -q "not in this one: REF (allowed); lift them" out
as ledger export
check "who, and from which file" [ "$(grep '"standing":"prohibited"' out | grep '"by":"Pat O"' | grep -c 'from the file standing.csv')" = 1 ]

refuses "what is entered where by the privacy officer" 1 "import files" import --as 'Pat O' --passphrase-file phrase "$table"
as import "$table"
check "what is entered where by the administrator" grep -q "rows of what is entered where" out

refuses "figures by a receptionist" 1 "see the figures" figures --as 'Priya S' --passphrase-file phrase
refuses "a month that is none" 1 "2024-13 is not a month" figures --from 2024-13 --as 'Pat O' --passphrase-file phrase
refuses "months the wrong way round" 1 "first month" figures --from 2024-02 --to 2024-01 --as 'Pat O' --passphrase-file phrase
run figures --from 2024-01 --to 2024-02 --as 'Pat O' --passphrase-file phrase
check "figures are CSV with headings" grep -q '^"Month","Code","Organisation","Question","Asked","Not asked","Yes","No","Not given"' out
check "answers are counted" grep -q '^"2024-01","C82001",.*,"Share Out","1","0","1","0","0"' out
check "nobody is named" [ -z "$(grep -iE 'ashby|999' out)" ]
run figures --from 2024-01 --to 2024-02 --suppress --as 'Pat O' --passphrase-file phrase
check "small numbers are hidden, and what is beside them" grep -q '^"2024-01","C82001",.*,"Share Out","\*","\*","\*","\*","\*"' out
tests_done
