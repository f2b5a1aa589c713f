#!/bin/sh
# The command line asks for the code of who has an authenticator app: test_codes.sh SHAREDESK HIRE AUTHENTICATOR
. "$(dirname "$0")/tap.sh"
hire=$(realpath "$2")
authenticator=$(realpath "$3")
cd "$place" || exit 1
umask 077
printf 'a long enough phrase\n' >ada
printf 'quite another phrase\n' >priya
practice || { echo "Bail out! The practice cannot be imported: $(cat err)"; exit 1; }
run init --practice C82001 --admin 'Ada L' --passphrase-file ada
"$hire" desk.db 'Ada L' 'a long enough phrase' 'Priya S' receptionist 'quite another phrase'
"$authenticator" enrol desk.db 'Ada L' 'a long enough phrase' >app || { echo "Bail out! No app is set up."; exit 1; }
secret=$(sed -n 1p app)
recovery=$(sed -n 2p app)

verify() {
	run ledger verify --as 'Ada L' --passphrase-file ada "$@"
}

refuses "without a terminal the code is an option" 1 "--app-code" ledger verify --as 'Ada L' --passphrase-file ada
code=$("$authenticator" code "$secret" 30)
for i in 1 2 3; do
	{
		"$desk" ledger verify --as 'Ada L' --passphrase-file ada --app-code "$code" >"verified$i" 2>&1 </dev/null
		echo $? >"status$i"
	} &
done
wait
check "a code signs in once, of three at one moment" [ "$(cat status1 status2 status3 | sort | tr -d '\n')" = 011 ]
check "and the others are told so" [ "$(cat verified? | grep -c 'used already')" = 2 ]
refuses "and once only" 1 "used already" ledger verify --as 'Ada L' --passphrase-file ada --app-code "$code"
refuses "what is no code is said" 1 "6 digits" ledger verify --as 'Ada L' --passphrase-file ada --app-code 12
verify --app-code "$recovery"
check "a recovery code signs in" [ "$status" = 0 ]
refuses "once, too" 1 "none of the recovery codes" ledger verify --as 'Ada L' --passphrase-file ada --app-code "$recovery"
refuses "nobody is asked for a code who has none" 1 "no code is asked for" \
	ledger verify --as 'Priya S' --passphrase-file priya --app-code 123456
run ledger export export.jsonl --as 'Ada L' --passphrase-file ada --app-code "$(sed -n 1p app | tr -d ' ')"
check "the secret is no code" [ "$status" = 1 ]

run staff reset 'Ada L'
check "on the machine it is taken away" [ "$status" = 0 ]
head -n 1 out >once
run ledger export export.jsonl --as 'Ada L' --passphrase-file once
check "and who was let in is asked for a passphrase of their own first" grep -q 'Choose a passphrase' err
check "no secret stands in the database" sh -c "! grep -aq '$(echo "$secret" | tr -d ' ')' desk.db"
check "nor a recovery code" sh -c "! grep -aqi '$(echo "$recovery" | tr -d -)' desk.db"
tests_done
