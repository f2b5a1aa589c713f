#!/bin/sh
# test_hosts.sh SHAREDESK HIRE ANSWER [full] : backups made while eight desks answer, each restored on another host and
# used there: by another user, in another folder, in half of them without desk.key. With $SHAREDESK_OTHER_HOST, a tree
# of another system in which `sharedesk` and `answer` are installed (tools/other-host), it is that system which restores.
. "$(dirname "$0")/tap.sh"
hire=$(realpath "$2") answer=$(realpath "$3")
cd "$place" || exit 1
umask 077
backups=2
[ "${4-}" != full ] || backups=40
tree=${SHAREDESK_OTHER_HOST-}
user=4711
there=$(mktemp -d "$tree/var/tmp/sharedesk-host-XXXXXX")
desks=

leave_hosts() {
	for pid in $desks; do
		kill "$pid" 2>/dev/null
	done
	rm -rf "$there"
	leave
}
trap leave_hosts EXIT
if [ -z "$tree" ]; then
	mkdir "$there/bin"
	cp "$desk" "$there/bin/sharedesk"
	cp "$answer" "$there/bin/answer"
	chmod -R 755 "$there/bin"
fi

# elsewhere PROGRAM WORD… : in the folder $host of the other system, as a user of its own.
elsewhere() {
	inside=${host#"$tree"}
	status=0
	# shellcheck disable=SC2016 # the other shell's own words
	set -- env -i HOME="$inside" LC_ALL=C.UTF-8 PATH="${there#"$tree"}/bin:/usr/local/bin:/usr/bin:/bin" \
		ASAN_OPTIONS=detect_leaks=0 sh -c 'cd "$HOME" && exec "$@"' sh "$@"
	if [ "$(id -u)" != 0 ]; then
		"$@" </dev/null >out 2>err || status=$?
	elif [ -n "$tree" ]; then
		chroot --userspec="$user:$user" "$tree" "$@" </dev/null >out 2>err || status=$?
	else
		setpriv --reuid="$user" --regid="$user" --clear-groups "$@" </dev/null >out 2>err || status=$?
	fi
}

bail() {
	echo "Bail out! $1: $(cat err)"
	exit 1
}

# --- The practice: eight patients, each referred twice ---

patients=
for i in 1 2 3 4 5 6 7 8; do
	patients="$patients $("$answer" patient "$i")"
done
{
	head -n 3 "$tests/command/practice.jsonl"
	for nhs in $patients; do
		cat <<-LINES
			{"kind":"patient","nhs":"$nhs","family":"One-$nhs","given":"Maureen","born":"1951-02-11"}
			{"kind":"registered","id":"g$nhs","at":"2024-01-02T09:00:00Z","recorded_at":"2024-01-02T09:00:00Z","patient":"$nhs","episode":"r$nhs","org":"C82001"}
			{"kind":"referred","id":"k$nhs","at":"2024-02-01T08:00:00Z","recorded_at":"2024-02-01T08:00:00Z","patient":"$nhs","episode":"knee$nhs","org":"RWE"}
			{"kind":"referred","id":"h$nhs","at":"2024-02-01T08:00:00Z","recorded_at":"2024-02-01T08:00:00Z","patient":"$nhs","episode":"hip$nhs","org":"REF"}
		LINES
	done
} >eight.jsonl
echo 'a long enough phrase' >phrase
echo 'open the backup' >secret
run import eight.jsonl
run init --practice C82001 --admin 'Ada L' --passphrase-file phrase
[ "$status" = 0 ] || bail "There is no practice"
"$hire" desk.db 'Ada L' 'a long enough phrase' 'Bea B' administrator 'a long enough phrase' 2>err || bail "Bea"
for i in 1 2 3 4 5 6 7 8; do
	"$hire" desk.db 'Ada L' 'a long enough phrase' "Desk $i" receptionist 'another good phrase' 2>err || bail "Desk $i"
done
run backup --new-key key

# --- Backups, while eight desks answer ---

for i in 1 2 3 4 5 6 7 8; do
	: >"told-$i"
	# shellcheck disable=SC2086 # numbers are words
	"$answer" desk.db "Desk $i" 'another good phrase' 0 $patients >>"told-$i" 2>"fault-$i" &
	desks="$desks $!"
done

# Each of them has told something since the last time.
all_go_on() {
	for i in 1 2 3 4 5 6 7 8; do
		cp "told-$i" "seen-$i"
	done
	for i in 1 2 3 4 5 6 7 8; do
		while cmp -s "told-$i" "seen-$i"; do
			! grep '^answer: ' "fault-$i" >err || bail "Desk $i"
			sleep 0.02
		done
	done
}

mkdir made
n=0 during=0
while [ "$n" -lt "$backups" ] || [ "$during" = 0 ]; do
	n=$((n + 1))
	all_go_on
	cat told-? >"made/before-$n"
	if [ $((n % 2)) = 0 ]; then
		run backup --to key.pub "made/$n.backup"
	else
		as backup --secret-file secret "made/$n.backup"
	fi
	[ "$status" = 0 ] || echo "backup $n: $(cat err)" >>made/faults
	during=$((during + $(cat told-? | wc -l) - $(wc -l <"made/before-$n")))
done
all_go_on
for pid in $desks; do
	kill "$pid"
	wait "$pid" || echo "a desk ended with $?" >>made/faults
done
desks=
cat fault-? | grep '^answer: ' >>made/faults # that one waits for another is none
cat told-? | sort >told
check "$n backups are made while eight desks save" [ ! -s made/faults ]
echo "# $(wc -l <told) answers saved, $during of them while a backup was made"
check "no answer is told twice" [ -z "$(uniq -d told)" ]

# --- Each on a host of its own ---

# ids KIND… : of the facts of these kinds that Desk 1 to 8 told, in out.jsonl of the host.
answers_there() {
	grep '"kind":"answered"' "$host/out.jsonl" | grep '"by":"Desk ' | sed 's/.*"id":"\([^"]*\)".*/\1/' | sort
}

# With the key of the old host, or with a new one by which an administrator is let in.
bring_key() {
	if [ $((copy % 4)) -lt 2 ]; then
		cp desk.key "$host/data/"
		chown "$user" "$host/data/desk.key" 2>/dev/null
	else
		elsewhere sharedesk staff reset --new-key 'Ada L' --db data/desk.db
		[ "$status" = 0 ] || fault="$fault no new key: $(cat err)"
	fi
}

there_as() {
	elsewhere sharedesk "$@" --db data/desk.db --as 'Bea B' --passphrase-file phrase
	[ "$status" = 0 ] || fault="$fault $*: $(cat err)"
}

fault_of_host() {
	fault=
	mkdir -m 700 "$host" "$host/data"
	cp secret key phrase "$host"
	cp "made/$copy.backup" "$host/backup"
	[ "$(id -u)" != 0 ] || chown -R "$user" "$host"
	how="--secret-file secret"
	[ $((copy % 2)) = 1 ] || how="--key key"
	# shellcheck disable=SC2086 # options are words
	elsewhere sharedesk restore backup $how --db data/desk.db
	[ "$status" = 0 ] || fault="$fault restore: $(cat err)"
	bring_key
	there_as ledger verify
	there_as ledger export out.jsonl
	answers_there >"there-$copy"
	sort "made/before-$copy" | comm -23 - "there-$copy" >lost
	uniq -d "there-$copy" >twice
	comm -13 told "there-$copy" >unsaid
	[ ! -s lost ] || fault="$fault lost: $(head -n 3 lost)"
	[ ! -s twice ] || fault="$fault twice: $(head -n 3 twice)"
	[ ! -s unsaid ] || fault="$fault nobody saved: $(head -n 3 unsaid)"
	# shellcheck disable=SC2086 # numbers are words
	elsewhere answer data/desk.db 'Desk 3' 'another good phrase' 1 $patients
	[ "$status" = 0 ] && [ -s out ] || fault="$fault no answer: $(cat err)"
	cp out new
	there_as ledger verify
	rm -f "$host"/out.jsonl*
	there_as ledger export out.jsonl
	answers_there >after
	sort new | comm -3 after - | cmp -s - "there-$copy" || fault="$fault more than the new answer is new"
	echo "$fault"
}

chmod 711 "$there"
copy=0
while [ "$copy" -lt "$n" ]; do
	copy=$((copy + 1))
	host=$there/$copy
	report "backup $copy is restored elsewhere, whole, and used" "$(fault_of_host)"
	rm -rf "$host"
done
tests_done
