#!/bin/sh
# What the built desk links, and what the model's objects ask of the world. For a build without sanitisers.
#
#	tests/lint/linkage.sh SHAREDESK MODEL_LIBRARY SHAREDESK_DELIVER SHAREDESK_PRINT
set -eu
. "$(dirname "$0")/tap.sh"
desk=$1 model=$2 deliver=$3 print=$4

rule "the desk links neither libcurl nor pango" \
	"$(readelf -d "$desk" | grep NEEDED | grep -E 'libcurl|libpango|libcairo' || true)"

rule "the program that sends links libcurl and no terminal, picture or list reader" "$({
	readelf -d "$deliver" | grep -q 'NEEDED.*libcurl' || echo "$deliver: libcurl is missing"
	readelf -d "$deliver" | grep NEEDED | grep -E 'ncurses|tinfo|libqrencode|libcsv|libpango|libcairo'
} || true)"

rule "the program that prints links pango and no terminal, network or database" "$({
	readelf -d "$print" | grep -q 'NEEDED.*libpangocairo' || echo "$print: libpangocairo is missing"
	readelf -d "$print" | grep NEEDED | grep -E 'ncurses|tinfo|libqrencode|libcsv|libcurl|libsqlite|libjansson'
} || true)"

# A fortified build asks for __snprintf_chk and friends.
rule "the model's objects name no file, clock, chance or terminal" "$(nm -A -u "$model" | sed 's/__\([a-z]*\)_chk/\1/' |
	grep -E ' (stdin|stdout|stderr|f?printf|v?s?n?printf|vfprintf|puts|putchar|s?scanf|fopen|fdopen|fread|fwrite|fclose|fgets|fputs|open|openat|read|write|close|stat|unlink|rename|time|clock_gettime|gettimeofday|localtime|localtime_r|gmtime|gmtime_r|mktime|strftime|nanosleep|sleep|rand|random|getrandom|randombytes[a-z_]*|getenv|setlocale|system|popen|fork|signal|isatty|ioctl|initscr|sqlite3_[a-z0-9_]*|json_[a-z_]*)(@.*)?$' || true)"

# Relocated constants live in .data.rel.ro: never written once the program runs.
rule "the model keeps nothing between calls" "$(nm -A -f sysv --defined-only "$model" |
	awk -F'|' '$NF ~ /^(\.data|\.bss|\*COM\*|\.tdata|\.tbss)/ && $NF !~ /^\.data\.rel\.ro/ { print $1, $NF }')"
rules_done
