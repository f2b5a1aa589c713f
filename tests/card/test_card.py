#!/usr/bin/env python3
"""sharedesk-card with real tokens (SoftHSM 2) and an authority made for the test: test_card.py SHAREDESK-CARD READER"""
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from cards import NOW, SOFTHSM, Authority, Cards

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import check, done

CARD, READER = (os.path.realpath(word) for word in sys.argv[1:3])


class Asked:
    """The program, as the desk runs it."""

    def __init__(self, authority, *more, module=READER):
        self.end, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.end.settimeout(20)
        self.number = 0
        words = [CARD, "module=" + module, "ca-file=" + authority.path("ca.pem"), *more]
        self.child = subprocess.Popen(words, stdin=other)  # pylint: disable=consider-using-with
        other.close()

    def __enter__(self):
        return self

    def __exit__(self, *why):
        self.end.close()
        check("it ends with the desk", self.child.wait(5) == 0)

    def hear(self, *starts):
        """The next line that begins so; those before it are passed over."""
        while True:
            line = self.end.recv(2048).decode()
            if not line or line.startswith(starts):
                return line

    def prove(self, pin="1234", now=NOW):
        """The answer without the number of its asking."""
        self.number += 1
        self.end.send(f"prove {self.number} {now} {pin}".encode())
        word, number, rest = self.hear("proved", "refused").split(" ", 2)
        check("it answers what was asked", int(number) == self.number, number)
        return f"{word} {rest}"


if not SOFTHSM or not shutil.which("softhsm2-util") or not shutil.which("p11tool"):
    print("1..0 # SKIP softhsm2 or gnutls-bin is not installed")
    sys.exit(0)

place = tempfile.mkdtemp()
cards = Cards(place, READER)
ours, other = Authority(place, "Practice CA"), Authority(place, "Another CA")
cards.make("rsa", ours, "/UID=555012345678/CN=Priya S")
cards.make("ec", ours, "/UID=555000000002/CN=Łukasz O", kind="ec")
cards.make("old", ours, "/CN=Old", begins=-300, ends=-1)
cards.make("new", ours, "/CN=New", begins=2)
gone = cards.make("gone", ours, "/CN=Gone")
cards.make("far", other, "/CN=Priya S")
cards.make("wraps", ours, "/CN=Wraps", use="wrapping")
cards.make("many", ours, "/CN=Priya S", use="wrapping")
for number in ("02", "03", "04"):  # in whatever order they are found
    cards.add("many", ours, "/CN=Priya S", number=number, begins=-300, ends=-1)
cards.add("many", ours, "/CN=Priya S", number="05")
cards.add("many", ours, "/CN=Priya S", number="06", use="wrapping")
ours.revoke(gone)
crl, stale = ours.list_revoked("crl.pem"), ours.list_revoked("stale.pem", begins=-30, ends=-2)
others = other.list_revoked("crl.pem")


def refused(words, label, part, *more, **how):
    with Asked(ours, *more) as asked:
        cards.put(label if " " in label else "in " + label)
        asked.hear("in ")
        line = asked.prove(**how)
        check(words, line.startswith("refused ") and part in line, line)


with Asked(ours) as asked:
    check("no card is in", asked.hear("in", "out", "trouble") == "out 0")
    cards.put("in rsa")
    check("one is put in", asked.hear("in", "out", "trouble") == "in 1 Priya S")
    line = asked.prove()
    check("RSA: it signs", line == "proved 1 serial 4F3B of CN=Practice CA\tPriya S", line)
    line = asked.prove(pin="9999")
    check("a wrong PIN, though the last was right", line.startswith("refused That is not the PIN"), line)
    check("right again", asked.prove().startswith("proved 1 "))
    line = asked.prove(pin="")
    check("none", line == "refused Type the PIN of the card.", line)
    line = asked.prove(pin="1" * 300)
    check("one too long", line == "refused Type the PIN of the card.", line)
    asked.end.send(f"prove 71 {NOW} 1234".encode())
    asked.end.send(f"prove 72 {NOW} 9999".encode())
    line = asked.hear("proved", "refused")
    check("one thing at a time", line.startswith("refused 72 The card is being asked"), line)
    line = asked.hear("proved", "refused")
    check("and it has its number", line.startswith("proved 71 "), line)
    cards.put("out")
    check("it is pulled", asked.hear("in", "out", "trouble") == "out 1")
    line = asked.prove()
    check("nothing signs then", line.startswith("refused There is no card"), line)
    cards.put("in ec")
    check("another is put in", asked.hear("in", "out", "trouble") == "in 2 Łukasz O")
    line = asked.prove()
    check("EC: it signs", line == "proved 2 serial 4F3C of CN=Practice CA\tŁukasz O", line)

    cards.put("in many")
    asked.hear("in ")
    line = asked.prove()
    check("of several certificates that which is for signing, and in date", line.startswith("proved 3 serial 4F45 "), line)
    cards.put("in ec")
    asked.hear("in ")

with Asked(ours, "identify-by=uid") as asked:
    line = asked.prove()
    check("known by UID", line == "proved 1 uid 555000000002\tŁukasz O", line)
refused("no UID", "old", "ran out", "identify-by=uid")
refused("no UID in it", "gone", "has no UID", "identify-by=uid")
refused("blocked", "blocked rsa", "is blocked")
refused("one try is left", "last rsa", "one more try", pin="9999")
refused("expired", "old", "The certificate of this card ran out on 17-Nov-2026")
refused("not yet valid", "new", "begins on 20-Nov-2026")
refused("of another authority", "far", "not from the authority")
refused("for another purpose", "wraps", "no certificate for signing")
refused("revoked", "gone", "was revoked", "crl-file=" + crl)
refused("revoked, required", "gone", "was revoked", "crl-file=" + crl, "crl-required=yes")
refused("revoked, by a list out of date", "gone", "was revoked", "crl-file=" + stale)
refused("a list out of date", "rsa", "out of date", "crl-file=" + stale, "crl-required=yes")
refused("a list of another authority", "rsa", "is missing", "crl-file=" + others, "crl-required=yes")
refused("no list", "rsa", "is missing", "crl-file=" + place + "/none", "crl-required=yes")
refused("SHA-1 only", "sha1 rsa", "cannot sign by SHA-256")
refused("a signature that is wrong", "liar rsa", "signature is not that")
refused("SHA-1 that is said to be SHA-256", "older rsa", "signature is not that")

for words, more in (("a list in date", ["crl-file=" + crl, "crl-required=yes"]), ("stale, not required", ["crl-file=" + stale]),
                    ("missing, not required", ["crl-file=" + place + "/none"])):
    with Asked(ours, *more) as asked:
        cards.put("in rsa")
        asked.hear("in ")
        line = asked.prove()
        check(words, line.startswith("proved "), line)
with Asked(ours, "allow-sha1=yes") as asked:
    cards.put("sha1 rsa")
    asked.hear("in ")
    line = asked.prove()
    check("SHA-1, allowed", line.startswith("proved "), line)

for label in ("rsa", "ec"):
    with Asked(ours) as asked:
        cards.put("in " + label)
        asked.hear("in ")
        check("it signs a challenge", asked.prove().startswith("proved "))
        cards.put("replay " + label)
        line = asked.prove()
        check("the next is another: its signature again is none", "signature is not that" in line, line)

with Asked(ours, module=place + "/none.so") as asked:
    line = asked.hear("trouble")
    check("no module", "cannot be loaded" in line, line)
    line = asked.prove()
    check("no module, asked", line.startswith("refused ") and "cannot be loaded" in line, line)

with Asked(ours, "seconds=1") as asked:
    cards.put("in rsa")
    asked.hear("in ")
    began = time.monotonic()
    cards.put("hang")
    line = asked.hear("trouble")
    check("a module that hangs is ended", "does not answer" in line, line)
    check("in its time", time.monotonic() - began < 15)
    cards.put("in rsa")
    line = asked.hear("in ")
    check("a fresh one sees the card, as another", line == "in 2 Priya S", line)
    check("and it signs", asked.prove().startswith("proved 2 "))
    cards.put("hang")
    line = asked.prove()
    check("one that hangs while it is asked", line.startswith("refused ") and "does not answer" in line, line)
    cards.put("in rsa")
    asked.hear("in ")
    cards.put("crash")
    line = asked.hear("trouble")
    check("a module that crashes takes nothing with it", "crashed" in line and asked.child.poll() is None, line)
    cards.put("in rsa")
    check("the next card", asked.hear("in ") == "in 4 Priya S")
    check("signs", asked.prove().startswith("proved 4 "))

shutil.rmtree(place)
done()
