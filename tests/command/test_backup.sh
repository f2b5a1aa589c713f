#!/bin/sh
# Backup and restore, as who keeps the machine does it.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1
umask 077
practice
echo "open the backup" >secret
echo "something else" >other

run backup --secret-file secret one.backup
check "a backup is made, and its seal said" grep -qE '^one.backup: 10 lines. The seal of the last line: [0-9a-f]{64}$' out
check "it is for its owner alone" [ "$(stat -c %a one.backup)" = 600 ]
check "no name of a patient stands in it" sh -c '! grep -qa Ashby one.backup'
check "nothing else is left behind" sh -c '! ls | grep -E "copy|part"'
refuses "a file that is there is not written over" 1 "There is a file one.backup already" backup --secret-file secret one.backup
refuses "a passphrase that is too short" 1 "8 characters" backup --secret-file "$(echo short >short && echo short)" two.backup

run restore one.backup --secret-file secret --db new.db
check "it is restored" [ "$status" = 0 ]
run ledger export again --db new.db
run ledger export first
check "and holds what the desk held" cmp first again
refuses "a database that is there is not written over" 1 "There is a file new.db already" restore one.backup --secret-file secret --db new.db
refuses "another passphrase" 1 "This is not the passphrase of one.backup" restore one.backup --secret-file other --db x.db
refuses "no backup" 1 "practice.jsonl is no backup of sharedesk" restore practice.jsonl --secret-file secret --db x.db
head -c 70000 one.backup >cut.backup
refuses "a backup that is cut off" 1 "cut.backup was changed or cut off" restore cut.backup --secret-file secret --db x.db
check "of a refused one nothing is left" sh -c '! ls | grep "^x.db"'

run backup --new-key key
check "a pair of keys is made" [ -f key.pub ]
check "the secret one is for its owner alone" [ "$(stat -c %a key)" = 600 ]
refuses "keys that are there stay" 1 "There is a file key already" backup --new-key key
run backup --to key.pub keyed.backup
check "a backup is made for a key" [ "$status" = 0 ]
refuses "it needs the key" 1 "say --key" restore keyed.backup --secret-file secret --db keyed.db
refuses "the public key does not open it" 1 "is no sharedesk-secret-key" restore keyed.backup --key key.pub --db keyed.db
run restore keyed.backup --key key --db keyed.db
check "the secret key opens it" [ "$status" = 0 ]
run ledger verify --db keyed.db
check "what was restored is whole" [ "$status" = 0 ]

tests_done
