#!/bin/sh
# Prints C source with the table named as argument (assets/codes/pass-on.tsv).
set -eu

printf '#include "model/facts/pass_on.h"\n\nconst PassOnRow pass_on_rows[] = {\n'
awk -F '\t' '
	function word(text) { gsub("-", "_", text); return toupper(text) }
	function code(text) { return text == "-" ? "NULL" : "\"" text "\"" }
	/^#/ || $1 == "answer" { next }
	NF != 7 || $0 ~ /["\\]/ { print FILENAME ":" NR ": not seven plain columns" > "/dev/stderr"; exit 1 }
	{
		printf "\t{PASS_ON_%s, PASSED_TO_%s, %s, %s, %s, %s, %s},\n", word($1), word($2), code($3), code($4),
			code($5), code($6), $7 == "yes" ? "TRUTH_TRUE" : "TRUTH_FALSE"
	}
' "$1"
printf '};\nconst size_t pass_on_row_count = sizeof pass_on_rows / sizeof pass_on_rows[0];\n'
