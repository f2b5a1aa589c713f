#!/bin/sh
# catalogues.sh LANGUAGE.po… : the tables of catalogue.h on standard output. Texts and plural forms of a .po are C as they stand.
set -eu
LC_ALL=C.UTF-8
export LC_ALL

echo '#include "command/catalogue.h"'
echo '#include "base/macros.h"'
for po; do
	msgfmt --check --output-file=/dev/null "$po"
	msgattrib --translated --no-fuzzy --no-obsolete --sort-output --no-wrap --no-location "$po" |
		awk -v code="$(basename "$po" .po)" '
			function entry() {
				if (english == "\"\"" && match(own, /[^n]plural=[^;]*/))
					form = substr(own, RSTART + 8, RLENGTH - 8)
				else if (own != "")
					print "\t{" english ", {" own "}},"
				english = plural = own = ""
			}
			BEGIN { print "static const CatalogueWords words_" code "[] = {" }
			/^msgid / { field = "english"; sub(/^msgid /, "") }
			/^msgid_plural / { field = "plural"; sub(/^msgid_plural /, "") }
			/^msgstr/ { field = "own"; sub(/^msgstr[^"]*/, own == "" ? "" : ", ") }
			/^(, )?"/ { if (field == "english") english = english $0; else if (field == "own") own = own $0 }
			/^$/ { entry() }
			END {
				entry()
				print "};"
				print "static size_t form_" code "(unsigned long n)\n{\n\treturn (size_t)(" form ");\n}"
			}'
done

echo 'const Catalogue catalogues[] = {'
for po; do
	code=$(basename "$po" .po)
	echo "	{\"$code\", words_$code, countof(words_$code), form_$code},"
done
echo '};'
echo 'const size_t catalogue_count = countof(catalogues);'
