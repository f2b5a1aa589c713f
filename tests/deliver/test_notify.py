#!/usr/bin/python3
"""GOV.UK Notify as it may answer: an HTTPS server on loopback that checks each call and answers by plan."""
import base64
import hashlib
import hmac
import json
import os
import re
import select
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

sys.dont_write_bytecode = True
from stand import ADDRESS, CODE, HERE, MOBILE, SECRETS, Desk, authority, certificate, check, done, has, kill, place, same, write

SERVICE, SECRET = str(uuid.uuid4()), str(uuid.uuid4())
SMS, EMAIL, FROM = str(uuid.uuid4()), str(uuid.uuid4()), str(uuid.uuid4())


def unpad(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def token_fault(header):
    match = re.fullmatch(r"Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)", header or "")
    if not match:
        return "no token"
    signed = (match[1] + "." + match[2]).encode()
    if json.loads(unpad(match[1])) != {"typ": "JWT", "alg": "HS256"}:
        return "header"
    claims = json.loads(unpad(match[2]))
    if claims["iss"] != SERVICE or abs(claims["iat"] - time.time()) > 30:
        return "claims"
    wanted = hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()
    return None if hmac.compare_digest(wanted, unpad(match[3])) else "signature"


class Service(ThreadingHTTPServer):
    """`plan`: what the next POSTs meet; after it all goes well. `taken`: what was taken, by identifier."""
    daemon_threads = True

    def __init__(self, pem):
        super().__init__(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.plan, self.asks, self.taken, self.faults, self.posts, self.gets = [], [], {}, [], 0, []
        self.status, self.reached, self.go_on = "sending", threading.Event(), threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        pass

    @property
    def url(self):
        return f"https://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def answer(self, status, body, length=None, more=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length or len(data)))
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = True

    def refuse(self, status, kind, message):
        self.answer(status, {"status_code": status, "errors": [{"error": kind, "message": message}]})

    def allowed(self):
        fault = token_fault(self.headers["Authorization"])
        if fault:
            self.server.faults.append(fault)
            self.refuse(403, "AuthError", "Invalid token: API key not found")
        return not fault

    def take(self, body):
        name = str(uuid.uuid4())
        self.server.taken[name] = body
        return {"id": name, "reference": body["reference"]}

    def do_POST(self):
        server = self.server
        server.posts += 1
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.allowed():
            return
        body = json.loads(raw)
        body["path"] = self.path
        plan = server.plan.pop(0) if server.plan else "well"
        if plan == "well":
            self.answer(201, self.take(body))
        elif plan == "half":
            self.answer(201, b'{"id": "' + self.take(body)["id"].encode(), length=400)
        elif plan == "half, not taken":
            self.answer(500, b'{"errors', length=400)
        elif plan == "nothing":
            self.take(body)
        elif plan == "garbage":
            self.take(body)
            self.answer(201, b"<html>\xff\xfe you are behind a proxy</html>")
        elif plan == "no id":
            self.answer(201, self.take(body) and {"id": {"a": 1}})
        elif plan == "nasty id":
            self.answer(201, self.take(body) and {"id": "../../v2/x?y=\r\nz: 1"})
        elif plan == "deep":
            self.answer(201, self.take(body) and b"[" * 60000)
        elif plan == "endless":
            self.answer(201, self.take(body) and b" " * 2000000)
        elif plan == "hang":
            time.sleep(3)
        elif plan == "hold":
            self.take(body)
            server.reached.set()
            server.go_on.wait(20)
        elif plan == "elsewhere":
            self.answer(307, {}, more=[("Location", server.url + "/v2/elsewhere")])
        else:
            self.refuse(*plan)

    def do_GET(self):
        server = self.server
        server.gets.append(self.path)
        if not self.allowed():
            return
        asked = urlparse(self.path)
        ask = server.asks.pop(0) if server.asks else None
        if ask is not None:
            self.answer(*ask)
        elif asked.path == "/v2/notifications":
            reference = parse_qs(asked.query)["reference"][0]
            found = [{"id": name, "reference": reference, "status": server.status}
                     for name, body in server.taken.items() if body["reference"] == reference]
            self.answer(200, {"notifications": found, "links": {}})
        else:
            self.answer(200, {"id": asked.path.split("/")[-1], "status": server.status})


ca = authority("ca")
authority("other-ca")
good = certificate("good", "ca", HERE)
service = Service(good)
write("notify.key", f"desk-{SERVICE}-{SECRET}\n")


def desk(url=None, timeout=1, more=""):
    service.plan, service.asks, service.taken, service.posts, service.gets = [], [], {}, 0, []
    service.status = "sending"
    return Desk(f"[send]\nsms = notify\nemail = notify\n[notify]\nurl = {url or service.url}\nkey-file = ../notify.key\n"
                f"sms-template = {SMS}\nemail-template = {EMAIL}\nca-file = ../ca.pem\n{more}"
                f"[deliver]\ntimeout = {timeout}\n")


# --- All goes well ---

d = desk(more=f"sms-sender = {FROM}\n")
d.queue("sms")
d.queue("email", "f2")
same("two messages are sent", d.deliver(), 0)
same("and said to be", d.said, "2 sent, 0 to be tried again, 0 not sent.\n")
text, mail = [body for body in service.taken.values()]
same("the SMS goes to its place", text["path"], "/v2/notifications/sms")
same("to the number", text.get("phone_number"), MOBILE)
same("with the template", text["template_id"], SMS)
same("from the sender set", text.get("sms_sender_id"), FROM)
same("with code, organisation and time for a template that wants them",
     [text["personalisation"][name] for name in ("code", "organisation", "until")], [CODE, "Far Hospitals", "2:30pm"])
has("and the message in all its letters", text["personalisation"]["message"], "તમારો કોડ 271 828 છે.")
same("the e-mail goes to its own", (mail["path"], mail["email_address"], mail["template_id"]),
     ("/v2/notifications/email", ADDRESS, EMAIL))
check("with its subject", mail["personalisation"]["subject"].startswith("Your code — "))
check("an e-mail has no SMS sender", "sms_sender_id" not in mail)
same("every token was right", service.faults, [])
state, why, name, wiped, tries, reference = d.row()
same("the row is sent", (state, why, wiped), ("sent", "", 1))
check("by the service's identifier", name in service.taken)
same("the reference is the row's", service.taken[name]["reference"], reference)
check("the reference holds nothing of the patient, the fact or the code",
      re.fullmatch("[0-9a-f]{16,64}", reference) and not any(part in reference for part in SECRETS), reference)
check("and differs from message to message", text["reference"] != mail["reference"])
check("the sealed text is wiped", d.sql("SELECT sealed FROM outbox") == [(None,), (None,)])
same("a second run sends nothing", (d.deliver(), service.posts), (0, 2))
check("the sender was seen", d.sql("SELECT count(*) FROM setting WHERE name = 'sender-seen'") == [(1,)])

# --- Refused for good ---

for words, plan, says in (
        ("a number that is none", (400, "ValidationError", f"phone_number {MOBILE} is not a valid mobile"),
         "does not take the mobile number on file"),
        ("a team-only key", (400, "BadRequestError", "Can't send to this recipient using a team-only API key"), "team only"),
        ("trial mode", (400, "BadRequestError", "Can't send to this recipient when service is in trial mode"), "trial mode"),
        ("a template that is not there", (400, "BadRequestError", "Template not found"), "template of sharedesk.ini"),
        ("something else", (400, "BadRequestError", f"No, {MOBILE}"), "refused the message (400)"),
        ("a wrong clock", (403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"), "clock"),
        ("a key that is not known", (403, "AuthError", "Invalid token: API key not found"), "key-file")):
    d = desk()
    d.queue("sms")
    service.plan = [plan]
    same(f"{words}: the status says so", d.deliver(), 1)
    same(f"{words}: failed and wiped", (d.state(), d.row()[3]), ("failed", 1))
    has(f"{words}: why, in our words", d.why(), says)

# --- Again, and then well; the service has each message once ---

for words, plan, says, before in (
        ("too many", (429, "RateLimitError", "Exceeded rate limit"), "no more messages", 0),
        ("a fault of the service", (500, "Exception", "Internal server error"), "(500)", 0),
        ("a gateway", (502, "", ""), "(502)", 0),
        ("a time-out", "hang", "did not answer within 1 s", 0),
        ("half an answer", "half", "broke off", 1),
        ("half an answer, not taken", "half, not taken", "broke off", 0),
        ("no answer", "nothing", "broke off", 1),
        ("an answer that is no JSON", "garbage", "no sense", 1),
        ("an answer without an identifier", "no id", "no sense", 1),
        ("an identifier that is an address", "nasty id", "no sense", 1),
        ("an answer too deep", "deep", "no sense", 1),
        ("an answer without end", "endless", "broke off", 1),
        ("a redirect", "elsewhere", "no sense", 0)):
    d = desk()
    d.queue("sms")
    service.plan = [plan]
    same(f"{words}: the status says so", d.deliver(), 1)
    same(f"{words}: still queued, still sealed", (d.state(), d.row()[3]), ("queued", 0))
    has(f"{words}: why", d.why(), says)
    same(f"{words}: taken by then", len(service.taken), before)
    same(f"{words}: not tried again at once", (d.deliver(), service.posts), (0, 1))
    d.hurry()
    same(f"{words}: then it is sent", (d.deliver(), d.state(), d.why()), (0, "sent", ""))
    same(f"{words}: once", len(service.taken), 1)
    check(f"{words}: asked for by reference first", service.gets[:1] == ["/v2/notifications?reference=" + d.row()[5]])

d = desk()
d.queue("sms")
service.plan = [(500, "", "")]
d.deliver()
for words, ask in (("a fault", (500, {})), ("no JSON", (200, b"<html>")), ("another shape", (200, {"notifications": {}})),
                   ("a list of nonsense", (200, {"notifications": [7]})), ("no right", (403, {}))):
    service.asks = [ask]
    d.hurry()
    d.deliver()
    same(f"asked by reference, answered with {words}: nothing is sent", service.posts, 1)
    if d.state() != "queued":
        break

# --- Certificates ---

for words, pem, host in (("another authority", certificate("stranger", "other-ca", HERE), "127.0.0.1"),
                         ("another host", certificate("elsewhere", "ca", "DNS:elsewhere.example"), "127.0.0.1"),
                         ("one that has run out", certificate("old", "ca", HERE, expired=True), "127.0.0.1")):
    bad = Service(pem)
    d = desk(url=f"https://{host}:{bad.server_port}")
    d.queue("sms")
    same(f"a certificate of {words}: the status says so", d.deliver(), 1)
    has(f"a certificate of {words}: why", d.why(), "certificate of GOV.UK Notify is not valid")
    same(f"a certificate of {words}: nothing went out", (d.state(), bad.posts, bad.taken), ("queued", 0, {}))
    bad.shutdown()

# --- An authority of one's own stands in place of the system's ---

SYSTEM = ["unshare", "--mount", "--map-root-user", "sh", "-c", 'mount -t tmpfs none /etc/ssl/certs && cp "$0" '
          '/etc/ssl/certs/ && openssl rehash /etc/ssl/certs && exec "$@"', os.path.join(place, "other-ca.pem")]
trusted = subprocess.run([*SYSTEM, "openssl", "verify", os.path.join(place, "stranger.crt")], capture_output=True)
if trusted.returncode:
    check("the system's authorities do not count beside it # SKIP no folder of the system's can be covered here", True)
else:
    bad = Service(os.path.join(place, "stranger.pem"))
    d = desk(url=bad.url)
    d.queue("sms")
    subprocess.run([*SYSTEM, *d.words()], capture_output=True, timeout=60)
    has("the system's authorities do not count beside it", d.why(), "certificate of GOV.UK Notify is not valid")
    same("and nothing went out", (bad.posts, bad.taken), (0, {}))
    bad.shutdown()

# --- A proxy is what sharedesk.ini says, and nothing else ---


class Proxy(ThreadingHTTPServer):
    """Passes a connection on; `asked`: to where."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Tunnel)
        self.asked = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Tunnel(BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def do_CONNECT(self):
        self.server.asked.append(self.path)
        far = socket.create_connection(self.path.split(":"))
        self.send_response(200)
        self.end_headers()
        ends = {self.connection: far, far: self.connection}
        while ends:
            for end in select.select(list(ends), [], [])[0]:
                data = end.recv(65536)
                if not data:
                    ends = {}
                    break
                ends[end].sendall(data)
        far.close()
        self.close_connection = True


proxy = Proxy()
at = f"http://127.0.0.1:{proxy.server_port}"
for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
    os.environ[name] = at
d = desk()
d.queue("sms")
same("a proxy of the environment is passed over", (d.deliver(), d.state(), proxy.asked), (0, "sent", []))
for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
    del os.environ[name]
d = desk(more=f"proxy = {at}\n")
d.queue("sms")
same("one that is set is taken", (d.deliver(), d.state(), proxy.asked),
     (0, "sent", [f"127.0.0.1:{service.server_port}"] * len(proxy.asked)))
check("and asked", proxy.asked != [])
proxy.shutdown()

closed = Service(good)
closed.shutdown()
closed.server_close()
d = desk(url=closed.url)
d.queue("sms")
d.deliver()
has("nobody there", d.why(), "cannot be reached")

# --- Killed between sending and noting it ---

d = desk(timeout=20)
d.queue("sms")
service.plan = ["hold"]
sender = d.start()
check("the service has it", service.reached.wait(20))
kill(sender)
service.go_on.set()
same("the sender is gone; the row is as it was", (d.state(), len(service.taken)), ("queued", 1))
same("its claim holds for a while", (d.deliver(), service.posts), (0, 1))
d.hurry()
same("the next one asks, and finds it", (d.deliver(), d.state()), (0, "sent"))
same("it was sent once", (service.posts, len(service.taken)), (1, 1))
check("and has its identifier", d.row()[2] in service.taken)

# --- Run out ---

d = desk()
d.queue("sms", seconds=0)
same("a code that has run out is not sent", (d.deliver(), service.posts, d.state(), d.row()[3]), (0, 0, "expired", 1))

# --- Two senders ---

d = desk()
for number in range(6):
    d.queue("sms", f"f{number}")
senders = [d.start() for _ in range(2)]
same("two senders at once both end well", [s.wait(60) for s in senders], [0, 0])
for sender in senders:
    sender.stdout.close()
same("and send each message once", (service.posts, len(service.taken)), (6, 6))

# --- How they fared ---

for status, wanted, says in (("delivered", "delivered", ""), ("permanent-failure", "failed", "no such number"),
                             ("temporary-failure", "failed", "phone is off"), ("technical-failure", "failed", "had a fault"),
                             ("sending", "sent", ""), ("words it never says", "sent", "")):
    d = desk()
    d.queue("sms")
    d.deliver()
    service.status = status
    d.deliver()
    same(f"{status}: {wanted}", d.state(), wanted)
    has(f"{status}: why", d.why(), says)

# --- Watching ---

d = desk()
d.queue("sms")
service.plan = [(500, "", "")]
began = time.monotonic()
watcher = d.start("--watch")
while d.state() != "sent" and time.monotonic() - began < 20:
    time.sleep(0.1)
same("--watch tries again by itself", (d.state(), len(service.taken)), ("sent", 1))
check("after the wait of five seconds", 4 <= time.monotonic() - began < 12, time.monotonic() - began)
service.status = "delivered"
while d.state() != "delivered" and time.monotonic() - began < 30:
    time.sleep(0.1)
same("and hears that it was delivered", d.state(), "delivered")
d.queue("email", "f2")
while d.state("f2") == "queued" and time.monotonic() - began < 40:
    time.sleep(0.1)
check("what is queued meanwhile goes out too", d.state("f2") in ("sent", "delivered"))
asked = time.monotonic()
watcher.send_signal(signal.SIGTERM)
same("it ends when asked to", watcher.wait(20), 0)
check("at once", time.monotonic() - asked < 2)
said = watcher.stdout.read()
watcher.stdout.close()
has("it says what went wrong", said, "A text message is tried again: GOV.UK Notify has a fault of its own (500).")
check("and nothing secret", not any(secret in said for secret in SECRETS), said)

same("every token was right", service.faults, [])
done()
