#!/bin/sh
# How the programs that are installed were built: no address is known beforehand, nothing that the loader fills in can be
# written afterwards, no page is both written and run, a stack that was written over ends the program, and so does a copy
# past the end of what it was given room for.
#
#	tests/lint/hardened.sh OPTIMISATION PROGRAM…      0: a build for debugging, of which nothing is asked
set -eu
. "$(dirname "$0")/tap.sh"
optimisation=$1
shift

if [ "$optimisation" = 0 ]; then
	echo "1..0 # SKIP built for debugging"
	exit 0
fi

# not WORDS TEXT PATTERN : the words where the text has no such line.
lacks() {
	echo "$2" | grep -Eq -- "$3" || echo "$name: $1"
}

look() {
	name=$(basename "$1")
	header=$(readelf -hW "$1") segments=$(readelf -lW "$1") dynamic=$(readelf -dW "$1")
	symbols=$(readelf --dyn-syms -W "$1") notes=$(readelf -nW "$1")
	lacks "not PIE" "$header" 'Type: +DYN'
	lacks "not PIE" "$dynamic" 'FLAGS_1.*\bPIE\b'
	lacks "no RELRO" "$segments" 'GNU_RELRO'
	lacks "symbols are bound late" "$dynamic" 'FLAGS_1.*\bNOW\b|\(FLAGS\).*BIND_NOW'
	lacks "the stack can be run" "$segments" 'GNU_STACK .* RW +0x'
	[ -z "$(echo "$segments" | grep -E '^ +LOAD .* RWE ')" ] || echo "$name: a page is both written and run"
	[ -z "$(echo "$dynamic" | grep -E 'RPATH|RUNPATH|TEXTREL')" ] || echo "$name: it names folders for libraries, or is changed as it is loaded"
	lacks "no stack protector" "$symbols" '__stack_chk_(fail|guard)'
	lacks "no FORTIFY" "$symbols" ' __(mem|str|fread|read|[v]?s?n?printf|fprintf|vfprintf|printf|vsnprintf|snprintf)[a-z_]*_chk'
	case $header in
	*X86-64*) feature='x86 feature: .*IBT.*SHSTK' ;;
	*AArch64*) feature='AArch64 feature: .*BTI' ;;
	*) return ;;
	esac
	# Debian's own first object has it not, and then no program: its own objects have it all the same.
	readelf -nW "$(${CC:-gcc} -print-file-name=crti.o)" | grep -Eq "$feature" || notes=$(readelf -nW "$1".p/*.o)
	lacks "no CET, no BTI" "$notes" "$feature"
}

for program in "$@"; do
	rule "$(basename "$program") is hardened" "$(look "$program")"
done
rules_done
