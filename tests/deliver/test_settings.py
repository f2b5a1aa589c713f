#!/usr/bin/python3
"""sharedesk.ini and the files it names, as they may be; and `sharedesk deliver` itself."""
import os
import subprocess
import sys
import uuid

sys.dont_write_bytecode = True
from stand import DELIVER, DESK, Desk, check, done, has, place, same, write

GOOD = (f"[send]\nsms = notify\n[notify]\nurl = https://127.0.0.1:9\nkey-file = ../notify.key\nsms-template = {uuid.uuid4()}\n"
        "[deliver]\ntimeout = 1\n")
KEY = f"desk-{uuid.uuid4()}-{uuid.uuid4()}"
write("notify.key", KEY + "\n")


def refused(words, ini, says, line=None):
    d = Desk(ini)
    d.queue("sms")
    same(f"{words}: refused", d.deliver(), 1)
    has(f"{words}: why", d.said, says)
    check(f"{words}: one sentence that names the file", d.said.count("\n") == 1 and d.said.endswith(".\n") and
          (not line or f"sharedesk.ini, line {line}: " in d.said), d.said)
    same(f"{words}: the message still waits", d.state(), "queued")
    return d


for words, ini, line, says in (
        ("an unknown key", "[send]\nsms = none\ncolour = red\n", 3, 'no key "colour" in [send]'),
        ("an unknown section", "[send]\nsms = none\n[sent]\nsms = none\n", 4, 'no key "sms" in [sent]'),
        ("no section", "sms = none\n", 1, 'no key "sms" in []'),
        ("another sender", "[send]\nsms = pigeon\n", 2, "must be notify or none"),
        ("SMS by mail", "[send]\nsms = smtp\n", 2, "must be notify or none"),
        ("another sender of mail", "[send]\nemail = pigeon\n", 2, "must be notify, smtp or none"),
        ("plain HTTP", "[notify]\nurl = http://127.0.0.1\n", 2, "must begin with https://"),
        ("plain HTTP in capitals", "[notify]\nurl = HTTP://127.0.0.1\n", 2, "must begin with https://"),
        ("no host", "[notify]\nurl = https:////\n", 2, "the name of a host"),
        ("no mail server", "[smtp]\nurl = smtp:///\n", 2, "the name of a host"),
        ("a port of no proxy", "[notify]\nproxy = http://:3128\n", 2, "the name of a host"),
        ("a mail server by HTTP", "[smtp]\nurl = https://mail.example\n", 2, "must begin with smtp:// or smtps://"),
        ("a template that is none", "[notify]\nsms-template = welcome\n", 2, "must be an identifier"),
        ("a sender's name with a blank", "[smtp]\nfrom = Records <a@b.example>\n", 2, "must be one e-mail address"),
        ("a sender at no name", "[smtp]\nfrom = a@[192.0.2.1]\n", 2, "must be one e-mail address"),
        ("no time", "[deliver]\ntimeout = 0\n", 2, "must be a number of seconds"),
        ("too much time", "[deliver]\ntimeout = 61\n", 2, "must be a number of seconds"),
        ("time in words", "[deliver]\ntimeout = ten\n", 2, "must be a number of seconds"),
        ("neither yes nor no", "[card]\ncrl-required = perhaps\n", 2, "must be yes or no"),
        ("old cards, perhaps", "[card]\nallow-sha1 = 1\n", 2, "must be yes or no"),
        ("a card by its colour", "[card]\nidentify-by = colour\n", 2, "must be serial or uid"),
        ("no value", "[send]\nsms =\n", 2, "sms"),
        ("twice", "[send]\nsms = none\nsms = none\n", 3, "is said twice in [send]"),
        ("a line on from the last", "[smtp]\nuser = a\n  b\n", 3, "is said twice"),
        ("no key = value", "[send]\nsms\n", 2, "neither [section] nor key = value"),
        ("a line too long", "[smtp]\nuser = " + "a" * 300 + "\n", 2, "too long")):
    refused(words, ini, says, line)

for words, ini, says in (
        ("no template", "[send]\nsms = notify\n[notify]\nkey-file = k\n", "sms-template in [notify] is missing"),
        ("no key", f"[send]\nsms = notify\n[notify]\nsms-template = {uuid.uuid4()}\n", "key-file in [notify] is missing"),
        ("no template for mail", "[send]\nemail = notify\n[notify]\nkey-file = k\n", "email-template in [notify] is missing"),
        ("no server", "[send]\nemail = smtp\n[smtp]\nfrom = a@b.example\n", "url in [smtp] is missing"),
        ("no sender's address", "[send]\nemail = smtp\n[smtp]\nurl = smtps://b.example\n", "from in [smtp] is missing"),
        ("a user without a password", "[smtp]\nuser = a\n", "password-file in [smtp] is missing"),
        ("a password without a user", "[smtp]\npassword-file = a\n", "user in [smtp] is missing"),
        ("cards of no authority", "[card]\nmodule = m.so\n", "ca-file in [card] is missing"),
        ("an authority without a module", "[card]\nca-file = ca.pem\n", "module in [card] is missing"),
        ("a list that is required and is none", "[card]\nmodule = m.so\nca-file = ca.pem\ncrl-required = yes\n",
         "crl-file in [card] is missing"),
        ("no sender at all", "[send]\nsms = none\n", "No sender is set up: "),
        ("an empty file", "", "No sender is set up: ")):
    refused(words, ini, says)

d = Desk(GOOD + "[notify]\nsms-sender = sk-very-secret\n")
d.queue("sms")
d.deliver()
check("a value is never repeated: it may be a secret in the wrong place", "very-secret" not in d.said, d.said)

# --- Files that others can read or change ---

os.chmod(os.path.join(place, "notify.key"), 0o644)
refused("a key that others can read", GOOD, "notify.key can be read by others: run chmod 600 on it.")
os.chmod(os.path.join(place, "notify.key"), 0o640)
refused("a key that a group can read", GOOD, "notify.key can be read by others: run chmod 600 on it.")
write("notify.key", "", 0o600)
refused("an empty key", GOOD, "is empty: its first line must be the key of GOV.UK Notify.")
write("notify.key", "x" * 600, 0o600)
refused("a key without end", GOOD, "longer than 511 bytes")
os.remove(os.path.join(place, "notify.key"))
refused("a key that is not there", GOOD, "notify.key: No such file or directory.")
write("notify.key", "no key at all\n", 0o600)
d = Desk(GOOD)
d.queue("sms")
same("a key that is none: said of the message", (d.deliver(), d.state()), (1, "failed"))
has("a key that is none: why", d.why(), "its name and two identifiers")
check("and not shown", "no key at all" not in d.said + d.why())
write("notify.key", KEY + "\n", 0o600)

d = Desk(GOOD)
d.queue("sms")
os.chmod(d.ini, 0o666)
same("settings that others can change: refused", d.deliver(), 1)
has("settings that others can change: why", d.said, "can be changed by others: run chmod 600 on it.")

# --- Databases and keys of desks ---

d = Desk(GOOD)
same("no database: refused", d.deliver(), 1)
check("no database: none is made", not os.path.exists(d.database) and d.said.count("\n") == 1, d.said)
d = Desk(GOOD)
d.queue("sms")
os.remove(os.path.join(d.folder, "desk.key"))
same("no desk.key: refused", d.deliver(), 1)
has("no desk.key: why", d.said, "desk.key is not there")
check("no desk.key: none is made", not os.path.exists(os.path.join(d.folder, "desk.key")))
with open(os.path.join(d.folder, "desk.key"), "wb") as file:
    file.write(b"k" * 32)
os.chmod(os.path.join(d.folder, "desk.key"), 0o600)
same("another desk.key: the message cannot be opened", (d.deliver(), d.state()), (1, "failed"))
has("another desk.key: why", d.why(), "desk.key is not the one it was sealed with")

d = Desk("[send]\nemail = smtp\n[smtp]\nurl = smtps://127.0.0.1:9\nfrom = a@b.example\n")
d.queue("sms")
same("a text message, where only mail is sent", (d.deliver(), d.state()), (1, "failed"))
has("why", d.why(), "No sender is set up for this")

# --- The command ---

HOME = os.path.join(place, "home")
os.makedirs(os.path.join(HOME, ".config/sharedesk"))
ENVIRONMENT = dict(os.environ, HOME=HOME, SHAREDESK_DB=d.database)


def run(program, *words, **more):
    ran = subprocess.run([program, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                         env=dict(ENVIRONMENT, **more))
    return ran.returncode, ran.stdout, ran.stderr


status, out, said = run(DESK, "deliver")
same("sharedesk deliver without settings", (status, out), (1, ""))
check("says that no sender is set up, and where", said.startswith("sharedesk deliver: No sender is set up: ") and
      ".config/sharedesk/sharedesk.ini is not there" in said and said.count("\n") == 1, said)
status, out, said = run(DESK, "deliver", XDG_CONFIG_HOME=os.path.join(place, "xdg"))
has("XDG_CONFIG_HOME says where", said, "xdg/sharedesk/sharedesk.ini is not there")
with open(os.path.join(HOME, ".config/sharedesk/sharedesk.ini"), "w", encoding="utf-8") as file:
    file.write("[send]\nemail = smtp\n[smtp]\nurl = smtps://127.0.0.1:9\nfrom = a@b.example\n")
same("with settings, and nothing that waits", run(DESK, "deliver"), (0, "0 sent, 0 to be tried again, 0 not sent.\n", ""))
status, out, said = run(DESK, "deliver", "--help")
has("--help", out, "usage: sharedesk deliver [--watch]")
same("a word too many", run(DESK, "deliver", "now")[0], 2)
same("an option that is none", run(DESK, "deliver", "--quickly")[0], 2)
has("its version names libcurl", run(DELIVER, "--version")[1], "libcurl/")

example = os.path.join(os.path.dirname(os.path.realpath(__file__)), "../../assets/sharedesk.ini.example")
status, out, said = run(DELIVER, "--config", example)
check("the example is right but for the files that it names", status == 1 and "notify.key: No such file" in said, said)
done()
