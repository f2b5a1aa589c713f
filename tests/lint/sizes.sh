#!/bin/sh
# Files and functions stay small enough to read at one sitting. Prints the figures beside the rules.
#
#	tests/lint/sizes.sh [SOURCE]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../../src}"

if ! ctags --version 2>/dev/null | grep -q 'Universal Ctags'; then
	echo "1..0 # SKIP universal-ctags is not installed"
	exit 77
fi

functions=$(find . -name '*.c' | sort | xargs ctags -x --languages=C --kinds-C=f --fields=+ne --_xformat='%n %{end} %N %F' |
	awk '{ print $2 - $1 + 1, $4 ":" $1 ":" $3 }' | sort -n)
files=$(find . -name '*.[ch]' -exec wc -l {} \; | sort -n)

# percentile LINES P : of the first column of sorted lines.
percentile() {
	echo "$1" | awk -v p="$2" '{ value[NR] = $1 } END { print value[int((NR - 1) * p / 100) + 1] }'
}

median=$(percentile "$functions" 50)
p90=$(percentile "$functions" 90)
echo "# $(echo "$functions" | wc -l) functions: median $median lines, 90th percentile $p90, largest $(percentile "$functions" 100)"
sources=$(echo "$files" | grep '\.c$')
echo "# $(echo "$files" | wc -l) files: median of the .c files $(percentile "$sources" 50) lines, largest $(percentile "$files" 100)"

# Columns, with tabs to the next eighth and a character of several bytes as one. A sentence is not broken, to be found whole.
wide=$(find . -name '*.[ch]' | sort | while read -r file; do
	expand "$file" | LC_ALL=C awk -v file="$file" '
		{ line = $0; gsub(/[\200-\277]/, "", line) }
		length(line) > 120 { print length(line), file ":" FNR, $0 ~ /"/ ? "sentence" : "" }'
done)
echo "# $(echo "$wide" | grep -c sentence) lines over 120 columns for a sentence that is not broken"

rule "no file over 500 lines" "$(echo "$files" | awk '$1 > 500')"
rule "no function over 60 lines" "$(echo "$functions" | awk '$1 > 60')"
rule "the median function has at most 12 lines, braces and name included" "$([ "$median" -le 12 ] || echo "it has $median")"
rule "nine functions of ten have at most 30 lines" "$([ "$p90" -le 30 ] || echo "the 90th percentile is $p90")"
rule "nothing that can change is extern" \
	"$(grep -rn --include='*.[ch]' '^[[:space:]]*extern ' . | grep -v 'extern const ' |
		grep -vE 'extern [a-z].*\*const ' || true)"
rule "no line over 120 columns, with a sentence none over 140" "$(echo "$wide" | awk '$1 > 140 || ($1 && $3 == "")')"
rules_done
