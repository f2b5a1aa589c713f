#!/bin/sh
# A sender for a play: sharedesk.ini in FOLDER/sharedesk, the key, and a service like GOV.UK Notify on loopback (notify.py).
#
#	tests/tty/sender.sh FOLDER      what it answers stands in FOLDER/service/answer, what it got in FOLDER/service/messages
set -eu
folder=$1
service=$folder/service
mkdir -p "$service" "$folder/sharedesk"
umask 077
echo delivered >"$service/answer"
: >"$service/messages"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
	-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$service/key.pem" -out "$service/cert.pem" 2>"$service/log"
echo "play-11111111-2222-4333-8444-555555555555-66666666-7777-4888-9999-aaaaaaaaaaaa" >"$folder/notify.key"
python3 "$(dirname "$0")/notify.py" "$service" </dev/null >>"$service/log" 2>&1 &
tries=0
until [ -s "$service/port" ]; do
	tries=$((tries + 1))
	[ "$tries" -lt 100 ] || { cat "$service/log"; echo "The service did not start."; exit 1; }
	sleep 0.1
done
cat >"$folder/sharedesk/sharedesk.ini" <<-END
	[send]
	sms = notify
	email = notify
	[notify]
	url = https://localhost:$(cat "$service/port")
	key-file = $folder/notify.key
	sms-template = 4f5f7d0a-3b1c-4b1e-9a52-7d2c5f0e6a11
	email-template = 4f5f7d0a-3b1c-4b1e-9a52-7d2c5f0e6a12
	ca-file = $service/cert.pem
	[deliver]
	timeout = 5
END
