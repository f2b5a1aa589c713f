#!/bin/sh
# Prints C source with the demo practice (the ledger lines named as argument) as bytes of the program.
# A string literal would not do: pedantic C allows only 4095 characters of it.
set -eu

printf '#include "command/demo_lines.h"\n\nconst unsigned char demo_lines[] = {\n'
od -An -v -tu1 "$1" | sed 's/\([0-9][0-9]*\)/\1,/g'
printf '};\nconst size_t demo_lines_size = sizeof demo_lines;\n'
