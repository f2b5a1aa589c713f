#!/bin/sh
# No files that call each other in a circle, no way up between the folders, nothing private to a folder seen from another
# (tests/lint/rooms). Reads what the built libraries define and use, and the includes; and says who alone may include a
# library of others.
#
#	tests/lint/layers.sh [LIBRARY…]      LIBRARY: as built, for what is called; the includes are read without
set -eu
. "$(dirname "$0")/tap.sh"
list=$(dirname "$0")/rooms
src=$(dirname "$0")/../../src

# "model_desk U name" of each symbol that a file uses, "model_desk T name" of each that it defines. What the build makes
# stands as if it were a file of its layer.
symbols() {
	nm -A -g "$@" |
		sed -n 's/^.*[/:]\([^/:]*\)\.c\.o:[0-9a-f ]*\([A-Za-z]\) \(.*\)$/\1 \2 \3/p' | sed 's/^meson-generated_\.\._//'
}

# "model/desk/chart.c model/desk/work.c name": files by their paths, and a symbol of the second that the first uses.
calls() {
	{
		(cd "$src" && find * -name '*.c')
		symbols "$@"
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

# "model/desk/desk.h model/facts/fact.h" of each include of a header of ours, in quotes or in brackets.
includes() {
	(cd "${2:-$src}" && grep -rHE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<].*/' --include="$1" .) |
		sed 's|^\./||; s/:[[:space:]]*#[[:space:]]*include[[:space:]]*["<]/ /; s/[">].*$//' |
		while read -r file header; do [ ! -f "$src/$header" ] || echo "$file $header"; done | sort
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

# Reads the rooms, then ways or files, and prints what breaks the rule asked for: order, place, ways or private.
rooms() {
	awk -v asks="$1" '
		function room(path) {
			sub(/\.[ch]$/, "", path)
			if (path in stands)
				return stands[path]
			return sub("/[^/]*$", "", path) ? path : "."
		}
		function allowed(from, to, above) {
			if (from == to || ((from " " to) in may))
				return 1
			above = to
			while (sub("[^/]*/?$", "", above) && above != "") {
				if ((from " " above) in may)
					return 1
				sub("/$", "", above)
			}
			return 0
		}
		# Whether a file there may include this header of another room.
		function shown(from, header, name, within) {
			name = header
			sub(/^.*\//, "", name)
			sub(/\.h$/, "", name)
			if ((room(header) " " name) in public)
				return 1
			within = within_of[room(header) " " name]
			if (within)
				return index(from, within) == 1
			return !(room(header) in keeps) && name !~ /(^|_)inside$/
		}
		NR == FNR && /^#|^$/ { next }
		NR == FNR && /^[a-z.]/ {
			now = $1
			sub(":$", "", now)
			for (i = 3; i <= NF; i++) {
				may[now " " $i]
				if (asks == "order" && !($i in known) && !(($i) in above))
					print now " sees " $i ", which does not stand below it"
			}
			known[now]
			for (i = split(now, part, "/"); i > 1; i--)
				above[part[1] (i > 2 ? "/" part[2] : "") "/"]
			next
		}
		NR == FNR && $1 ~ /:$/ {
			keeps[now]
			for (i = 2; i <= NF; i++) {
				if ($1 == "public:")
					public[now " " $i]
				else
					within_of[now " " $i] = substr($1, 1, length($1) - 1)
				headers[now "/" $i]
			}
			next
		}
		NR == FNR {
			for (i = 1; i <= NF; i++)
				stands[$i] = now
			next
		}
		asks == "place" && !(room($1) in known) { print $1 " stands in no room of the list" }
		asks == "place" { sub(/\.[ch]$/, ""); seen[$1] }
		asks == "ways" && !allowed(room($1), room($2)) { print room($1) ": " $1 " → " room($2) ": " $2 " " $3 }
		asks == "private" && room($1) != room($2) && !shown($1, $2) {
			print $1 " includes " $2 ", which is private to " room($2)
		}
		END {
			for (name in stands)
				if (asks == "place" && !(name in seen))
					print name " is in the list and is no file"
			for (name in headers)
				if (asks == "place" && !(name in seen))
					print name ".h is in the list and is no file"
		}' "$list" -
}

made=
[ $# = 0 ] || rule "each file calls only what its folder may see, in whatever library that is: see tests/lint/rooms" \
	"$(calls "$@" | rooms ways)"
for library in "$@"; do
	layer=$(basename "$library" .a)
	ways=$(calls "$library")
	made="$made
$(echo "$ways" | cut -d ' ' -f 2)" # what the build makes stands in a room too
	rule "no files of ${layer#lib} call each other in a circle" \
		"$(symbols "$library" | grep -q . || echo "$library holds nothing"; echo "$ways" | circles)"
done
rule "files include only what their folder may see" "$(includes '*.[ch]' | rooms ways)"
rule "a header that is not public is included from its own folder alone" "$(includes '*.[ch]' | rooms private)"
rule "tests include it from the folder that mirrors its own, or from a stage" \
	"$(includes '*.[ch]' "$src/../tests" | grep -v '^[^ ]*stage' | rooms private)"
rule "each file stands in a folder of the list" \
	"$({ (cd "$src" && find * -name '*.[ch]'); echo "$made" | grep . || true; } | sort -u | rooms place |
		{ if [ $# = 0 ]; then grep -v 'is no file$' || true; else cat; fi; })"
rule "each folder sees only those below it" "$(: | rooms order)"
rule "no headers include each other in a circle" "$(includes '*.h' | circles)"

# Headers that no file includes: by the way from src or tests, or from beside whoever includes them.
lonely() {
	(cd "$src/.." && find src tests -name '*.h' && echo includes: &&
		grep -rE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]' --include='*.[ch]' src tests) | awk '
		/^includes:$/ { includes = 1; next }
		!includes { header[$1]; next }
		{
			folder = name = $0
			sub(/:.*/, "", folder)
			sub("[^/]*$", "", folder)
			sub(/^[^"<]*["<]/, "", name)
			sub(/[">].*/, "", name)
			included["src/" name]
			included["tests/" name]
			included["tests/model/" name] # which some tests of the model look into
			included[folder name]
		}
		END {
			for (one in header)
				if (!(one in included))
					print one
		}' | sort
}
rule "each header is included by some file" "$(lonely)"

# "file:line:include", includes without quotes or brackets.
system=$(cd "$src" && find . -name '*.[ch]' | sort | xargs grep -Hn '^[[:space:]]*#[[:space:]]*include' |
	sed 's|^\./||; s|#[[:space:]]*include[[:space:]]*||; s|[<">].*$||2; s|:[[:space:]]*[<"]|:|; s|[">].*$||')

# only HEADERS PLACE : files outside the place that include one of the headers.
only() {
	echo "$system" | grep -E ":($1)$" | grep -vE "^($2)" || true
}

rule "deliver sees the outbox, nothing else of the store" \
	"$(echo "$system" | grep '^deliver/' | grep ':store/' | grep -v ':store/outbox\.h$' || true)"
rule "model includes no file, clock or terminal" \
	"$(echo "$system" | grep '^model/' |
		grep -E ':(stdio|time|unistd|fcntl|locale|dirent|signal|poll|termios|sys/[a-z]*)\.h$' || true)"
rule "only facts/passphrase.c includes libzxcvbn" "$(only 'zxcvbn\.h' 'model/facts/passphrase\.c:')"
rule "only model/desk/totp.c includes liboath" "$(only '(liboath/)?oath\.h' 'model/desk/totp\.c:')"
rule "only ui/term.c, ui/term_cells.c and ui/term_named.c include curses" "$(only '.*curses\.h|term\.h' 'ui/term(_cells|_named)?\.c:')"
rule "only ui/qr.c includes libqrencode" "$(only 'qrencode\.h' 'ui/qr\.c:')"
rule "only store/ includes SQLite" "$(only 'sqlite3\.h' 'store/')"
rule "only exchange/ includes a CSV parser" "$(only 'csv\.h' 'exchange/')"
rule "only exchange/ and deliver/ include a JSON parser" "$(only 'jansson\.h|cJSON\.h|cjson/.*' 'exchange/|deliver/')"
rule "only config/settings.c includes inih" "$(only 'ini\.h' 'config/settings\.c:')"
rule "only deliver/ includes libcurl" "$(only 'curl/.*' 'deliver/')"
rule "only the filters of command/confine.c and their list include libseccomp" "$(only 'seccomp\.h' 'command/confine(_calls\.c|_filter\.h):')"
rule "only print/ includes pango and cairo" "$(only 'pango.*|cairo.*' 'print/')"
rule "only card/ includes p11-kit" "$(only 'p11-kit/.*|pkcs11.*' 'card/')"
rule "only card/ includes OpenSSL" "$(only 'openssl/.*' 'card/')"
rules_done
