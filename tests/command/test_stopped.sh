#!/bin/sh
# An import that is stopped, by a key or by the kernel, leaves nothing, and the disk as it was; one that is not, no long log.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1

cat >before.jsonl <<'END'
{"kind":"organisation","code":"C82001","name":"THE SURGERY","care":"gp","system":"systmone","mig":true}
{"kind":"patient","nhs":"9990000018","family":"Ashby","given":"Maureen","born":"1951-02-11"}
END
lines=60000
seq $lines | awk -v said="$(printf '%0500d' 7)" '{ printf "{\"kind\":\"entry\",\"id\":\"entry-of-the-record-%d-%d\",\"patient\":\"9990000018\",\"org\":\"C82001\",\"recorded\":\"2020-01-01T00:00:00Z\",\"category\":\"problem\",\"text\":\"%s\"}\n", $1 * 7919 % 60000, $1, said }' >many.jsonl

size() {
	stat -c %s "$1" 2>/dev/null || echo 0
}

# stop SIGNAL FILE… : an import that is stopped once much of it, behind those files, stands in the log, or in the file itself;
# its status in $status.
stop() {
	signal=$1
	shift
	"$desk" import "$@" many.jsonl >out 2>err &
	importer=$!
	until [ "$(size desk.db-wal)" -gt 2000000 ] || [ "$(size desk.db)" -gt $((size_before + 2000000)) ]; do
		kill -0 $importer 2>/dev/null || break
		sleep 0.01
	done
	kill "-$signal" $importer
	status=0
	wait $importer || status=$?
}

# Another desk: it looks once, and stays open until it is told to end.
mkfifo hold
other_desk() {
	python3 -c 'import sqlite3
database = sqlite3.connect("desk.db")
database.execute("SELECT seq FROM ledger_end").fetchall()
open("open", "w").close()
open("hold").read()' &
	other=$!
	until [ -e open ]; do sleep 0.01; done
}

other_ends() {
	: >hold
	wait $other
	rm open
}

run import before.jsonl
run ledger verify
cp out whole
size_before=$(size desk.db)

stop INT
check "Ctrl-C stops it, and says that nothing was taken" sh -c "[ $status = 130 ] && grep -qx 'sharedesk: Stopped: nothing of many.jsonl was taken.' err"
check "and the disk is as it was" sh -c "[ $(size desk.db) = $size_before ] && [ $(size desk.db-wal) = 0 ]"
run ledger verify
check "and so is the ledger" cmp out whole

(
	ulimit -f 8000
	run import many.jsonl
	echo "$status" >status
)
status=$(cat status)
refused "a file that may not grow any more" 1 "many.jsonl: .*The disk is full: nothing was written"
run ledger verify
check "leaves the ledger as it was" cmp out whole

sed 's/Maureen/Mo/' before.jsonl >named.jsonl
stop INT named.jsonl
check "of several files, those before it are said to be taken" grep -qx 'sharedesk: Stopped: nothing of many.jsonl was taken; the files before it were.' err
run ledger verify
cp out whole
size_before=$(size desk.db)

other_desk
stop INT
check "beside another desk, too" sh -c "[ $(size desk.db) = $size_before ] && [ $(size desk.db-wal) = 0 ]"
other_ends

stop KILL
check "killed, it says nothing" [ "$status" = 137 ]
run ledger verify
check "and the ledger is as it was" cmp out whole
check "and the disk, once a desk was opened" sh -c "[ $(size desk.db) = $size_before ] && [ $(size desk.db-wal) = 0 ]"

other_desk
run import many.jsonl
check "the next time nobody stops it" sh -c "[ $status = 0 ] && grep -q '$lines entries' out"
check "and no long log stays, beside another desk too" [ "$(size desk.db-wal)" -lt 4500000 ]
other_ends
run ledger verify
check "the ledger is whole" grep -q "whole: $((lines + 3)) lines" out
run import many.jsonl
check "once more changes nothing" grep -q "nothing new; $lines known already" out
tests_done
