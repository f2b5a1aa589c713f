#!/bin/sh
# What a file exports, the header of its name or of its room declares (tests/lint/headers) and some other file of the programs
# uses: what only its own file uses is static, what only tests use stands in tests/lint/exports with its reason, or in tests/.
#
#	tests/lint/exports.sh LIBRARY… PROGRAM…      PROGRAM: as built, its own objects beside it in PROGRAM.p
set -eu
. "$(dirname "$0")/tap.sh"
list=$(dirname "$0")/exports
headers=$(dirname "$0")/headers
src=$(dirname "$0")/../../src

# "model/desk/chart.c T name" of each symbol that a file defines, "… U name" of each that it uses.
symbols=$({
	(cd "$src" && find * -name '*.c')
	for built in "$@"; do
		case $built in
		*.a) nm -A -g "$built" ;;
		*) nm -A -g "$built".p/*.o ;;
		esac
	done | sed -n 's/^.*[/:]\([^/:]*\.c\)\.o:[0-9a-f ]*\([A-Za-z]\) \(.*\)$/\1 \2 \3/p'
} | awk '
	NF == 1 { object = $1; gsub("/", "_", object); path[object] = $1; next }
	$1 in path { $1 = path[$1] }
	{ print }')

# "model/desk/chart.c name" of each symbol that no other file names.
found=$(echo "$symbols" | awk '
	$2 ~ /[Uw]/ { used[$3]; next }
	{ home[$3] = $1 }
	END {
		for (name in home)
			if (!(name in used) && name != "main")
				print home[name], name
	}' | sort)
listed=$(sed -n 's/^\([a-z][a-z0-9_]*\):.*/\1/p' "$list")
rule "what a file exports is used by another, or stands in tests/lint/exports" \
	"$(echo "$found" | awk -v listed="$listed" '
		BEGIN {
			n = split(listed, name, "\n")
			for (i = 1; i <= n; i++)
				known[name[i]]
		}
		NF && !($2 in known) { print "src/" $1 ": " $2 }')"
rule "what stands in tests/lint/exports is used by tests alone" \
	"$(for name in $listed; do
		echo "$found" | grep -q " $name\$" || echo "$name: a program uses it, or it is gone"
		grep -rqw "$name" "$(dirname "$0")/.." --include='*.[ch]' || echo "$name: no test uses it"
	done)"
# The rooms with their public headers, the headers listed, the files, the words of each header, and what each file exports.
placed=$({
	sed -n 's/^\([a-z.][a-z/]*\):.*/room \1/p; s/^	[a-z/]*:\( .*\)/public\1/p' "$(dirname "$0")/rooms"
	sed -n 's/^\([a-z][a-z0-9_/]*\.h\):.*/listed \1/p' "$headers"
	(cd "$src" && find * -name '*.c' | sed 's/^/file /')
	(cd "$src" && grep -row '[a-z][a-z0-9_]*' --include='*.h' .) | sed 's|^\./|word |; s|\.h:|.h |' | sort -u
	echo "$symbols"
} | awk '
	# Whether this header is the place for what the file exports: of its name or its beginning, of the room, inside.
	function is_its(header, stem, part, n) {
		sub(/\.h$/, "", header)
		n = split(header, part, "/")
		if (header == stem || index(stem, header "_") == 1)
			return 1
		if ((header in public) || part[n] == part[n - 1] || part[n] == "inside")
			return 1
		return sub(/_inside$/, "", header) && index(stem, header) == 1
	}
	function place_of(file, name, n, i, stem, header, last) {
		stem = folder = file
		sub(/\.c$/, "", stem)
		sub("[^/]*$", "", folder)
		last = ""
		n = split(declares[folder name], header, " ")
		for (i = 1; i <= n; i++) {
			if (is_its(header[i], stem))
				return 1
			if (header[i] in listed)
				last = header[i]
		}
		if (last)
			needed[last]
		return last != ""
	}
	$1 == "room" { room = $2 == "." ? "" : $2 "/"; next }
	$1 == "public" { for (i = 2; i <= NF; i++) public[room $i]; next }
	$1 == "listed" { listed[$2]; next }
	$1 == "file" { file[$2]; next }
	$1 == "word" { folder = $2; sub("[^/]*$", "", folder); declares[folder $3] = declares[folder $3] " " $2; next }
	$3 == "main" { delete file[$1]; next }
	$2 ~ /[A-TV-Z]/ { exported[$1] = exported[$1] " " $3; next }
	END {
		for (one in file) {
			n = split(exported[one], name, " ")
			if (!n)
				print "src/" one " exports nothing"
			for (i = 1; i <= n; i++)
				if (!place_of(one, name[i]))
					print "src/" one ": " name[i]
		}
		for (one in listed)
			if (!(one in needed))
				print "tests/lint/headers: " one " is there in vain"
	}' | sort)
rule "what a file exports, the header of its name or of its room declares, or one of tests/lint/headers" "$placed"
# ctags_of EXTENSION KINDS : "name file" of what the files of src and tests with this ending have.
ctags_of() {
	(cd "$src/.." && find src tests -name "*.$1" | sort |
		xargs ctags -x --language-force=C --kinds-C="$2" -D 'must_check=' -D 'printf_like(a,b)=' --_xformat='%N %F')
}

if ctags --version 2>/dev/null | grep -q 'Universal Ctags'; then
	rule "what a header declares is defined" "$({
		echo "$symbols" | awk '$2 ~ /[A-TV-Z]/ { print $3 }'
		ctags_of c fv | grep ' tests/'
		echo headers:
		ctags_of h px | grep '^[a-z]'
	} | awk '
		/^headers:$/ { headers = 1; next }
		!headers { defined[$1]; next }
		!($1 in defined) { print $2 ": " $1 }' | sort -u)"
fi
rule "each row of tests/lint/exports and tests/lint/headers has its reason" \
	"$(grep -hvE '^(#.*|[a-z][a-z0-9_/]*(\.h)?: .{12,}|)$' "$list" "$headers" || true)"
rules_done
