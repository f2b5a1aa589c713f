#!/bin/sh
# Every rule of docs/rules.md is named at the code that does it and at a test that shows it.
#
#	tests/lint/rules.sh [ROOT]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../..}"

# The identifiers that docs/rules.md sets in bold.
identifiers=$(grep -oE '\*\*[^*]+\*\*' docs/rules.md | grep -oE '\b[AWGEMSPCR][0-9]+\b' | sort -u)

# The files of C in a folder, without what is said of a file at its head.
code() {
	find "$1" -name '*.c' | sort | xargs sed -s '1,/^#include/d'
}

# unnamed PATTERN : the identifiers that no line given matches. In the pattern @ is the identifier.
unnamed() {
	lines=$(cat)
	for identifier in $identifiers; do
		printf '%s' "$lines" | grep -cE "$(printf '%s' "$1" | sed "s/@/$identifier/g")" >/dev/null || echo "$identifier"
	done
}

rule "docs/rules.md has its rules: A, W, G, E, M, S, P, C and R" \
	"$([ "$(echo "$identifiers" | cut -c 1 | sort -u | tr -d '\n')" = ACEGMPRSW ] || echo "found only: $identifiers")"
rule "each rule is named at the code that does it" "$(code src/model | unnamed '\bRULE_@\b|(/\*|^[[:space:]]*\*).*\b@\b')"
# A test function is headed by the rules it shows: /* A3 */
rule "each rule heads a test that shows it" \
	"$(code tests/model | unnamed '^/\* ([AWGEMSPCR][0-9]+[^ ]* |and |to )*@\b')"
rule "each rule has two cases" "$(for identifier in $identifiers; do
	[ "$(grep -cE '^\| `[a-z0-9-]+` \| [^:]*\b'"$identifier"'\b' tests/cases/README.md)" -ge 2 ] || echo "$identifier"
done)"
# What stands in quotes is a code of an organisation, or a text.
rule "each rule that is named, in src or tests, is one of docs/rules.md" \
	"$(grep -nE '\b(RULE_)?[AWGEMSPCR][0-9]{1,2}\b' $(find src tests -name '*.[ch]') tests/cases/README.md |
		sed -E "s/\"([^\"\\]|\\\\.)*\"//g; s/\b(RULE_)?($(echo $identifiers | tr ' ' '|'))\b//g" |
		grep -E ':[0-9]+:.*\b(RULE_)?[AWGEMSPCR][0-9]{1,2}\b' || true)"

# The rules are written elsewhere; here stands a copy, and the same word for word.
original="${SHAREDESK_TEST_DATA:-../shared/data}/../RULES-2026.md"
if [ -r "$original" ]; then
	rule "docs/rules.md is the rules as they were agreed" "$(diff "$original" docs/rules.md | head -20 || true)"
else
	echo "# $original is not there: docs/rules.md is not compared with it"
fi
rules_done
