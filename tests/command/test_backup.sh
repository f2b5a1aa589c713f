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
run backup --new-key "$(printf 'a\033[31mb')"
check "its name is shown without control characters" sh -c '[ -s out ] && ! LC_ALL=C grep -q "[[:cntrl:]]" out'
for more in "--keep 3" "--to key.pub" "--secret-file secret" one.backup; do
	# shellcheck disable=SC2086 # two words
	refuses "a pair of keys, and $more" 2 "stands alone" backup --new-key more $more
done
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
set_up
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
check "what lies beside it is said" grep -q "The desk.key beside it is its own" out
mkdir elsewhere
run restore "$newest" --key key --db elsewhere/desk.db
check "what becomes of desk.key is said" grep -q "put the old one beside it. If it is lost, sharedesk staff reset --new-key" out
as ledger export nightly.jsonl --db nightly.db
check "and says that a timer made it" grep -q '"exported".*"by":"timer".*the whole desk' nightly.jsonl
refuses "a folder that is too many" 1 "takes a number from 1 to" backup --to key.pub --keep 0 nights
refuses "a folder that is not there" 1 "There is no folder gone/nights for the backups: .*mount" backup --to key.pub --keep 3 gone/nights
refuses "no folder to keep in" 1 "There is no folder alone.backup" backup --to key.pub --keep 3 alone.backup
refuses "a passphrase wants somebody who signs in" 1 "say who asks with --as" backup --secret-file secret nights
echo "cut off" >desk.db.copy
run backup --to key.pub after.backup
check "what a backup that was cut off left is overwritten" [ "$status" = 0 ]
check "and gone" [ ! -e desk.db.copy ]

# A log that lies where a database is to come belongs to the one that was there.
echo "the last facts" >left.db-wal
refuses "a log that lies there is not played into what is restored" 1 "left.db-wal lies there without its database" \
	restore one.backup --secret-file secret --db left.db
check "and stays" grep -q "the last facts" left.db-wal
run init --db left.db --practice C82002 --name Other --admin 'Ada L' --passphrase-file phrase
check "nor into what is begun there" grep -q "left.db-wal lies there" err

# A clock that was ahead named backups of days to come: tonight's stays all the same.
mkdir ahead
touch ahead/desk-20990101T023000Z.backup ahead/desk-20990102T023000Z.backup
run backup --to key.pub --keep 2 ahead
check "the one made just now stays" [ "$(ls ahead | grep -vc 2099)" = 1 ]
check "and one of those" [ "$(ls ahead | wc -l)" = 2 ]

# What is damaged is not put in the place of what is whole.
cp desk.db whole.db
python3 -c 'import sqlite3; c = sqlite3.connect("desk.db"); c.execute("DELETE FROM given_word"); c.commit()' 2>/dev/null ||
	python3 -c 'import sqlite3; c = sqlite3.connect("desk.db"); c.execute("DELETE FROM family_word"); c.commit()'
mkdir guarded
touch guarded/desk-20200101T023000Z.backup
refuses "no backup is made of a damaged database" 1 "is damaged, and no backup was made of it" backup --to key.pub --keep 1 guarded
check "and the one there is stays" [ "$(ls guarded)" = desk-20200101T023000Z.backup ]
check "nothing is left beside it" sh -c '! ls | grep -E "copy|part"'
mv whole.db desk.db

# What is said to have failed is not there.
mv desk.key desk.key.away
refuses "without desk.key it cannot be noted" 1 "desk.key" backup --to key.pub keyless.backup
check "and no backup is left" [ ! -e keyless.backup ]
mv desk.key.away desk.key

# Whose it is, and what the desk signed before.
run restore after.backup --key key --db "$place/moved/here/desk.db"
check "the folder is made" [ -f moved/here/desk.db ]
check "it is said whose it is" grep -q "desk.db: Meadow Surgery (C82001), " out
cp desk.key desk.checkpoints moved/
as ledger checkpoint
cp desk.checkpoints moved/
run restore after.backup --key key --db moved/desk.db
check "what was signed later is said, and no fault" grep -q "an older backup was restored" out
check "its desk.key is known" grep -q "The desk.key beside it is its own" out
mkdir strange
run init --db strange/desk.db --practice C82002 --name Other --admin 'Ada L' --passphrase-file phrase
rm strange/desk.db
run restore after.backup --key key --db strange/desk.db --witness moved/desk.checkpoints
check "checkpoints of another key are told from one's own" grep -q "holds no checkpoint of this desk" err
run restore after.backup --key key --db strange/desk.db
check "another desk.key is told from its own" grep -q "The desk.key beside it is another's" out
refuses "a key of another's is put aside first" 1 "move this one aside and do this again" \
	staff reset --new-key --db strange/desk.db "Ada L"
check "and stays" [ -f strange/desk.key ]
rm strange/desk.key
refuses "who is nobody here is given nothing" 1 "There is no account called Nobody" \
	staff reset --new-key --db strange/desk.db Nobody
check "and no key is left" [ ! -e strange/desk.key ]
run staff reset --new-key --db strange/desk.db "Ada L"
check "then another is made" [ "$status" = 0 ]

mkdir open
chmod 777 open
refuses "a folder that others can change is said as such" 1 "The folder .*open can be changed by others: run chmod go-w on it" \
	restore after.backup --key key --db "$place/open/desk.db"
refuses "what is refused makes no database" 1 "10 characters" init --db fresh.db --practice C82003 --name Third --admin 'Ada L' --passphrase-file short
check "nor a key" sh -c '! ls | grep fresh'

tests_done
