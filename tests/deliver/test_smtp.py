#!/usr/bin/python3
"""A practice's mail server as it may answer: aiosmtpd on loopback, with STARTTLS, TLS from the start, or neither."""
import email
import email.policy
import logging
import re
import socket
import ssl
import sys
import threading
import time
import warnings
from email.utils import parsedate_to_datetime

logging.disable()  # of aiosmtpd: what it meets here is what is tested
warnings.simplefilter("ignore", DeprecationWarning)  # of aiosmtpd itself
try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult
except ImportError:
    print("1..0 # SKIP python3-aiosmtpd is not installed")
    raise SystemExit(77)

sys.dont_write_bytecode = True
from stand import ADDRESS, HERE, Desk, authority, certificate, check, done, has, same, write


class Post:
    """What the server does with a message: `replies` to RCPT and DATA by turn, then takes it."""

    def __init__(self):
        self.taken, self.rcpt, self.data, self.slow, self.clear = [], [], [], 0, False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        time.sleep(self.slow)
        if self.data:
            return self.data.pop(0)
        self.clear |= server.transport.get_extra_info("sslcontext") is None
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


def context(pem):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(pem)
    return made


def login(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (b"records", b"a pass word")
    return AuthResult(success=right, handled=right)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server(Controller):
    """`scheme` as in sharedesk.ini."""

    def __init__(self, post, scheme="smtp", **more):
        super().__init__(post, hostname="127.0.0.1", port=free_port(), **more)
        self.start()
        self.url = f"{scheme}://127.0.0.1:{self.port}"


authority("ca")
authority("other-ca")
good = certificate("good", "ca", HERE)
write("password", "a pass word\n")
post = Post()
starttls = Server(post, tls_context=context(good), require_starttls=True, auth_required=True, authenticator=login)
USER = "user = records\npassword-file = ../password\n"


def desk(url, timeout=5, more=USER):
    post.__init__()
    return Desk(f"[send]\nemail = smtp\n[smtp]\nurl = {url}\nfrom = records@practice.example\nca-file = ../ca.pem\n"
                f"{more}[deliver]\ntimeout = {timeout}\n")


# --- All goes well ---

for words, url, more in (("STARTTLS", starttls.url, USER),
                         ("TLS from the start", Server(post, "smtps", ssl_context=context(good)).url, "")):
    d = desk(url, more=more)
    d.queue("email")
    same(f"{words}: it is sent", (d.deliver(), d.state(), d.row()[3]), (0, "sent", 1))
    check(f"{words}: not in the clear", not post.clear)
    sender, to, raw = post.taken[0]
    same(f"{words}: from and to", (sender, to), ("records@practice.example", [ADDRESS]))
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    same(f"{words}: the subject in all its letters", mail["Subject"],
         "Your code — તમારો કોડ — Twój kod, Zażółć gęślą jaźń, for the Infirmary of Łódź")
    same(f"{words}: the text too", mail.get_content().replace("\r\n", "\n").rstrip("\n"),
         "Far Hospitals asks to see your record.\n\nYour code is 271 828, until 2:30pm.\nતમારો કોડ 271 828 છે.")
    same(f"{words}: headers", (mail["From"], mail["To"], mail["Auto-Submitted"], mail["MIME-Version"],
                               mail.get_content_type(), mail.get_content_charset()),
         ("records@practice.example", ADDRESS, "auto-generated", "1.0", "text/plain", "utf-8"))
    same(f"{words}: named by the reference", mail["Message-ID"], f"<{d.row()[5]}@practice.example>")
    check(f"{words}: dated now", abs(parsedate_to_datetime(mail["Date"]).timestamp() - time.time()) < 60, mail["Date"])
    check(f"{words}: pure ASCII, short lines, nothing folded wrongly",
          raw.isascii() and all(len(line) <= 76 for line in raw.split(b"\r\n")) and b"\n" not in raw.replace(b"\r\n", b""), raw)
    check(f"{words}: encoded words of at most 75 characters",
          all(len(word) <= 75 for word in re.findall(rb"=\?.*?\?=", raw)))
    same(f"{words}: a second run sends nothing", (d.deliver(), len(post.taken)), (0, 1))

# --- Refused, busy ---

for words, at, reply, says in (
        ("a mailbox that is not there", "rcpt", "550 5.1.1 <" + ADDRESS + "> unknown", "does not take the e-mail address"),
        ("a message that is refused", "data", "554 5.7.1 No", "refused the message (554)")):
    d = desk(starttls.url)
    d.queue("email")
    getattr(post, at).append(reply)
    same(f"{words}: failed and wiped", (d.deliver(), d.state(), d.row()[3]), (1, "failed", 1))
    has(f"{words}: why, in our words", d.why(), says)

for words, at, reply, says in (("a full mailbox", "rcpt", "452 4.2.2 Full", "busy (452)"),
                               ("a busy server", "data", "451 4.3.0 Later", "busy (451)")):
    d = desk(starttls.url)
    d.queue("email")
    getattr(post, at).append(reply)
    same(f"{words}: still queued", (d.deliver(), d.state(), d.row()[3]), (1, "queued", 0))
    has(f"{words}: why", d.why(), says)
    d.hurry()
    same(f"{words}: then it is sent", (d.deliver(), d.state(), len(post.taken)), (0, "sent", 1))

d = desk(starttls.url, timeout=1)
d.queue("email")
post.slow = 2
same("a time-out: tried again", (d.deliver(), d.state()), (1, "queued"))
has("a time-out: why", d.why(), "The mail server did not answer within 1 s")
time.sleep(1.5)

write("wrong", "another word\n")
d = desk(starttls.url, more=USER.replace("password-file = ../password", "password-file = ../wrong"))
d.queue("email")
same("a wrong password: failed", (d.deliver(), d.state()), (1, "failed"))
has("a wrong password: why", d.why(), "does not take the user and password")

# --- Never in the clear ---

plain = Server(post)
for words, more in (("no STARTTLS", ""), ("no STARTTLS, with a password", USER)):
    d = desk(plain.url, more=more)
    d.queue("email")
    same(f"{words}: not sent", (d.deliver(), d.state(), post.taken), (1, "queued", []))
    has(f"{words}: why", d.why(), "The mail server offers no encryption (STARTTLS): nothing was sent.")

for words, pem in (("another authority", certificate("stranger", "other-ca", HERE)),
                   ("another host", certificate("elsewhere", "ca", "DNS:elsewhere.example")),
                   ("one that has run out", certificate("old", "ca", HERE, expired=True))):
    for scheme, how in (("smtp", {"tls_context": context(pem), "require_starttls": True}),
                        ("smtps", {"ssl_context": context(pem)})):
        try:
            bad = Server(post, scheme, **how)
        except Exception:  # the controller tries its own server, whose certificate is bad
            continue
        d = desk(bad.url, more="")
        d.queue("email")
        same(f"{scheme}, a certificate of {words}: not sent", (d.deliver(), d.state(), post.taken), (1, "queued", []))
        has(f"{scheme}, a certificate of {words}: why", d.why(), "certificate of the mail server is not valid")


# --- A server that breaks off, at each step ---

def half(lines):
    """Answers the first commands, then closes; without TLS it gets no further than EHLO."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = server.accept()
        file = connection.makefile("rw", encoding="latin-1", newline="")
        for line in lines:
            file.write(line)
            file.flush()
            file.readline()
        connection.close()
        server.close()

    threading.Thread(target=serve, daemon=True).start()
    return f"smtp://127.0.0.1:{server.getsockname()[1]}"


for words, lines in (("nothing", []), ("half a greeting", ["22"]), ("no greeting of mail", ["HTTP/1.0 200 OK\r\n"]),
                     ("half a list", ["220 mail\r\n", "250-mail\r\n250-STAR"]),
                     ("STARTTLS, then no TLS", ["220 mail\r\n", "250-mail\r\n250 STARTTLS\r\n", "220 go\r\n"]),
                     ("STARTTLS, then more in the clear",
                      ["220 mail\r\n", "250-mail\r\n250 STARTTLS\r\n", "220 go\r\n250 come in\r\n"]),
                     ("busy from the start", ["421 4.3.2 later\r\n"])):
    d = desk(half(lines), more="", timeout=2)
    d.queue("email")
    same(f"{words}: tried again", (d.deliver(), d.state()), (1, "queued"))
    check(f"{words}: one sentence says why", re.fullmatch(r"[A-Z][^\n]+\.", d.why()), d.why())

# --- Addresses that would say more ---

for words, to in (("a header", "a@b.example>\r\nBcc: <c@d.example"), ("a line end", "a@b.example\nBcc: c@d.example"),
                  ("two", "a@b.example,c@d.example"), ("no @", "maureen"), ("a blank", "a b@c.example"),
                  ("a name", "M <a@b.example>"), ("other letters", "zażółć@b.example"), ("an option", "a@b.example> SIZE=1")):
    d = desk(starttls.url)
    d.queue("email", to=to)
    same(f"an address with {words}: refused, nothing sent", (d.deliver(), d.state(), post.taken), (1, "failed", []))
    check(f"an address with {words}: not repeated", to not in d.said + d.why())

done()
