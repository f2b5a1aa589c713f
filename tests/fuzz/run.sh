#!/bin/sh
# A fuzzer, its corpus, and how many inputs it is given: always the same ones. Or for how many seconds it runs ("60s"), from
# where the last such run left off (build/corpus).
# An input that breaks something is kept in build/found, and printed where it is small. Run in the source root.
#
#	tests/fuzz/run.sh PROGRAM CORPUS RUNS|SECONDSs [BYTES]     BYTES: of an input at most; 1024
set -eu
program=$1 corpus=$2 much=$3 longest=${4-1024}
name=$(basename "$program")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
grown=$folder/corpus
how="-runs=$much -seed=1 -reload=0"
where= # addresses are compared too: the same ones, where the system lets them be
setarch -R true 2>/dev/null && where="setarch -R"
case $much in *s)
	grown=build/corpus/$name
	how=-max_total_time=${much%s} ;;
esac
mkdir -p build/found "$grown"
cp "$corpus"/* "$grown"
echo "1..1"
status=0
# shellcheck disable=SC2086 # options and commands are words
$where "$program" $how -max_len="$longest" -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=1 \
	-artifact_prefix="$folder/" "$grown" >"$folder/said" 2>&1 || status=$?
executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/said")
if [ "$status" -eq 0 ]; then
	echo "ok 1 - $name: $executed inputs"
	exit 0
fi
grep -v '^#' "$folder/said" | tail -n 60
for input in "$folder"/crash-* "$folder"/leak-* "$folder"/timeout-* "$folder"/oom-*; do
	[ -f "$input" ] || continue
	cp "$input" "build/found/$name-$(basename "$input")"
	echo "kept: build/found/$name-$(basename "$input")"
	[ "$(wc -c <"$input")" -gt 1024 ] || base64 "$input"
done
echo "not ok 1 - $name: $much"
exit 1
