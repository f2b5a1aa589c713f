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

# What is not a place in a file is a fault of the tool or of its settings: it is printed as it is.
said=$(find src tests -name '*.[ch]' | sort | xargs clang-format --dry-run -Werror 2>&1) && said=
rule "every file looks as .clang-format says: clang-format -i FILE mends it" \
	"$(echo "$said" | grep -E '\[-Wclang-format-violations\]|rror' | sed 's/: error: code should be.*//' | sort -u)"
rules_done
