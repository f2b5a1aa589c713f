#!/bin/sh
# The kiosk's unit: its exposure is what docs/kiosk.md says, and no more than 2.0; and what it starts is sound.
#
#	test_unit.sh UNIT SCREEN        as the build made them
unit=$1 screen=$2 doc=$(dirname "$0")/../../docs/kiosk.md
seen=0 wrong=0
report() { # WORDS STATUS
	seen=$((seen + 1))
	[ "$2" = 0 ] || wrong=$((wrong + 1))
	[ "$2" = 0 ] && echo "ok $seen - $1" || echo "not ok $seen - $1"
}
skip() {
	seen=$((seen + 1))
	echo "ok $seen - # SKIP $1"
}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

told=$(sed -n 's/.*exposure \*\*\([0-9.]*\)\*\*.*/\1/p' "$doc")
# of an instance, as it is started
cp "$unit" "$place/sharedesk-kiosk@1.service"
if ! command -v systemd-analyze >/dev/null; then
	skip "the exposure of the unit: systemd-analyze is not installed."
elif ! systemd-analyze security --offline=true --no-pager "$place/sharedesk-kiosk@1.service" >"$place/said" 2>&1; then
	skip "the exposure of the unit: systemd-analyze cannot look here: $(head -n 1 "$place/said")"
else
	figure=$(sed -n 's/.*exposure level for [^ ]*: \([0-9.]*\) .*/\1/p' "$place/said")
	echo "# exposure $figure, docs/kiosk.md says $told"
	[ -n "$figure" ] && [ "$figure" = "$told" ]
	report "the exposure is what the document says" $?
	awk -v figure="$figure" 'BEGIN { exit !(figure <= 2.0) }'
	report "the exposure is 2.0 at most" $?
fi

# For screens from small to large: 40 to 60 columns, 12 to 18 rows, and nothing that does not fit.
for frame in 800,600 1024,768 1280,800 1280,1024 1366,768 1920,1080 1920,1200 2560,1440 3840,2160; do
	echo "$frame" >"$place/frame"
	RUNTIME_DIRECTORY=$place SHAREDESK_KIOSK_FRAME=$place/frame sh "$screen" 1 --size >"$place/size"
	awk -v frame="$frame" '{
		split(frame, pixels, ","); split($3, cells, "x")
		wide = int(($1 * 602 + 999) / 1000); high = int(($1 * 1165 + 999) / 1000) + $2
		exit !(cells[1] >= 40 && cells[1] <= 60 && cells[2] >= 12 && cells[2] <= 18 &&
			cells[1] * wide <= pixels[1] && cells[2] * high <= pixels[2])
	}' "$place/size"
	report "$frame: $(cat "$place/size")" $?
done

# Its end is the kiosk's: 0 where staff left, else 1; on a console too.
for status in 0 1 129 143; do
	mkdir -p "$place/bin"
	printf '#!/bin/sh\nexit %s\n' "$status" >"$place/bin/kiosk"
	chmod +x "$place/bin/kiosk"
	RUNTIME_DIRECTORY=$place SHAREDESK_KIOSK_SCREEN=tty SHAREDESK_KIOSK_TTY=null SHAREDESK_KIOSK_COMMAND=$place/bin/kiosk \
		sh "$screen" 1
	[ $? = $((status != 0)) ]
	report "a kiosk that ends with $status" $?
done
# In mlterm, else in xterm.
terminal() { # WORDS TERMINAL, of those that stand in $place/bin
	said=$(PATH=$place/bin RUNTIME_DIRECTORY=$place SHAREDESK_KIOSK_FRAME=$place/frame "$place/bin/sh" "$screen" 1 --inside)
	echo "# $said"
	case $said in "$2 "*"$screen 1 --kiosk") report "$1" 0 ;; *) report "$1" 1 ;; esac
}
ln -s "$(command -v sh)" "$place/bin/sh"
for name in xterm mlterm; do
	printf '#!/bin/sh\necho %s "$@"\n' "$name" >"$place/bin/$name"
	chmod +x "$place/bin/$name"
done
terminal "mlterm where there is one" mlterm
rm "$place/bin/mlterm"
terminal "xterm where there is no mlterm" xterm
echo "1..$seen"
exit $((wrong > 0))
