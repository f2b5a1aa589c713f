#!/bin/sh
# Every file of settings that is shipped, given to the program that reads it: one that it refuses would stop it on the
# practice's machine. What xterm and mlterm read is tried on a screen (tests/tty/kiosk_xterm.sh, kiosk_terminal.sh), what
# sharedesk-deliver reads in tests/deliver/test_settings.py.
#
#	test_shipped.sh KIOSK_UNIT DELIVER_UNIT BACKUP_UNIT BACKUP_TIMER SSHD_KIOSK SSHD_DESK SUDOERS        as the build made them
kiosk_unit=$1 deliver_unit=$2 backup_unit=$3 backup_timer=$4
shift 4
assets=$(dirname "$0")/../../assets
seen=0 wrong=0
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
PATH=$PATH:/usr/sbin:/sbin

# report WORDS FAULT
report() {
	seen=$((seen + 1))
	[ -z "$2" ] && echo "ok $seen - $1" && return
	wrong=$((wrong + 1))
	echo "not ok $seen - $1"
	echo "$2" | sed 's/^/# /'
}
skip() {
	seen=$((seen + 1))
	echo "ok $seen - $1 # SKIP $2"
}

# --- sshd: each by itself, and all together ---

takes() { # WORDS FILE…
	words=$1
	shift
	cat "$@" >"$place/sshd"
	report "$words" "$("$daemon" -t -f "$place/sshd" -h "$place/key" 2>&1 || echo "sshd refuses it")"
}
# holds WORDS USER SETTING… : as sshd takes them for this user
holds() {
	words=$1 user=$2
	shift 2
	said=$("$daemon" -T -f "$place/sshd" -h "$place/key" -C "user=$user,host=h,addr=192.0.2.1" 2>&1)
	for setting; do
		echo "$said" | grep -Eiqx "$setting" || echo "not: $setting"
	done >"$place/lacks"
	report "$words" "$(cat "$place/lacks")"
}
daemon=$(command -v sshd)
files=
for file; do case $file in *sshd-*) files="$files $file" ;; esac; done
if [ -n "$daemon" ] && command -v ssh-keygen >/dev/null; then
	ssh-keygen -q -t ed25519 -N '' -f "$place/key"
	[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
	for file in $files; do
		takes "sshd takes $(basename "$file")" "$file"
	done
	# shellcheck disable=SC2086 # words
	takes "sshd takes both" $files
	for user in kiosk sharedesk; do
		holds "$user: one program, a key that root keeps, and no way round" "$user" 'forcecommand /.*/sharedesk .*--db .*' \
			'authenticationmethods publickey' 'authorizedkeysfile /etc/ssh/sharedesk/%u' 'disableforwarding yes' \
			'permituserrc no' 'permittunnel no' 'permituserenvironment no' 'maxsessions 1'
	done
	holds "others are as they were" other 'forcecommand none' 'disableforwarding no'
else
	skip "sshd takes its files" "sshd is not installed"
fi

# --- sudo ---

for file; do
	case $file in *sudoers-*) ;; *) continue ;; esac
	if command -v visudo >/dev/null; then
		cp "$file" "$place/sudoers"
		chmod 440 "$place/sudoers"
		report "sudo takes $(basename "$file")" "$(visudo -c -f "$place/sudoers" 2>&1 | grep -v 'parsed OK')"
	else
		skip "sudo takes its file" "sudo is not installed"
	fi
done

# --- systemd ---

if command -v systemd-analyze >/dev/null; then
	for unit in "$kiosk_unit" "$deliver_unit" "$backup_unit" "$backup_timer"; do
		name=$(basename "$unit" | sed 's/@/@1/')
		# of an instance, and of a program that is there
		sed 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' "$unit" >"$place/$name"
		said=$(systemd-analyze verify --man=no --generators=no "$place/$name" 2>&1 | grep -F "$place")
		report "systemd takes $name" "$said"
	done
else
	skip "systemd takes its units" "systemd-analyze is not installed"
fi
# logind only complains into the journal: the names that it knows stand in it.
logind=/lib/systemd/systemd-logind
if [ -x "$logind" ]; then
	report "logind knows what its file sets" "$(sed -n 's/^\([A-Za-z0-9]*\)=.*/\1/p' "$assets/kiosk/logind-kiosk.conf" |
		while read -r name; do grep -aq "Login\.$name" "$logind" || echo "$name: it does not know that"; done)"
else
	skip "logind knows what its file sets" "logind is not installed"
fi

# --- Xorg: where it can take no screen away ---

if command -v Xorg >/dev/null && [ ! -e /dev/dri ] && [ ! -e /sys/class/graphics/fb0 ]; then
	timeout 20 Xorg :77 -configdir "$(realpath "$assets/kiosk/xorg.conf.d")" -logfile "$place/log" >/dev/null 2>&1
	report "Xorg takes its folder" "$(grep -q 'Using config directory' "$place/log" || echo "it was not read"
		grep -iE 'parse error|problem parsing|is not a valid|unable to locate/open config' "$place/log")"
else
	skip "Xorg takes its folder" "Xorg is not installed, or has a screen here"
fi
echo "1..$seen"
exit $((wrong > 0))
