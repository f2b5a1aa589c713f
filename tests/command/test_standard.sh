#!/bin/sh
# Standard output that takes nothing: what is lost is said, and no status tells of success.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1
umask 077
practice
set_up
check "a practice is set up" [ "$status" = 0 ]

# lost "words" COMMAND… : where it is full, where it is closed, where nobody reads it any more.
lost() {
	words=$1
	shift
	: >out
	rm -f ./*.made
	status=0
	"$@" >/dev/full 2>err </dev/null || status=$?
	refused "$words: a full device" 1 "Standard output could not be written: No space"
	rm -f ./*.made
	status=0
	"$@" >&- 2>err </dev/null || status=$?
	refused "$words: closed" 1 "Standard output could not be written: Bad file descriptor"
	rm -f ./*.made
	(
		trap '' PIPE
		status=0
		sleep 0.5
		"$@" 2>err </dev/null || status=$?
		echo "$status" >status
	) | true
	status=$(cat status)
	refused "$words: a pipe that nobody reads" 1 "Standard output could not be written: Broken pipe"
}
signed() {
	"$desk" "$@" --as 'Ada L' --passphrase-file phrase
}
lost "help" "$desk" --help
lost "help of a command" "$desk" backup --help
lost "the version" "$desk" --version
lost "accounts" "$desk" staff list
lost "the ledger holds" signed ledger verify
lost "a checkpoint" signed ledger checkpoint
lost "a trial import" signed import practice.jsonl --dry-run
lost "a backup" signed backup --secret-file phrase desk.made
check "the backup is made all the same" [ -s desk.made ]
cp desk.made desk.backup
lost "what was restored" "$desk" restore --secret-file phrase desk.backup --db new.made
run ledger verify --db new.made --as 'Ada L' --passphrase-file phrase
check "it is restored all the same, and nothing was written into it" [ "$status" = 0 ]

# A passphrase that nobody gets to see is not given out.
lost "a passphrase for one sign-in" "$desk" staff reset 'Ada L'
as ledger verify
check "and none was: the account's own still signs in" [ "$status" = 0 ]
tests_done
