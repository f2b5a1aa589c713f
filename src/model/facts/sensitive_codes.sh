#!/bin/sh
# Prints C source with the sensitive codes of the list named as argument (assets/codes/sensitive.tsv).
set -eu

printf '#include "model/facts/sensitive_codes.h"\n\nconst SensitiveCode sensitive_codes[] = {\n'
awk -F '\t' '
	/^#/ || $1 == "system" { next }
	NF != 4 || $0 ~ /["\\]/ { print FILENAME ":" NR ": not four plain columns" > "/dev/stderr"; exit 1 }
	{ printf "\t{CODE_SYSTEM_%s, \"%s\", \"%s\", \"%s\"},\n", toupper($1), $2, $3, $4 }
' "$1"
printf '};\nconst size_t sensitive_code_count = sizeof sensitive_codes / sizeof sensitive_codes[0];\n'
