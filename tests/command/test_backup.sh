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
refuses "a passphrase that is too short" 1 "10 characters" backup --secret-file "$(echo short >short && echo short)" two.backup

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

# As a timer does it, each night: nobody signs in, and nothing here opens what was made.
printf 'a long enough phrase\n' >phrase
run init --practice C82001 --name Meadow --admin 'Ada L' --passphrase-file phrase
mkdir nights
touch nights/desk-20200101T023000Z.backup nights/desk-20200102T023000Z.backup nights/desk-letter.backup nights/half
touch -d 2020-01-03 nights/desk-20200103T023000Z.backup.part-a1b2c3
run backup --to key.pub --keep 2 nights
check "a backup is made of a desk with staff, and nobody signs in" [ "$status" = 0 ]
check "it is named by its moment" sh -c 'ls nights | grep -qE "^desk-20[0-9]{6}T[0-9]{6}Z.backup$"'
check "the oldest goes, and what was left half written; the rest stays" \
	sh -c 'ls nights | tr "\n" " " | grep -qE "^desk-20200102T023000Z.backup desk-20[0-9T]+Z.backup desk-letter.backup half $"'
newest=$(ls nights/desk-20[0-9]*Z.backup | tail -n 1)
run restore "$newest" --key key --db nightly.db
check "it is restored" [ "$status" = 0 ]
check "what becomes of desk.key is said" grep -q "staff reset --new-key" out
as ledger export nightly.jsonl --db nightly.db
check "and says that a timer made it" grep -q '"exported".*"by":"timer".*the whole desk' nightly.jsonl
refuses "a folder that is too many" 1 "takes a number from 1 to" backup --to key.pub --keep 0 nights
refuses "no folder to keep in" 1 "takes a number from 1 to" backup --to key.pub --keep 3 alone.backup
refuses "a passphrase wants somebody who signs in" 1 "say who asks with --as" backup --secret-file secret nights
echo "cut off" >desk.db.copy
run backup --to key.pub after.backup
check "what a backup that was cut off left is overwritten" [ "$status" = 0 ]
check "and gone" [ ! -e desk.db.copy ]

tests_done
