#!/bin/sh
# Every rule of docs/rules.md is named at the code that does it and at a test that shows it.
#
#	tests/lint/rules.sh [ROOT]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../..}"

# The identifiers that docs/rules.md sets in bold.
identifiers=$(grep -oE '\*\*[^*]+\*\*' docs/rules.md | grep -oE '\b[AWGEMSPCR][0-9]+\b' | sort -u)

# unnamed PATTERN FILE… : the identifiers that match no comment (or RULE_ name) in the files. In the pattern @ is the identifier.
unnamed() {
	pattern=$1
	shift
	for identifier in $identifiers; do
		grep -rqE --include='*.[ch]' --include=README.md "$(printf '%s' "$pattern" | sed "s/@/$identifier/g")" "$@" || echo "$identifier"
	done
}

rule "docs/rules.md has its rules: A, W, G, E, M, S, P, C and R" \
	"$([ "$(echo "$identifiers" | cut -c 1 | sort -u | tr -d '\n')" = ACEGMPRSW ] || echo "found only: $identifiers")"
rule "each rule is named at the code that does it" "$(unnamed '\bRULE_@\b|(/\*|//|^ \*| \* ).*\b@\b' src/model)"
# A test function is headed by the rules it shows: /* A3 */
rule "each rule heads a test that shows it" \
	"$(unnamed '^/\* ([AWGEMSPCR][0-9]+[^ ]* |and |to )*@\b' tests/model)"
rule "each rule has a case" "$(unnamed '^\| `[a-z0-9-]+` \| [^:]*\b@\b' tests/cases/README.md)"

# The rules are written elsewhere; here stands a copy, and the same word for word.
original="${SHAREDESK_TEST_DATA:-../shared/data}/../RULES.md"
if [ -r "$original" ]; then
	rule "docs/rules.md is the rules as they were agreed" "$(diff "$original" docs/rules.md | head -20 || true)"
else
	echo "# $original is not there: docs/rules.md is not compared with it"
fi
rules_done
