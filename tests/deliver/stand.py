"""What the tests of sharedesk-deliver share: a place of their own, certificates, the outbox, TAP.

stand.py is given the same words as each test: SHAREDESK-DELIVER QUEUE SHAREDESK.
"""
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap
from tap import check

DELIVER, QUEUE, DESK = (os.path.realpath(word) for word in sys.argv[1:4])
MOBILE, ADDRESS, CODE = "07700900111", "maureen@patient.example", "271 828"
SECRETS = [MOBILE, MOBILE[1:], ADDRESS, CODE, CODE.replace(" ", ""), "Far Hospitals"]

for name in list(os.environ):
    if name.lower().endswith("_proxy") or name.startswith(("XDG_", "SHAREDESK_DB")):
        del os.environ[name]

place = tempfile.mkdtemp()


def same(words, found, wanted):
    check(words, found == wanted, f"{found!r}, not {wanted!r}")


def has(words, text, part):
    check(words, part in text, f"{part!r} is not in {text!r}")


def done():
    shutil.rmtree(place)
    tap.done()


def write(name, text, mode=0o600):
    path = os.path.join(place, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)
    return path


# --- Certificates ---

def openssl(*words):
    subprocess.run(["openssl", *words], cwd=place, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def authority(name):
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=" + name, "-keyout", name + ".key", "-out", name + ".pem")
    return os.path.join(place, name + ".pem")


def certificate(name, by, names, expired=False):
    """A certificate and its key in one file."""
    write(name + ".ext", "subjectAltName=" + names + "\n")
    openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + name,
            "-keyout", name + ".key", "-out", name + ".csr")
    if expired:
        write(by + ".index", "")
        write(by + ".conf", f"[ca]\ndefault_ca=x\n[x]\ndatabase={by}.index\nrand_serial=yes\nnew_certs_dir=.\n"
              f"default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n")
        openssl("ca", "-batch", "-config", by + ".conf", "-cert", by + ".pem", "-keyfile", by + ".key", "-startdate",
                "20200101000000Z", "-enddate", "20200201000000Z", "-extfile", name + ".ext", "-in", name + ".csr",
                "-out", name + ".crt", "-notext")
    else:
        openssl("x509", "-req", "-in", name + ".csr", "-CA", by + ".pem", "-CAkey", by + ".key", "-CAcreateserial",
                "-days", "1", "-extfile", name + ".ext", "-out", name + ".crt")
    both = "".join(open(os.path.join(place, name + end), encoding="ascii").read() for end in (".crt", ".key"))
    return write(name + ".pem", both)


HERE = "DNS:localhost,IP:127.0.0.1"


# --- The outbox ---

class Desk:
    """A database with an outbox, and sharedesk.ini beside it."""
    count = 0

    def __init__(self, ini):
        Desk.count += 1
        self.folder = os.path.join(place, f"desk{Desk.count}")
        os.mkdir(self.folder)
        self.database = os.path.join(self.folder, "desk.db")
        self.ini = os.path.join(self.folder, "sharedesk.ini")
        with open(self.ini, "w", encoding="utf-8") as file:
            file.write(ini)
        os.chmod(self.ini, 0o600)
        self.said = ""

    def queue(self, channel, fact="f1", seconds=600, to=None):
        to = to or (MOBILE if channel == "sms" else ADDRESS)
        subprocess.run([QUEUE, self.database, fact, channel, to, str(seconds)], check=True)

    def words(self, *more):
        return [DELIVER, "--db", self.database, "--config", self.ini, *more]

    def deliver(self, *more):
        """Once; its exit status. Nothing it says may hold what is secret."""
        run = subprocess.run(self.words(*more), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        self.said = run.stdout + run.stderr
        if any(secret in self.said for secret in SECRETS):
            check("nothing secret is said", False, self.said)
        return run.returncode

    def start(self, *more):
        return subprocess.Popen(self.words(*more), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True)

    def sql(self, text, *values):
        connection = sqlite3.connect(self.database, timeout=20)
        with connection:
            rows = connection.execute(text, values).fetchall()
        connection.close()
        return rows

    def hurry(self):
        """As if the wait, and the claim of a sender that died, were over."""
        self.sql("UPDATE outbox SET next_at = 0, claimed_until = 0 WHERE state = 'queued'")

    def row(self, fact="f1"):
        return self.sql("SELECT state, why, service_id, sealed IS NULL, tries, reference FROM outbox WHERE fact = ?",
                        fact)[0]

    def state(self, fact="f1"):
        return self.row(fact)[0]

    def why(self, fact="f1"):
        return self.row(fact)[1]


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
