#!/bin/sh
# What the desk exports as FHIR holds against the R4 definitions; and what is broken does not, so that the validator is seen to look.
#
#	tests/fhir/validate.sh SHAREDESK [FOLDER]      FOLDER: where the validator is kept between runs
here=$(cd "$(dirname "$0")" && pwd)
modules=${2:-$here/../../build/fhir}
. "$here/../command/tap.sh"

if ! "$here/../../tools/fhir-modules" "$modules" >"$place/said" 2>&1; then
	report "the validator of FHIR is there" "$(cat "$place/said")"
	tests_done
	exit
fi
cd "$place" || exit 1

validate() {
	node "$here/validate.mjs" "$modules" "$@"
}

# patients FILE : the NHS numbers in ledger lines
patients() {
	grep '^{"kind":"patient"' "$1" | sed 's/.*"nhs":"\([0-9]*\)".*/\1/'
}

# valid "words" LEDGER-LINES
valid() {
	rm -f desk.db* *.json
	run import "$2"
	exported=0
	for number in $(patients "$2"); do
		run export --fhir "$number" "$number.json"
		[ "$status" != 0 ] || exported=$((exported + 1))
	done
	check "$1: each patient is exported" [ "$exported" = "$(patients "$2" | wc -l)" ]
	check "$1: and valid by the definitions of R4" validate ./*.json
}

# broken "words" PATTERN SED : the export with one thing changed is to be refused, and the fault to be named
breaks=0
broken() {
	breaks=$((breaks + 1))
	sed "$3" good.json >"broken-$breaks.json"
	printf '%s\n' "$1" >"broken-$breaks.words"
	printf '%s\n' "$2" >"broken-$breaks.pattern"
	printf '%s\n' "$3" >"broken-$breaks.sed"
}

# All that was broken is looked at by one process: to read the definitions takes it longer than the exports.
refused() {
	validate broken-*.json >faults 2>&1
	of=0
	while [ "$of" -lt "$breaks" ]; do
		of=$((of + 1))
		words="$(cat "broken-$of.words") is refused"
		grep "^broken-$of\.json: " faults >"broken-$of.faults"
		if cmp -s good.json "broken-$of.json"; then
			report "$words" "sed changed nothing: $(cat "broken-$of.sed")"
		elif grep -qE "$(cat "broken-$of.pattern")" "broken-$of.faults"; then
			report "$words" ""
		else
			report "$words" "It is not: $(cat "broken-$of.faults"; tail -n 5 faults)"
		fi
	done
}

valid "the demo practice" "$here/../../assets/demo/practice.jsonl"
valid "a practice where everything has happened" "$here/practice.jsonl"

mv 9990000018.json good.json

# Sealed, as a practice with staff exports it (Bundle.signature).
printf 'a long enough phrase\n' >phrase
chmod 600 phrase
rm -f desk.db*
run init --practice C82001 --name Meadow --admin 'Ada L' --passphrase-file phrase
run import "$here/practice.jsonl" --as 'Ada L' --passphrase-file phrase
run export --fhir 9990000018 sealed.json --as 'Ada L' --passphrase-file phrase
check "a sealed export bears a signature" grep -q '"signature"' sealed.json
check "and is valid too" validate sealed.json

broken "a status that R4 does not know" 'resource\.status: "perhaps"' '0,/"status": "inactive"/s//"status": "perhaps"/'
broken "a Consent without its scope" 'scope' '0,/"scope": {/s//"scoop": {/'
broken "a Consent without a policy" 'ppc-1' '0,/"policyRule": {/s//"policyBook": {/'
broken "a provision that neither permits nor denies" 'type: "may"' '0,/"type": "deny"/s//"type": "may"/'
broken "a nested provision without a type" 'a nested provision has no type' '0,/"type": "deny",/s///'
broken "a code that its system does not have" 'v3-ActCode has no code' '0,/"code": "INFA"/s//"code": "INFO"/'
broken "a code under another name" 'is called "Privacy Consent"' '0,/"display": "Privacy Consent"/s//"display": "Anything goes"/'
broken "a moment that is none" '[Ii]nvalid' '0,/"dateTime": "2024-/s//"dateTime": "2024-13-/'
broken "a field that R4 does not have" 'additional property' '0,/"recorded":/s//"minuted":/'
broken "an extension with a value and extensions" 'ext-1' '0,/"url": "urn:sharedesk:fact",/s//"url": "urn:sharedesk:fact", "valueString": "x",/'
broken "a reference that leads to nothing" 'nothing in the Bundle is' '0,/"reference": "urn:uuid:/s//"reference": "urn:uuid:0/'
broken "an empty text" '[Ii]nvalid|empty' '0,/"valueString": "Meadow Surgery"/s//"valueString": ""/'
refused
tests_done
