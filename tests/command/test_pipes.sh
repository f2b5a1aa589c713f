#!/bin/sh
# A pipe lies where a file is asked for: nobody waits for ever for who never writes, and what a shell pipes in is read.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1
umask 077
practice
set_up
as backup --secret-file phrase one.backup
run backup --new-key key
as backup --to key.pub keyed.backup
mkdir lost
cp desk.db lost
mkfifo -m 600 pipe lost/desk.key

# All at once, for each waits its three seconds: stands N PATTERN WORD…
: >cases
stands() {
	number=$1
	printf '%s\t%s\n' "$number" "$2" >>cases
	shift 2
	(
		status=0
		timeout -k 1 20 "$desk" "$@" </dev/null >"$number.out" 2>"$number.err" || status=$?
		echo "$status" >"$number.status"
	) &
}
nobody="pipe that nobody writes to"
stands import "pipe: .*$nobody" import pipe --as 'Ada L' --passphrase-file phrase
stands today "pipe: .*$nobody" today pipe --as 'Ada L' --passphrase-file phrase
stands passphrase "pipe: .*$nobody" ledger export --as 'Ada L' --passphrase-file pipe
stands secret "pipe: .*$nobody" backup --secret-file pipe two.backup --as 'Ada L' --passphrase-file phrase
stands public "pipe .*$nobody" backup --to pipe two.backup
stands private "pipe: .*$nobody" restore keyed.backup --key pipe --db new.db
stands opening "pipe: .*$nobody" restore one.backup --secret-file pipe --db new.db
stands backup "pipe cannot be read from its start" restore pipe --secret-file phrase --db new.db
stands witness "pipe .*$nobody" ledger verify --witness pipe --as 'Ada L' --passphrase-file phrase
stands settings "pipe .*$nobody" deliver --config pipe
stands desk-key "lost/desk.key is not a desk key" ledger export --db lost/desk.db --as 'Ada L' --passphrase-file phrase
wait
while IFS="$(printf '\t')" read -r number pattern; do
	mv "$number.out" out
	mv "$number.err" err
	status=$(cat "$number.status")
	refused "a pipe that nobody writes to: $number" 1 "$pattern"
done <cases
check "nothing was made of them" sh -c '! ls two.backup new.db'

# What a shell makes of <(…) and of |.
piped() {
	words=$1
	shift
	status=0
	"$@" >out 2>err || status=$?
	check "$words" [ "$status" = 0 ]
}
cat phrase >pipe &
piped "a passphrase that somebody writes" "$desk" ledger export --as 'Ada L' --passphrase-file pipe
piped "a passphrase from standard input" sh -c 'cat phrase | "$0" ledger export --as "Ada L" --passphrase-file /dev/stdin' "$desk"
cat key.pub >pipe &
piped "a key that somebody writes" "$desk" backup --to pipe two.backup
(sleep 4; cat practice.jsonl) >pipe &
piped "a file that somebody writes late" "$desk" import pipe --dry-run --as 'Ada L' --passphrase-file phrase
tests_done
