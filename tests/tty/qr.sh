#!/bin/sh
# Can a telephone read the QR on the screen? Shows recorded terminal bytes in xterm, takes a picture of it, and has a
# barcode reader read it.
#
#	tests/tty/qr.sh BYTES COLSxROWS TEXT    BYTES: what the program sent to its terminal, up to the QR standing there
#	                                        TEXT: what the QR must say
#
# Status 77 where a tool is missing. GROUND=light: on a light ground.
set -eu
bytes=$1 size=$2 text=$3

command -v zbarimg >/dev/null || {
	echo "The QR was not read: zbarimg is not installed."
	exit 77
}

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cat >"$place/read" <<-END
	#!/bin/sh
	exec zbarimg --quiet --raw -Sdisable -Sqrcode.enable '$place/picture.png' >'$place/text' 2>/dev/null
END
chmod +x "$place/read"

status=0
"$(dirname "$0")/picture.sh" "$bytes" "$size" "$place/picture.png" "$place/read" || status=$?
[ "$status" != 77 ] || exit 77
if [ "$status" != 0 ]; then
	[ -z "${SHAREDESK_KEEP:-}" ] || cp "$place/picture.png" "$SHAREDESK_KEEP"
	echo "No QR could be read from the screen."
	exit 1
fi
[ "$(cat "$place/text")" = "$text" ] && exit 0
echo "The QR says \"$(cat "$place/text")\", not \"$text\"."
exit 1
