#!/bin/sh
# docs/screens.md shows the screens as they are.
#
#	tests/lint/screens.sh [ROOT]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../..}"

rule "docs/screens.md is what tools/screens makes of the golden screens: run it" \
	"$(tools/screens - | diff docs/screens.md - | head -20 || true)"
rule "each golden screen has a heading and a line in tools/screens" "$(sed -n '/^## Others/,$s/^### //p' docs/screens.md)"
rules_done
