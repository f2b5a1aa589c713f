#!/bin/sh
# catalogues.sh LANGUAGE.po… : the tables of catalogue.h on standard output. Texts and plural forms of a .po are C as they stand,
# but for words that depend on the patient's sex: [of a man|of a woman], or [of a man|of a woman|of neither], which else is
# "of a man/of a woman". Each language has a table for all, one for women and one for men of the texts that have such words.
set -eu
LC_ALL=C.UTF-8
export LC_ALL

tables() {
	msgattrib --translated --no-fuzzy --no-obsolete --sort-output --no-wrap --no-location "$1" |
		awk -v code="$(basename "$1" .po)" '
			# For a man (1), a woman (2), neither (3).
			function said(text, to, words, n, out) {
				out = ""
				while (match(text, /\[[^][|]*\|[^][]*\]/)) {
					n = split(substr(text, RSTART + 1, RLENGTH - 2), words, "|")
					out = out substr(text, 1, RSTART - 1) (to < 3 ? words[to] : n == 3 ? words[3] : words[1] "/" words[2])
					text = substr(text, RSTART + RLENGTH)
				}
				return out text
			}
			function row(table, words) {
				rows[table] = rows[table] "\t{" english ", {" words "}},\n"
			}
			function entry() {
				if (english == "\"\"" && match(own, /[^n]plural=[^;]*/))
					form = substr(own, RSTART + 8, RLENGTH - 8)
				else if (own != "") {
					row(3, said(own, 3))
					if (own ~ /\[/) { row(1, said(own, 1)); row(2, said(own, 2)) }
				}
				english = plural = own = ""
			}
			/^msgid / { field = "english"; sub(/^msgid /, "") }
			/^msgid_plural / { field = "plural"; sub(/^msgid_plural /, "") }
			/^msgstr/ { field = "own"; sub(/^msgstr[^"]*/, own == "" ? "" : ", ") }
			/^(, )?"/ { if (field == "english") english = english $0; else if (field == "own") own = own $0 }
			/^$/ { entry() }
			END {
				entry()
				print "static size_t form_" code "(unsigned long n)\n{\n\treturn (size_t)(" form ");\n}"
				split("m f all", to, " ")
				for (i = 1; i <= 3; i++)
					if (rows[i] != "") {
						print "static const CatalogueWords words_" code "_" to[i] "[] = {\n" rows[i] "};"
						print "TABLE\t{\"" code (i < 3 ? "-" to[i] : "") "\", words_" code "_" to[i] \
							", countof(words_" code "_" to[i] "), form_" code "},"
					}
			}'
}

echo '#include "command/catalogue.h"'
echo '#include "base/macros.h"'
for po; do
	msgfmt --check --output-file=/dev/null "$po"
done
for po; do
	tables "$po"
done | awk '
	/^TABLE/ { sub(/^TABLE/, ""); listed = listed $0 "\n"; next }
	{ print }
	END { printf "const Catalogue catalogues[] = {\n%s};\n", listed; print "const size_t catalogue_count = countof(catalogues);" }'
