#!/usr/bin/env python3
"""Cards for tests: an authority and tokens of SoftHSM 2, made in a folder and gone with it. No key is kept in the tree.

All dates are of a clock that stands still at NOW; only what is asked to be of today is (`today`), and outcomes alone are
looked at. As a program it makes one folder for a play:

	cards.py                        says where the module of SoftHSM 2 is
	cards.py end FOLDER             ends the one sharedesk-card that was told of that folder, by its number
	cards.py FOLDER READER NAME…    a card for each name, labelled by it without blanks, PIN 1234, and sharedesk.ini
"""
import os
import signal
import subprocess
import sys
import time

NOW = 1795000000  # 2026-11-18
PIN, SO_PIN = "1234", "87654321"
PLACES = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
          "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"]
SOFTHSM = next((path for path in PLACES if os.path.exists(path)), None)


def run(*words, **more):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stdout}")
    return done.stdout


def stamp(seconds):
    return time.strftime("%Y%m%d%H%M%SZ", time.gmtime(seconds))


DAY = 24 * 60 * 60


class Authority:
    """One that gives out certificates; the files of openssl ca stand in a folder of its own."""

    def __init__(self, folder, name, now=NOW):
        self.at, self.now = os.path.join(folder, name), now
        os.mkdir(self.at)
        for file, text in (("index", ""), ("serial", "4F3A\n"), ("crlnumber", "01\n"), ("index.attr", "unique_subject = no\n")):
            self.write(file, text)
        self.write("conf", f"""
[ca]
default_ca = this
[this]
dir = {self.at}
database = {self.at}/index
serial = {self.at}/serial
crlnumber = {self.at}/crlnumber
new_certs_dir = {self.at}
certificate = {self.at}/ca.pem
private_key = {self.at}/ca.key
default_md = sha256
policy = anything
unique_subject = no
preserve = yes
[anything]
commonName = supplied
userId = optional
[signing]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
[wrapping]
basicConstraints = critical, CA:FALSE
keyUsage = critical, keyEncipherment
[top]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[req]
distinguished_name = nothing
[nothing]
""")
        run("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", self.path("ca.key"), "-out",
            self.path("ca.csr"), "-subj", f"/CN={name}", "-config", self.path("conf"))
        run("openssl", "ca", "-batch", "-selfsign", "-config", self.path("conf"), "-in", self.path("ca.csr"), "-out",
            self.path("ca.pem"), "-notext", "-extensions", "top", "-startdate", stamp(now - 400 * DAY), "-enddate",
            stamp(now + 4000 * DAY))

    def path(self, name):
        return os.path.join(self.at, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def certify(self, key, subject, out, begins=-10, ends=700, use="signing"):
        run("openssl", "req", "-new", "-utf8", "-key", key, "-out", self.path("csr"), "-subj", subject, "-config",
            self.path("conf"))
        run("openssl", "ca", "-batch", "-config", self.path("conf"), "-in", self.path("csr"), "-out", out, "-notext",
            "-extensions", use, "-startdate", stamp(self.now + begins * DAY), "-enddate", stamp(self.now + ends * DAY))

    def revoke(self, certificate):
        run("openssl", "ca", "-config", self.path("conf"), "-revoke", certificate)

    def list_revoked(self, name, begins=-1, ends=30):
        run("openssl", "ca", "-config", self.path("conf"), "-gencrl", "-out", self.path(name), "-crl_lastupdate",
            stamp(self.now + begins * DAY), "-crl_nextupdate", stamp(self.now + ends * DAY))
        return self.path(name)


class Cards:
    """A folder of tokens, and the environment in which a module sees them."""

    def __init__(self, folder, reader):
        self.at = folder
        os.makedirs(os.path.join(folder, "tokens"))
        self.file = os.path.join(folder, "reader")
        with open(os.path.join(folder, "softhsm2.conf"), "w", encoding="utf-8") as file:
            file.write(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = os.path.join(folder, "softhsm2.conf")
        os.environ["SHAREDESK_READER"] = self.file
        os.environ["SHAREDESK_READER_MODULE"] = SOFTHSM
        os.environ["GNUTLS_PIN"] = PIN
        self.reader = reader
        self.put("out")

    def put(self, words):
        """What the reader is to show: written beside, and put in its place."""
        with open(self.file + ".new", "w", encoding="utf-8") as file:
            file.write(words + "\n")
        os.rename(self.file + ".new", self.file)

    def make(self, label, authority, subject, kind="rsa", **more):
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", SO_PIN)
        return self.add(label, authority, subject, kind, **more)

    def add(self, label, authority, subject, kind="rsa", number="01", **more):
        """A key and its certificate on that card."""
        key, certificate = (os.path.join(self.at, f"{label}{number}.{end}") for end in ("key", "pem"))
        how = ["rsa", "-pkeyopt", "rsa_keygen_bits:2048"] if kind == "rsa" else ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
        run("openssl", "genpkey", "-algorithm", *how, "-out", key)
        authority.certify(key, subject, certificate, **more)
        run("softhsm2-util", "--import", key, "--token", label, "--pin", PIN, "--id", number, "--label", "signing")
        run("p11tool", "--provider", SOFTHSM, "--login", "--write", "--load-certificate", certificate, "--id", number,
            "--label", "signing", "--no-mark-private", f"pkcs11:token={label}")
        os.remove(key)
        return certificate


def end(folder):
    wanted = f"ca-file={folder}/authority/ca.pem".encode()
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{number}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
            with open(f"/proc/{number}/stat", encoding="utf-8") as file:
                parent = file.read().rsplit(")", 1)[1].split()[1]
            with open(f"/proc/{parent}/cmdline", "rb") as file:
                of_desk = b"sharedesk-card" not in file.read()
        except OSError:
            continue
        if wanted in words and of_desk:
            os.kill(int(number), signal.SIGKILL)
            return
    sys.exit("there is no such sharedesk-card")


def main():
    if sys.argv[1:2] == ["end"]:
        end(sys.argv[2])
        return
    if len(sys.argv) == 1:
        print(SOFTHSM)
        return
    folder, reader, names = sys.argv[1], os.path.realpath(sys.argv[2]), sys.argv[3:]
    cards = Cards(folder, reader)
    today = Authority(folder, "authority", int(time.time()))
    for name in names:
        cards.make(name.replace(" ", ""), today, f"/CN={name}")
    with open(os.path.join(folder, "sharedesk.ini"), "w", encoding="utf-8") as file:
        file.write(f"[card]\nmodule = {reader}\nca-file = {today.path('ca.pem')}\n")
    os.chmod(os.path.join(folder, "sharedesk.ini"), 0o600)


if __name__ == "__main__":
    main()
