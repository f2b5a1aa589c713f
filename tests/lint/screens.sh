#!/bin/sh
# docs/screens.md shows the screens as they are, and a test draws each of them.
#
#	tests/lint/screens.sh [ROOT [TEST-UI]]      TEST-UI: as built, for the sizes; without it a name is enough
set -eu
. "$(dirname "$0")/tap.sh"
set -- "${1-}" ${2:+"$(realpath "$2")"}
cd "${1:-$(dirname "$0")/../..}"

rule "docs/screens.md is what tools/screens makes of the golden screens: run it" \
	"$(tools/screens - | diff docs/screens.md - | head -20 || true)"
rule "each golden screen has a heading and a line in tools/screens" "$(sed -n '/^## Others/,$s/^### //p' docs/screens.md)"

# The golden screens that a test of ui compares, in whatever size.
drawn() {
	grep -rl golden tests/ui --include='test_*.c' | sed 's|^tests/ui/||; s|test_\([a-z0-9_]*\)\.c$|\1|' | while read -r suite; do
		SHAREDESK_GOLDEN=names "$1" "$suite" 2>&1 || true
	done | grep -oE 'tests/golden/[^ ]*\.screen'
}

if [ $# = 2 ]; then
	rule "each golden screen is drawn by a test, in its size" "$({
		drawn "$2"
		echo goldens:
		ls -d tests/golden/*
	} | awk '
		$1 == "goldens:" { goldens = 1; next }
		!goldens { drawn[$1]; next }
		!($1 in drawn)')"
else
	rule "each golden screen is named by a test" "$({
		grep -rhoE '"[a-z0-9-]+"' tests --include='*.[ch]' | tr -d '"'
		echo goldens:
		ls tests/golden
	} | awk '
		$1 == "goldens:" { goldens = 1; next }
		!goldens { named[$1]; next }
		{ split($1, part, ".") }
		!(part[1] in named)')"
fi
rules_done
