#!/bin/sh
# What the code looks like is what .clang-format says, in all of src and tests.
#
#	tests/lint/format.sh
set -eu
. "$(dirname "$0")/tap.sh"
cd "$(dirname "$0")/../.."

if ! command -v clang-format >/dev/null; then
	echo "1..0 # SKIP clang-format is not installed"
	exit 77
fi

rule "every file looks as .clang-format says: clang-format -i FILE mends it" \
	"$(find src tests -name '*.[ch]' | sort | xargs clang-format --dry-run 2>&1 | sed -n 's/: warning: code should be.*//p')"
rules_done
