#!/bin/sh
# What the built desk links, and what the model's objects ask of the world. For a build without sanitisers.
#
#	tests/lint/linkage.sh SHAREDESK MODEL_LIBRARY SHAREDESK_DELIVER SHAREDESK_PRINT SHAREDESK_CARD
set -eu
. "$(dirname "$0")/tap.sh"
desk=$1 model=$2 deliver=$3 print=$4 card=$5

rule "the desk links neither libcurl, pango, p11-kit nor OpenSSL" \
	"$(readelf -d "$desk" | grep NEEDED | grep -E 'libcurl|libpango|libcairo|libp11|libcrypto|libssl' || true)"

rule "the program that sends links libcurl and no terminal, picture or list reader" "$({
	readelf -d "$deliver" | grep -q 'NEEDED.*libcurl' || echo "$deliver: libcurl is missing"
	readelf -d "$deliver" | grep NEEDED | grep -E 'ncurses|tinfo|libqrencode|libcsv|libpango|libcairo'
} || true)"

rule "the program that prints links pango and no terminal, network or database" "$({
	readelf -d "$print" | grep -q 'NEEDED.*libpangocairo' || echo "$print: libpangocairo is missing"
	readelf -d "$print" | grep NEEDED | grep -E 'ncurses|tinfo|libqrencode|libcsv|libcurl|libsqlite|libjansson'
} || true)"

rule "the program that asks cards links p11-kit and libcrypto, and no terminal, network or database" "$({
	readelf -d "$card" | grep -q 'NEEDED.*libp11-kit' || echo "$card: libp11-kit is missing"
	readelf -d "$card" | grep -q 'NEEDED.*libcrypto' || echo "$card: libcrypto is missing"
	readelf -d "$card" | grep NEEDED | grep -E 'ncurses|tinfo|libqrencode|libcsv|libcurl|libssl|libsqlite|libjansson'
} || true)"

# Whatever is not here is no business of the model: what names a file, a clock, chance, a terminal, the locale or the
# process. A fortified build asks for __memcpy_chk and friends, a newer C library for __isoc23_strtoll.
defined() {
	nm -g --defined-only "$@" 2>/dev/null | awk 'NF == 3 { print $3 }'
}
rule "the model's objects name the base, memory, text and hashes: no file, clock, chance or terminal" "$({
	defined "$model" "$(dirname "$model")/libbase.a"
	echo uses:
	nm -A -u "$model"
} | awk '
	/^uses:$/ { uses = 1; next }
	!uses { ours[$1]; next }
	{
		name = $NF
		sub(/@.*/, "", name)
		sub(/^__isoc23_/, "", name)
		if (sub(/_chk$/, "", name))
			sub(/^__/, "", name)
	}
	name in ours || name ~ /^(_GLOBAL_OFFSET_TABLE_|__assert_fail|__stack_chk_fail|__errno_location|abort)$/ { next }
	name ~ /^(malloc|calloc|realloc|free|qsort|bsearch|atoi|strtou?ll?)$/ { next }
	name ~ /^(mem(chr|cmp|cpy|move|set)|str(casecmp|chr|cmp|cspn|len|ncasecmp|ncmp|pbrk|rchr|sep|spn|str|tok_r)|explicit_bzero)$/ { next }
	name ~ /^(sodium_(base642bin|bin2base64|bin2hex|hex2bin|init|is_zero|memcmp|memzero|pad|unpad)|crypto_generichash(_final|_init|_update)?)$/ { next }
	name == "ZxcvbnMatch" { next }
	name ~ /^oath_(init|base32_encode|totp_validate4)$/ { next }
	name ~ /^crypto_(sign_(detached|seed_keypair|verify_detached)|kdf_derive_from_key|pwhash_str|pwhash_str_verify|secretbox_easy|secretbox_open_easy)$/ { next }
	{ print }')"

# Relocated constants live in .data.rel.ro: never written once the program runs.
rule "the model keeps nothing between calls" "$(nm -A -f sysv --defined-only "$model" |
	awk -F'|' '$NF ~ /^(\.data|\.bss|\*COM\*|\.tdata|\.tbss)/ && $NF !~ /^\.data\.rel\.ro/ { print $1, $NF }')"
rules_done
