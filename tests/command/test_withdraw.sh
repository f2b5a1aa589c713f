#!/bin/sh
# An import that ends a request takes the message with its code out of the outbox; any other leaves it.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1
export SHAREDESK_DB="$place/desk.db"
cat >begins.jsonl <<'END'
{"kind":"organisation","code":"C82001","name":"MEADOW SURGERY","care":"gp","system":"systmone","mig":true}
{"kind":"organisation","code":"REF","name":"ROYAL CORNWALL HOSPITALS NHS TRUST","care":"planned","system":"systmone","mig":true}
{"kind":"patient","nhs":"9990000018","family":"Ashby","given":"Maureen","born":"1951-02-11","mobile":"07700900111"}
{"kind":"registered","id":"b1","at":"2024-01-02T09:00:00Z","recorded_at":"2024-01-02T09:00:00Z","patient":"9990000018","episode":"home","org":"C82001"}
{"kind":"referred","id":"b2","at":"2024-02-02T09:00:00Z","recorded_at":"2024-02-02T09:00:00Z","patient":"9990000018","episode":"far","org":"REF"}
{"kind":"request","id":"b3","at":"2024-02-02T09:01:00Z","recorded_at":"2024-02-02T09:01:00Z","patient":"9990000018","request":"r1","episode":"far","org":"REF"}
{"kind":"code-issued","id":"b4","at":"2024-02-02T09:02:00Z","recorded_at":"2024-02-02T09:02:00Z","patient":"9990000018","request":"r1","channel":"sms","expires":"2199-01-01T00:00:00Z"}
END
cat >other.jsonl <<'END'
{"kind":"referred","id":"o1","at":"2024-02-02T09:03:00Z","recorded_at":"2024-02-02T09:03:00Z","patient":"9990000018","episode":"own","org":"C82001"}
END
cat >ends.jsonl <<'END'
{"kind":"discharged","id":"e1","at":"2024-02-02T09:04:00Z","recorded_at":"2024-02-02T09:04:00Z","patient":"9990000018","episode":"far"}
END
in_database() {
	python3 -c 'import sqlite3, sys
with sqlite3.connect("desk.db") as database: print(*(row[0] for row in database.execute(sys.argv[1])))' "$1"
}
state() {
	in_database "SELECT state || iif(sealed IS NULL, ', wiped', '') FROM outbox"
}
run import begins.jsonl
check "the beginning is taken" [ "$status" = 0 ]
in_database "INSERT INTO outbox VALUES ('b4', 'r1', 'sms', 'queued', 1, 7226582400, 1, 0, 0, 0, 'x', '', '', x'00')" >/dev/null
run import other.jsonl
check "an import of something else leaves it" [ "$(state)" = queued ]
run import ends.jsonl
check "a discharge withdraws it" [ "$(state)" = "withdrawn, wiped" ]
tests_done
