#!/bin/sh
# More than there is room for: lines and files of 2 GB, a full disk, a limit on the size of files.
. "$(dirname "$0")/tap.sh"
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
cd "$place" || exit 1
export_to before

# A sanitised program takes terabytes of address space: there the sanitiser watches the memory itself.
if sh -c 'ulimit -v 500000; "$1" --version; exit' sh "$desk" >/dev/null 2>&1; then
	lean() { (ulimit -v 500000 && exec "$desk" "$@"); }
else
	lean() { ASAN_OPTIONS="${ASAN_OPTIONS:-}:hard_rss_limit_mb=600:quarantine_size_mb=16" "$desk" "$@"; }
fi

# huge "words" PATTERN FILE : 2 GB, of which no block is on the disk beyond the first; refused at once.
huge() {
	truncate -s 2G "$3"
	status=0
	before_ms=$(date +%s%3N)
	lean import "$3" </dev/null >out 2>err || status=$?
	took=$(($(date +%s%3N) - before_ms))
	refused "$1" 1 "$3: .*$2"
	check "$1: at once ($took ms)" [ "$took" -lt 8000 ]
	export_to after
	check "$1: nothing of it is taken" cmp before after
	rm -f "$3"
}

many() {
	head -c 100000 /dev/zero | tr '\0' "$1"
}

: >zeros
huge "2 GB of nothing" "not UTF-8 text" zeros
{ printf '{"kind":"patient","family":"'; many a; } >line.jsonl
huge "a ledger line of 2 GB" "[Ll]ine 1 is longer than 16 MiB" line.jsonl
{ head -n 1 practice.jsonl; printf '{"kind":"patient","family":"'; many a; } >later.jsonl
huge "a second ledger line of 2 GB" "[Ll]ine 2 is longer than 16 MiB" later.jsonl
{ printf 'A81001,%s' ',,,,,,,,,,,,,,,,,,,,,,,,,,'; many a; } >row.csv
huge "a row of 2 GB in a list" "[Ll]ine 1 is longer than 16 MiB" row.csv
{ printf '{"resourceType":"Bundle",'; many ' '; } >bundle.json
huge "a bundle of 2 GB" "larger than 64 MiB" bundle.json

status=0
{ printf '{"id":1,"patient":"'; head -c 20000000 /dev/zero | tr '\0' 9; } | lean decide --batch >out 2>err || status=$?
refused "a question longer than any" 1 "[Ll]ine 1 is longer than 16 MiB"

# Brackets without end must not use up the stack.
{ printf '{"kind":"patient","family":'; head -c 1000000 /dev/zero | tr '\0' '['; } >deep.jsonl
refuses "a line of a million brackets" 1 "line 1: .*JSON" import deep.jsonl
{ printf '{"resourceType":"Bundle","entry":'; head -c 1000000 /dev/zero | tr '\0' '['; } >deep.json
refuses "a bundle of a million brackets" 1 "JSON" import deep.json

# A list that needs more than the disk has left.
seq 1 12000 | sed 's/.*/{"kind":"organisation","code":"L&","name":"Organisation number & of a long list indeed","care":"planned","system":"other","mig":false}/' >list.jsonl

# full_disk "words" FOLDER COMMAND… : the database stands in the folder, the command runs what follows it where there is no room.
full_disk() {
	words=$1 folder=$2
	shift 2
	cp desk.db "$folder/desk.db"
	status=0
	"$@" "$desk" import list.jsonl --db "$folder/desk.db" </dev/null >out 2>err || status=$?
	refused "$words" 1 "(disk is full|No space|too large)"
	run ledger export --db "$folder/desk.db"
	cp out after
	check "$words: nothing of it is taken" cmp before after
	run ledger verify --db "$folder/desk.db"
	check "$words: the ledger is whole" [ "$status" = 0 ]
	status=0
	"$@" "$desk" ledger export "$folder/export.jsonl" --db "$folder/desk.db" </dev/null >out 2>err || status=$?
	check "$words: a small export still fits" [ "$status" = 0 ]
}

mkdir tmpfs limited
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=1m none tmpfs 2>/dev/null; then
	mounted=$place/tmpfs
	full_disk "a full disk" tmpfs env
	head -c 2000000 /dev/zero >tmpfs/filler 2>/dev/null
	refuses "an export on a full disk" 1 "tmpfs/out.jsonl" ledger export tmpfs/out.jsonl
	check "an export on a full disk: no half of one is left" sh -c '! ls tmpfs/out.jsonl*'
	refuses "a database on a full disk" 1 "(disk is full|No space)" import practice.jsonl --db tmpfs/new.db
	refuses "reading on a full disk" 1 "disk is full.*free some space" ledger verify --db tmpfs/desk.db
	umount tmpfs && mounted=
	if mount -t tmpfs -o nr_inodes=2 none tmpfs 2>/dev/null; then
		mounted=$place/tmpfs
		chmod 700 tmpfs && cp desk.db tmpfs
		refuses "a disk that takes no more files" 1 "disk is full.*free some space" ledger verify --db tmpfs/desk.db
		umount tmpfs && mounted=
	fi
else
	skip "a full disk" "only root may mount a small one"
fi

# A write beyond the limit fails with EFBIG where its signal is ignored.
limited() {
	(trap '' XFSZ && ulimit -f 600 && exec "$@")
}
full_disk "a limit on the size of files" limited limited
status=0
limited "$desk" import list.jsonl --db "$place/limited/fresh.db" >out 2>err </dev/null || status=$?
refused "a limit on the size of files, at a new database" 1 "fresh.db"

# What is in memory stays out of files (where /proc says what a process may leave).
if [ -r /proc/self/limits ]; then
	mkfifo questions
	(ulimit -c unlimited 2>/dev/null; exec "$desk" decide --batch <questions >out 2>err) &
	asked=$!
	exec 3>questions
	echo '{"id":1,"patient":"9990000018","org":"RWE"}' >&3
	sleep 0.3
	check "a fault leaves no core file" grep -qE '^Max core file size +0 +0 ' "/proc/$asked/limits"
	exec 3>&-
	wait "$asked"
fi

# /dev/full takes nothing.
status=0
"$desk" ledger export >/dev/full 2>err </dev/null || status=$?
: >out
refused "an export to standard output that is full" 1 "could not be written"
status=0
echo '{"id":1,"patient":"9990000018","org":"RWE"}' | "$desk" decide --batch >/dev/full 2>err || status=$?
refused "answers to standard output that is full" 1 "could not be written"
status=0
"$desk" decide --patient 9990000018 --org RWE >/dev/full 2>err </dev/null || status=$?
refused "one answer to standard output that is full" 1 "could not be written"
tests_done
