#!/bin/sh
# What must not stand in the repository: things left undone, paths of one machine, names of package registries.
#
#	tests/lint/words.sh [ROOT]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../..}"

# In a checkout, what git keeps or would keep; elsewhere all but builds. This file is passed over: it names the words.
files() {
	{ git ls-files --cached --others --exclude-standard 2>/dev/null || find . -type f -not -path './build*' -not -path './.git/*'; } |
		sed 's|^\./||' | grep -v 'tests/lint/words\.sh$' | while read -r file; do [ ! -f "$file" ] || echo "$file"; done
}

all=$(files)
among() {
	echo "$all" | tr '\n' '\0' | xargs -0 grep -InE "$@" -- /dev/null | cut -c 1-160 || true
}

rule "nothing is left undone" "$(among '\b(TODO|FIXME|XXX|HACK)\b|not (yet )?implemented|[Uu]nimplemented|for now\b')"
rule "no paths of one machine" "$(among '(^|[^[:alnum:]_.])/(work|root|home/[a-z]+|Users)/')"
rule "no registry host names" "$(among '(deb|security|snapshot)\.debian\.org|registry\.npm|pypi\.org|crates\.io|proxy\.golang|repo1?\.maven|docker\.io|ghcr\.io')"
rule "no blanks at line ends" "$(among '[[:blank:]]+$' | grep -vE '^tests/golden/|^tests/fuzz/corpus/|\.patch:|\.csv:|\.hl7:' || true)"
rule "nothing of the tests' data is kept here" \
	"$(echo "$all" | grep -E '(epraccur|etr|eccg).*\.csv$|_full_[0-9]+\.json$' || true)"
rules_done
