#!/bin/sh
# Files and functions stay small enough to read at one sitting. Prints the figures beside the rules.
#
#	tests/lint/sizes.sh [ROOT]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../..}"

if ! ctags --version 2>/dev/null | grep -q 'Universal Ctags'; then
	echo "1..0 # SKIP universal-ctags is not installed"
	exit 77
fi

# functions FOLDER… : lines, file, line and name of each, the smallest first.
functions() {
	find "$@" -name '*.c' | sort | xargs ctags -x --languages=C --kinds-C=f --fields=+ne --_xformat='%n %{end} %N %F' |
		awk '{ print $2 - $1 + 1, $4 ":" $1 ":" $3 }' | sort -n
}

all=$(functions src tests)
functions=$(functions src)
files=$(find src tests -name '*.[ch]' -exec wc -l {} + | grep -v ' total$' | sort -n)

# percentile LINES P : of the first column of sorted lines.
percentile() {
	echo "$1" | awk -v p="$2" '{ value[NR] = $1 } END { print value[int((NR - 1) * p / 100) + 1] }'
}

median=$(percentile "$functions" 50)
p90=$(percentile "$functions" 90)
echo "# $(echo "$functions" | wc -l) functions: median $median lines, 90th percentile $p90, largest $(percentile "$functions" 100)"
sources=$(echo "$files" | grep ' src/.*\.c$')
echo "# $(echo "$files" | wc -l) files: median of the .c files $(percentile "$sources" 50) lines, largest $(percentile "$files" 100)"

# Columns, with tabs to the next eighth and a character of several bytes as one. A sentence of the code is not broken, to be
# found whole; one in a comment can be.
wide=$(find src tests -name '*.[ch]' | sort | LC_ALL=C xargs awk '
	# Only where it may be too wide: most lines are not.
	function expanded(line,	at) {
		while (at = index(line, "\t"))
			line = substr(line, 1, at - 1) sprintf("%*s", 8 - (at - 1) % 8, "") substr(line, at + 1)
		return line
	}
	length($0) + 7 * gsub(/\t/, "\t") <= 120 { next }
	{
		line = code = expanded($0)
		gsub(/[\200-\277]/, "", line)
		gsub(/\/\*.*/, "", code)
		sub(/^ \*.*/, "", code)
	}
	length(line) > 120 {
		print length(line), FILENAME ":" FNR, (code ~ /"/ && length(code) > 120 ? "sentence" : "")
	}')
echo "# $(echo "$wide" | grep -c sentence) lines over 120 columns for a sentence that is not broken"

rule "no file over 500 lines" "$(echo "$files" | awk '$1 > 500')"
rule "no function over 60 lines" "$(echo "$all" | awk '$1 > 60')"
rule "the median function has at most 12 lines, braces and name included" "$([ "$median" -le 12 ] || echo "it has $median")"
rule "nine functions of ten have at most 30 lines" "$([ "$p90" -le 30 ] || echo "the 90th percentile is $p90")"
# "extern const T x" without a pointer, or one that is const itself: "extern T *const x".
rule "nothing that can change is extern" \
	"$(grep -rnE --include='*.[ch]' '^[[:space:]]*extern ' src tests |
		grep -vE 'extern const [^*]*(;|,$)|extern [^;]*\*[[:space:]]*const [^*;]*;' || true)"
rule "no line over 120 columns, with a sentence none over 140, of the tests' Bundles none over 190" \
	"$(echo "$wide" | awk '$1 > ($2 ~ /^tests/ ? 190 : 140) || ($1 && $3 == "")')"
rules_done
