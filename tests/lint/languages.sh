#!/bin/sh
# The patient's words in every language: the template is what the sources say, each translation is complete and sound.
#
#	tests/lint/languages.sh [ROOT]
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../..}"
LC_ALL=C.UTF-8
export LC_ALL

folder=assets/language

# Each language and the number of its plural forms.
forms="cs 3
gu 2
hu 2
pa 2
pl 3
sk 3
so 2"

# placeholders FILE : texts whose translation lacks a place of the English, or has another. Where the first form is for
# one alone, the English of one stands for it; a {count} too many is no fault there.
placeholders() {
	msgcat --no-wrap --no-location "$1" | awk -v file="$1" '
		# The places of a text, sorted and each once: "{count} {organisation}".
		function places(text, without, found, n, i, j, swap, all) {
			n = 0
			while (match(text, /\{[a-z]*\}?/)) {
				if (substr(text, RSTART, RLENGTH) != without)
					found[++n] = substr(text, RSTART, RLENGTH)
				text = substr(text, RSTART + RLENGTH)
			}
			for (i = 1; i < n; i++)
				for (j = i + 1; j <= n; j++)
					if (found[j] < found[i]) { swap = found[i]; found[i] = found[j]; found[j] = swap }
			all = ""
			for (i = 1; i <= n; i++)
				if (i == 1 || found[i] != found[i - 1])
					all = all " " found[i]
			return all
		}
		function check(own, english, without) {
			if (own != "" && places(own, without) != places(english, without))
				print file ": \"" english "\" becomes \"" own "\""
		}
		/^msgid "/ { one = $0; sub(/^msgid /, "", one); many = one }
		/^msgid_plural "/ { many = $0; sub(/^msgid_plural /, "", many) }
		/^msgstr "/ && one != "\"\"" { own = $0; sub(/^msgstr /, "", own); check(own, one, "") }
		/^msgstr\[0\] "/ { own = $0; sub(/^msgstr\[0\] /, "", own); check(own, many, places(many, "") ~ /count/ && places(one, "") !~ /count/ ? "{count}" : "") }
		/^msgstr\[[1-9]\] "/ { own = $0; sub(/^msgstr\[[1-9]\] /, "", own); check(own, many, "") }'
}

# Words that depend on the patient's sex and are not left to the gender on file: slashes and "(a)" outside brackets,
# brackets that are not [of a man|of a woman] or [of a man|of a woman|of neither], a Czech participle said to one person.
gendered() {
	msgcat --no-wrap --no-location "$1" | grep '^msgstr' | sed 's/^msgstr\(\[[0-9]\]\)\{0,1\}//; s/\[[^][|]*|[^][|]*\(|[^][|]*\)\{0,1\}\]//g' |
		grep -P '[][|]|\(\p{Ll}{1,2}\)|(?<=\pL)(?<!uk)/(?=\pL)|\bjste \pL+[ln][iay]\b' | sed "s|^|$1: |" || true
}

each() {
	for file in "$folder"/*.po; do
		"$@" "$file"
	done
}

sound() {
	msgfmt --check --output-file=/dev/null "$1" 2>&1 || true
}

# In the template's words, all of them, none other.
complete() {
	{ msgcmp "$1" "$folder/sharedesk.pot" 2>&1 || true; } | grep -v 'fatal error' || true
	msgattrib --only-obsolete --no-wrap "$1" | grep '^#~ msgid' | sed "s|^|$1: |" || true
}

fuzzy() {
	msgattrib --only-fuzzy --no-obsolete --no-wrap "$1" | grep '^msgid ".' | sed "s|^|$1: |" || true
}

plurals() {
	code=$(basename "$1" .po)
	count=$(echo "$forms" | sed -n "s/^$code //p")
	grep -q "^\"Plural-Forms: nplurals=$count;" "$1" || echo "$1: not ${count:-?} plural forms"
	grep -q "^\"Language: $code\\\\n\"" "$1" || echo "$1: its header names another language"
}

review() {
	{ grep -q '^# A draft: it awaits review by a native speaker' "$1" && grep -q '^"X-Review: awaited' "$1"; } ||
		grep -q '^"X-Review: by ' "$1" || echo "$1"
}

rule "$folder/sharedesk.pot is what tools/words makes of the sources: run it" \
	"$(tools/words - | diff "$folder/sharedesk.pot" - | head -20 || true)"
rule "each language has its file" "$(echo "$forms" | cut -d' ' -f1 | while read -r code; do
	[ -r "$folder/$code.po" ] || echo "$code"
done)"
rule "each file is sound" "$(each sound)"
rule "each file has all the words, and none that are no longer said" "$(each complete)"
rule "no translation is a guess" "$(each fuzzy)"
rule "each file has the plural forms of its language" "$(each plurals)"
rule "words that depend on the patient's sex stand in brackets" "$(each gendered)"
rule "each file says that it awaits review by a native speaker, or who reviewed it" "$(each review)"
rule "each translation has the places of the English" "$(each placeholders)"
rules_done
