#!/bin/sh
# The commands of docs/sign-in.md for smartcards, as printed and in order, in a home of their own; then the card that they make signs.
#
#	test_guide.sh SHAREDESK-CARD DOCS/SIGN-IN.MD
set -eu
card=$1 guide=$2 here=$(cd "$(dirname "$0")" && pwd)
if ! command -v softhsm2-util >/dev/null || ! command -v p11tool >/dev/null || [ ! -e /usr/lib/softhsm/libsofthsm2.so ]; then
	echo "1..0 # SKIP softhsm2 or gnutls-bin is not installed"
	exit 0
fi
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
sed '1,/^## Smartcard$/d' "$guide" | sed -n '/^```sh$/,/^```$/{/^```/d;p}' >"$home/commands"
wrong=0
say() {
	[ "$1" = ok ] || wrong=1
	echo "$1 $2 - $3"
}
echo 1..3
ran=ok
HOME=$home sh -eu "$home/commands" >"$home/log" 2>&1 || ran="not ok"
[ "$ran" = ok ] || sed 's/^/# /' "$home/log"
say "$ran" 1 "the commands are run"
said=$(SOFTHSM2_CONF=$home/cards/softhsm2.conf "$here/ask.py" "$card" "$home/.config/sharedesk/sharedesk.ini" 1234 2>&1 | tail -n 1) || true
case $said in
"proved 1 serial "*" of CN=Cards of the practice	Priya S") say ok 2 "the card signs" ;;
*) say "not ok" 2 "the card signs: $said" ;;
esac
if [ -e "$home/cards/priya.key" ]; then say "not ok" 3 "the key is on the card alone"; else say ok 3 "the key is on the card alone"; fi
[ "$wrong" = 0 ]
