#!/bin/sh
# base ← {config, model}, model ← {store, exchange, ui}; main and command/ wire them; deliver/ and print/ are programs of
# their own.
# Reads the includes.
#
#	tests/lint/layers.sh [SOURCE]      SOURCE: the folder of the layers, default src beside tests
set -eu
. "$(dirname "$0")/tap.sh"
cd "${1:-$(dirname "$0")/../../src}"

# "file:line:include", includes without quotes or brackets.
includes=$(find . -name '*.[ch]' | sort | xargs grep -Hn '^[[:space:]]*#[[:space:]]*include' |
	sed 's|^\./||; s|#[[:space:]]*include[[:space:]]*||; s|[<">].*$||2; s|:[[:space:]]*[<"]|:|; s|[">].*$||')

# sees LAYER ALLOWED… : files of the layer that include another layer's header.
sees() {
	layer=$1
	shift
	echo "$includes" | grep "^$layer/" | grep -E ':(base|config|model|store|exchange|ui|command|deliver|print)/' |
		grep -vE ":($(echo "$layer $*" | tr ' ' '|'))/" || true
}

# only HEADERS PLACE : files outside the place that include one of the headers.
only() {
	echo "$includes" | grep -E ":($1)$" | grep -vE "^($2)" || true
}

rule "base sees no other layer" "$(sees base)"
rule "model sees base only" "$(sees model base)"
rule "store sees model and base only" "$(sees store model base)"
rule "exchange sees model and base only" "$(sees exchange model base)"
rule "ui sees model and base only" "$(sees ui model base)"
rule "config sees base only" "$(sees config base)"
rule "deliver sees config, store, model and base only" "$(sees deliver config store model base)"
rule "deliver sees the outbox, nothing else of the store" \
	"$(echo "$includes" | grep '^deliver/' | grep ':store/' | grep -v ':store/outbox\.h$' || true)"
rule "print sees model and base only" "$(sees print model base)"
rule "command sees all but deliver and print" "$(sees command config exchange ui store model base)"
rule "model includes no file, clock or terminal" \
	"$(echo "$includes" | grep '^model/' |
		grep -E ':(stdio|time|unistd|fcntl|locale|dirent|signal|poll|termios|sys/[a-z]*)\.h$' || true)"
rule "only ui/term.c includes curses" "$(only '.*curses\.h|term\.h' 'ui/term\.c:')"
rule "only ui/qr.c includes libqrencode" "$(only 'qrencode\.h' 'ui/qr\.c:')"
rule "only store/ includes SQLite" "$(only 'sqlite3\.h' 'store/')"
rule "only exchange/ includes a CSV parser" "$(only 'csv\.h' 'exchange/')"
rule "only exchange/ and deliver/ include a JSON parser" "$(only 'jansson\.h' 'exchange/|deliver/')"
rule "only config/settings.c includes inih" "$(only 'ini\.h' 'config/settings\.c:')"
rule "only deliver/ includes libcurl" "$(only 'curl/.*' 'deliver/')"
rule "only command/confine.c includes libseccomp" "$(only 'seccomp\.h' 'command/confine\.c:')"
rule "only print/ includes pango and cairo" "$(only 'pango.*|cairo.*' 'print/')"
rules_done
