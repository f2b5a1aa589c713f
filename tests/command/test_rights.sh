#!/bin/sh
# Who may read and write what: the modes of what is made, folders and files that may not be written.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1
chmod 755 "$place"
printf 'a long enough phrase\n' >phrase
chmod 600 phrase

mode() {
	stat -c %a "$1"
}

umask 000
export SHAREDESK_DB=
run init --practice C82001 --name Meadow --admin 'Ada L' --passphrase-file phrase
check "init makes a database below HOME" [ -f "$HOME/.local/share/sharedesk/desk.db" ]
check "the folder is its owner's only" [ "$(mode "$HOME/.local/share/sharedesk")" = 700 ]
check "and so are those above it" [ "$(mode "$HOME/.local")" = 700 ]
check "the database is its owner's only" [ "$(mode "$HOME/.local/share/sharedesk/desk.db")" = 600 ]
check "desk.key is its owner's only" [ "$(mode "$HOME/.local/share/sharedesk/desk.key")" = 600 ]
# What a record brings says who took it in, and from which file; by another name it is known already.
cat >pds.json <<'END'
{"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000026"}],"name":[{"use":"usual","family":"Ash","given":["Ann"]}],"birthDate":"1980-02-01","generalPractitioner":[{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"C82001"}}]}
END
cp pds.json again.json
as import pds.json
check "a record is taken by who signed in" [ "$status" = 0 ]
as import again.json
check "the same record by another name is known" grep -q "nothing new" "$place/out"
as ledger export
check "its facts say who and from which file" grep -q '"by":"Ada L","patient":"9990000026".*"note":"from the file pds.json"' "$place/out"

as ledger export out.jsonl
check "an export is its owner's only" [ "$(mode out.jsonl)" = 600 ]
XDG_DATA_HOME=$place/xdg "$desk" import out.jsonl >/dev/null 2>&1
check "XDG_DATA_HOME says where it is" [ -f "$place/xdg/sharedesk/desk.db" ]
umask 022

export SHAREDESK_DB="$place/desk.db"
practice
as_nobody() {
	status=0
	"$tests/unprivileged" "$desk" "$@" </dev/null >out 2>err || status=$?
}
chmod 644 desk.db
chmod 644 practice.jsonl
as_nobody import practice.jsonl --db "$place/desk.db"
if [ "$(id -u)" = 0 ]; then
	refused "a database of somebody else" 1 "desk.db cannot be read and written"
else
	skip "a database of somebody else" "only root has others' files"
fi
mkdir locked
cp desk.db locked/desk.db
chmod 666 locked/desk.db
chmod 555 locked
as_nobody import practice.jsonl --db "$place/locked/desk.db"
refused "a folder that may not be written" 1 "folder .*locked cannot be written"
as_nobody import practice.jsonl --db "$place/locked/new.db"
refused "a new database in a folder that may not be written" 1 "locked/new.db cannot be made"
as_nobody import practice.jsonl --db "$place/locked/deep/er/new.db"
refused "a new folder in a folder that may not be written" 1 "locked/deep cannot be made"
cp practice.jsonl secret.jsonl
chmod 000 secret.jsonl
mkdir -m 1777 open
as_nobody import "$place/secret.jsonl" --db "$place/open/desk.db"
refused "a file that may not be read" 1 "secret.jsonl: You may not read it"
chmod 755 locked

# What holds secrets must be nobody else's.
chmod 644 phrase
refuses "a passphrase that others can read" 1 "phrase can be read by others.*chmod 600" \
	ledger verify --db "$HOME/.local/share/sharedesk/desk.db" --as 'Ada L' --passphrase-file phrase
chmod 600 phrase
chmod 644 "$HOME/.local/share/sharedesk/desk.key"
refuses "a desk.key that others can read" 1 "desk.key can be read by others.*chmod 600" \
	init --db "$HOME/.local/share/sharedesk/desk.db" --practice C82001
tests_done
