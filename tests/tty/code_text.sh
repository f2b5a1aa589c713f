#!/bin/sh
# What the QR of the newest code in a ledger must say, worked out from the ledger alone.
#
#	tests/tty/code_text.sh LEDGER DIGITS [ORGANISATION]      LEDGER: an export; DIGITS: as shown, "123 456"
#	                                                         ORGANISATION: where its name has room in the QR
set -eu
ledger=$1 digits=$2 organisation=${3-}

expires=$(sed -n '/"kind":"code-issued"/s/.*"expires":"\([^"]*\)".*/\1/p' "$ledger" | tail -n 1)
[ -n "$expires" ] || { echo "No code was given out in $ledger." >&2; exit 1; }

# As a patient reads the time.
until=$(TZ=Europe/London date -d "$expires" '+%-I:%M%P' | sed 's/^12:00am$/midnight/; s/^12:00pm$/midday/; s/:00//')
# The version 5 that 80×24 allows holds 106 bytes: a longer name gives way word by word.
message() {
	if [ -n "$organisation" ]; then
		printf %s "$digits is your record-sharing code for $organisation, until $until. Only read it to them."
	else
		printf %s "$digits is your record-sharing code until $until. Only tell those who asked."
	fi
}
while [ -n "$organisation" ] && [ "$(message | wc -c)" -gt 106 ]; do
	case $organisation in *" "*) organisation=${organisation% *} ;; *) organisation= ;; esac
done
message
echo
