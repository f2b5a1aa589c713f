#!/bin/sh
# No files that call each other in a circle, and no way up between the rooms of the model (tests/lint/rooms). Reads what
# the built libraries define and use, and the includes.
#
#	tests/lint/circles.sh LIBRARY…
set -eu
. "$(dirname "$0")/tap.sh"
list=$(dirname "$0")/rooms
src=$(dirname "$0")/../../src

# "model_desk U name" of each symbol that a file uses, "model_desk T name" of each that it defines. What the build makes
# stands as if it were a file of its layer.
symbols() {
	nm -A -g "$1" |
		sed -n 's/^.*[/:]\([^/:]*\)\.c\.o:[0-9a-f ]*\([A-Za-z]\) \(.*\)$/\1 \2 \3/p' | sed 's/^meson-generated_\.\._//'
}

# "model/desk_chart.c model/work.c name": files by their paths, and a symbol of the second that the first uses.
calls() {
	{
		(cd "$src" && find * -name '*.c')
		symbols "$1"
	} | awk '
		function path(file) {
			if (!(file in paths)) {
				paths[file] = file
				sub("_", "/", paths[file])
			}
			return paths[file] ".c"
		}
		NF == 1 {
			file = $1
			sub(/\.c$/, "", $1)
			gsub("/", "_", file)
			sub(/\.c$/, "", file)
			paths[file] = $1
			next
		}
		$2 ~ /[Uw]/ { users[$3] = users[$3] " " $1; next }
		{ home[$3] = $1 }
		END {
			for (name in users) {
				n = split(users[name], user, " ")
				for (i = 1; name in home && i <= n; i++)
					if (user[i] != home[name])
						print path(user[i]), path(home[name]), name
			}
		}' | sort
}

# "model/desk.h model/key.h" of each include of a header of ours.
includes() {
	(cd "$src" && grep -rH '^#include ".*/' --include="$1" .) | sed 's|^\./||; s/:#include "/ /; s/"$//' | sort
}

# Of ways "FROM TO WHAT", those by which one comes back to where one was.
circles() {
	awk '
		NF {
			if (!(($1 " " $2) in way))
				after[$1] = after[$1] " " $2
			way[$1 " " $2] = way[$1 " " $2] " " $3
		}
		function leads(from, to, seen, queue, first, last, n, i, part) {
			queue[last = 1] = from
			for (first = 1; first <= last; first++) {
				if (queue[first] == to)
					return 1
				n = split(after[queue[first]], part, " ")
				for (i = 1; i <= n; i++)
					if (!(part[i] in seen)) {
						seen[part[i]]
						queue[++last] = part[i]
					}
			}
			return 0
		}
		END {
			for (w in way) {
				split(w, end, " ")
				if (leads(end[2], end[1]))
					print end[1] " → " end[2] way[w]
			}
		}' | sort
}

# Reads the rooms, then ways or files, and prints what breaks the rule asked for: order, place or ways.
rooms() {
	awk -v asks="$1" '
		function room(path, part, n) {
			n = split(path, part, "/")
			if (n > 2)
				return part[2]
			sub(/\.[ch]$/, "", part[2])
			return part[2] in stands ? stands[part[2]] : "?"
		}
		NR == FNR && /^#|^$/ { next }
		NR == FNR && /^[a-z]/ {
			now = $1
			sub(":", "", now)
			for (i = 3; i <= NF; i++) {
				may[now " " $i]
				if (asks == "order" && !($i in known))
					print now " sees " $i ", which does not stand below it"
			}
			known[now]
			next
		}
		NR == FNR {
			for (i = 1; i <= NF; i++)
				stands[$i] = now
			next
		}
		asks == "place" && !(room($1) in known) { print $1 " stands in no room of the list" }
		asks == "place" { sub(/.*\//, ""); sub(/\.[ch]$/, ""); seen[$1] }
		asks == "ways" && room($1) != room($2) && !((room($1) " " room($2)) in may) {
			print room($1) ": " $1 " → " room($2) ": " $2 " " $3
		}
		END {
			for (name in stands)
				if (asks == "place" && !(name in seen))
					print name " is in the list and is no file"
		}' "$list" -
}

for library in "$@"; do
	layer=$(basename "$library" .a)
	ways=$(calls "$library")
	rule "no files of ${layer#lib} call each other in a circle" \
		"$([ -n "$ways" ] || echo "$library: no call was read"; echo "$ways" | circles)"
	[ "$layer" = libmodel ] || continue
	rule "the files of model call only what their room may see" "$(echo "$ways" | rooms ways)"
	rule "the files of model include only what their room may see" \
		"$(includes '*.[ch]' | grep '^model/.* model/' | rooms ways)"
	rule "each file of model stands in a room" "$({
		(cd "$src" && find model -name '*.[ch]')
		echo "$ways" | cut -d ' ' -f 2 # what the build makes stands there too
	} | sort -u | rooms place)"
	rule "each room sees only rooms below it" "$(: | rooms order)"
done
rule "no headers include each other in a circle" "$(includes '*.h' | circles)"
rules_done
