#!/bin/sh
# What a file exports, a header of its folder declares and some other file of the programs uses: what only its own file
# uses is static, what only tests use stands in tests/lint/exports with its reason, or in tests/.
#
#	tests/lint/exports.sh LIBRARY… PROGRAM…      PROGRAM: as built, its own objects beside it in PROGRAM.p
set -eu
. "$(dirname "$0")/tap.sh"
list=$(dirname "$0")/exports
src=$(dirname "$0")/../../src

# "model_desk_chart.c T name" of each symbol that a file defines, "… U name" of each that it uses.
symbols=$(for built in "$@"; do
	case $built in
	*.a) nm -A -g "$built" ;;
	*) nm -A -g "$built".p/*.o ;;
	esac
done | sed -n 's/^.*[/:]\([^/:]*\.c\)\.o:[0-9a-f ]*\([A-Za-z]\) \(.*\)$/\1 \2 \3/p')

# "model_desk_chart.c name" of each symbol that no other file names.
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
		NF && !($2 in known)')"
rule "what stands in tests/lint/exports is used by tests alone" \
	"$(for name in $listed; do
		echo "$found" | grep -q " $name\$" || echo "$name: a program uses it, or it is gone"
		grep -rqw "$name" "$(dirname "$0")/.." --include='*.[ch]' || echo "$name: no test uses it"
	done)"
# The files, the words of the headers of each folder, and what each file exports.
rule "what a file exports, a header of its folder declares" "$({
	(cd "$src" && find * -name '*.c')
	echo words:
	(cd "$src" && grep -row '[a-z][a-z0-9_]*' --include='*.h' .) | sed 's|^\./||; s|[^/]*:| |' | sort -u
	echo symbols:
	echo "$symbols"
} | awk '
	/:$/ { part = $1; next }
	part == "words:" { word[$1 $2]; next }
	part == "symbols:" && $2 ~ /[A-TV-Z]/ { exported[$1] = exported[$1] " " $3; next }
	!part { file[$1] }
	END {
		for (one in file) {
			folder = object = one
			sub("[^/]*$", "", folder)
			gsub("/", "_", object)
			n = split(exported[object], name, " ")
			for (i = 1; i <= n; i++)
				if (name[i] != "main" && !((folder name[i]) in word))
					print one ": " name[i]
		}
	}' | sort)"
rule "each of them has its reason" "$(grep -vE '^(#.*|[a-z][a-z0-9_]*: .{12,}|)$' "$list" || true)"
rules_done
