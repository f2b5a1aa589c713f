#!/bin/sh
# Databases as older programs made them (tools/old-databases), opened by this one: brought to today, whole, and as they were.
. "$(dirname "$0")/tap.sh"
cd "$place" || exit 1
umask 077
printf 'a long enough phrase\n' >phrase
old=$tests/command/old

number=0
for file in "$old"/*.db.gz; do
	[ -f "$file" ] || continue
	number=$((number + 1))
	name=$(basename "$file" .db.gz)
	mkdir "$name" && gzip -dc "$file" >"$name/desk.db"
	[ ! -f "$old/$name.key.gz" ] || gzip -dc "$old/$name.key.gz" >"$name/desk.key"
	run ledger export "$name/out.jsonl" --db "$name/desk.db" --as 'Sam Reed' --passphrase-file phrase
	for line in f1 f2 f3 f4 f5 e1; do
		grep -q "\"id\":\"$line\"" "$name/out.jsonl" || echo "$line"
	done >lost
	check "$name has every line that it had" [ ! -s lost ]
	run figures --from 2024-01 --to 2024-02 --db "$name/desk.db" --as 'Sam Reed' --passphrase-file phrase
	check "$name counts what it had" [ "$(grep -cE '"C82001",.*"Share Out","1","0","1","0"|"RWE",.*"Share In","1","0","1","0"' out)" = 2 ]
	run ledger verify --db "$name/desk.db" --as 'Sam Reed' --passphrase-file phrase
	check "$name is brought to today, used, and whole" [ "$status" = 0 ]
done
check "there are databases of older programs" [ "$number" -gt 20 ]
tests_done
