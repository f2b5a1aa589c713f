#!/bin/sh
# docs/screens.md shows the screens as they are, and a test makes each of them.
#
#	tests/lint/screens.sh [ROOT]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../..}"

rule "docs/screens.md is what tools/screens makes of the golden screens: run it" \
	"$(tools/screens - | diff docs/screens.md - | head -20 || true)"
rule "each golden screen has a heading and a line in tools/screens" "$(sed -n '/^## Others/,$s/^### //p' docs/screens.md)"
rule "each golden screen is named by a test" "$({
	grep -rhoE '"[a-z0-9-]+"' tests --include='*.[ch]' | tr -d '"'
	echo goldens:
	ls tests/golden
} | awk '
	$1 == "goldens:" { goldens = 1; next }
	!goldens { named[$1]; next }
	{ split($1, part, ".") }
	!(part[1] in named)')"
rules_done
