#!/bin/sh
# Prints a C header with the statements of the file named as argument (statements.sql says how it is written):
# STATEMENTS(X), an X(NAME, SHAPE, "sql") each.
set -eu

echo '#define STATEMENTS(X) \'
awk '
	function stop(why) {
		printf "%s: %s\n", FILENAME, why > "/dev/stderr"
		failed = 1
		exit 1
	}
	function finish(   word, at) {
		if (name && !sql)
			stop(name " says nothing")
		for (word in texts)
			while ((at = index(sql, word)))
				sql = substr(sql, 1, at - 1) texts[word] substr(sql, at + length(word))
		if (sql ~ /[{}]/)
			stop("an unknown {word} in " name)
		gsub(/"/, "\\\"", sql)
		if (name)
			printf "\tX(%s, %s, \"%s\") \\\n", toupper(name), toupper(shape), sql
		name = sql = ""
	}
	/^-- [{][a-z]+[}] = / {
		word = $2
		sub(/^-- [{][a-z]+[}] = /, "")
		texts[word] = $0
		next
	}
	/^-- [a-z_]+: [a-z_]+$/ {
		finish()
		name = substr($2, 1, length($2) - 1)
		shape = $3
		next
	}
	/^--/ || /^$/ { next }
	!name { stop("line " FNR " belongs to no statement") }
	{ sql = sql (sql ? " " : "") $0 }
	END {
		if (!failed)
			finish()
		exit failed
	}
' "$1"
echo
