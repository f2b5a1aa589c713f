#!/bin/sh
# What must not stand in the repository: things left undone, paths of one machine, names of package registries.
#
#	tests/lint/words.sh [ROOT]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../..}"

# In a checkout, what git keeps or would keep; elsewhere all but builds. This file is passed over: it names the words.
files() {
	{ git ls-files --cached --others --exclude-standard 2>/dev/null || find . -type f -not -path './build*' -not -path './.git/*'; } |
		sed 's|^\./||' | grep -v 'tests/lint/words\.sh$' | while read -r file; do [ ! -f "$file" ] || echo "$file"; done
}

all=$(files)
among() {
	echo "$all" | tr '\n' '\0' | xargs -0 grep -InE "$@" -- /dev/null | cut -c 1-160 || true
}

rule "nothing is left undone" "$(among '\b(TODO|FIXME|XXX|HACK|Todo|[Ff]ixme)\b|\b(todo|[Xx]xx|[Hh]ack):|(^|[*#/;-] +)todo\b|not (yet )?implemented|[Uu]nimplemented|for now\b')"
rule "no paths of one machine" "$(among '(^|[^[:alnum:]_.])/(work|root|home/[a-z]+|Users)/')"
# A program may make a file in /tmp, and a test may name a folder: in quotes.
rule "no paths of some machine, but in the quotes of C" \
	"$(among '/(tmp|opt|mnt|srv|media|scratch)\b' | sed -E '/\.[ch]:[0-9]*:/s/"([^"\\]|\\.)*("|$)//g' |
		grep -E '(^|[^[:alnum:]_.>)}])/(tmp|opt|mnt|srv|media|scratch)\b' || true)"
rule "no registry host names" "$(among '(deb|security|snapshot)\.debian\.org|npmjs\.(org|com)|registry\.npm|pypi\.org|pythonhosted\.org|crates\.io|proxy\.golang|repo1?\.maven|docker\.io|ghcr\.io')"
# "file:path" of each path of a file of ours that is named, with its folder: as it stands, below src or below tests.
named() {
	echo "$all" | grep -vE '^(build|tests/(fuzz/corpus|golden|fhir/package))|meson\.build$' | tr '\n' '\0' |
		xargs -0 grep -IoE '(^|[^[:alnum:]_./-])(src|base|model|store|exchange|ui|command|config|deliver|print|tests|tools|assets)/[[:alnum:]_/-]+\.(c|h|py|sh|sql)\b' -- /dev/null |
		sed -E 's/:[^[:alnum:]]/:/' | sort -u
}

rule "a file that is named is there" \
	"$(named | while IFS=: read -r file path; do [ -f "$path" ] || [ -f "src/$path" ] || [ -f "tests/$path" ] || echo "$file names $path"; done | grep -v "names store/statements\.h$" || true)" # made by the build
rule "no blanks at line ends" "$(among '[[:blank:]]+$' | grep -vE '^tests/golden/|^tests/fuzz/corpus/|\.patch:|\.csv:|\.hl7:' || true)"
rule "nothing that a run leaves behind is kept here" \
	"$(echo "$all" | grep -vE '^(\.ci|assets|docs|src|tests|tools)/|^([A-Z]+\.md|LICENSE|check|demo|meson\.build|meson_options\.txt|\.clang-(format|tidy)|\.git[a-z-]+)$' || true
	echo "$all" | grep -E '\.(db|key)(-[a-z]+)?$' || true)"
rule "nothing of the tests' data is kept here" \
	"$(echo "$all" | grep -E '(epraccur|etr|eccg).*\.csv$|_full_[0-9]+\.json$' || true)"
rules_done
