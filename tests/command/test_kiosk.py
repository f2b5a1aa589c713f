#!/usr/bin/python3
"""The real kiosk on a terminal of its own: nothing that is typed, sent or taken away ends it but what should.

    test_kiosk.py SHAREDESK
"""
import fcntl
import os
import pty
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import check, done

desk = os.path.abspath(sys.argv[1])
place = tempfile.mkdtemp(prefix="sharedesk-kiosk-")
database = os.path.join(place, "desk.db")


def run(*words):
    return subprocess.run([desk, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=30)


class Kiosk:
    """One run of it; `said` grows as it draws."""

    def __init__(self, *words):
        self.said, self.wide = b"", False
        self.child, self.glass = pty.fork()
        if self.child == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(desk, [desk, "kiosk", "--db", database, *words])
        self.size(24, 80)
        self.listen(3, b"language")

    def size(self, rows, cols):
        fcntl.ioctl(self.glass, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def listen(self, seconds, until=None):
        """Reads for so long, or until it says the words; true if it has."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if until and until in self.said:
                return True
            if select.select([self.glass], [], [], 0.1)[0]:
                try:
                    self.said += os.read(self.glass, 65536)
                except OSError:
                    return False
        return until is not None and until in self.said

    def type(self, data):
        """All of it, listening meanwhile: a terminal that nobody reads from fills up."""
        end = time.monotonic() + 60
        os.set_blocking(self.glass, False)
        while data and time.monotonic() < end:
            if select.select([], [self.glass], [], 0.2)[1]:
                try:
                    data = data[os.write(self.glass, data[:4096]):]
                except BlockingIOError:
                    pass
            if select.select([self.glass], [], [], 0)[0]:
                os.read(self.glass, 65536)
        os.set_blocking(self.glass, True)
        return not data

    def status(self, name):
        with open(f"/proc/{self.child}/status") as lines:
            for line in lines:
                if line.startswith(name + ":"):
                    return line.split(":", 1)[1].strip()
        return ""

    def lives(self):
        """Running, not stopped, and it answers: another size is drawn anew."""
        if os.waitpid(self.child, os.WNOHANG)[0] or self.status("State")[:1] not in "SRD":
            return False
        self.listen(0.2)
        self.said = b""
        self.wide = not self.wide
        self.size(24, 81 if self.wide else 80)
        return self.listen(5, b"\x1b[")

    def ended(self, seconds=5):
        """The exit status, or None while it runs."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        return None

    def kill(self):
        try:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
            os.close(self.glass)
        except (OSError, ChildProcessError):
            pass


def presence():
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as base:
        return base.execute("SELECT number, state, patient FROM kiosk ORDER BY number").fetchall()


def practice():
    secret = os.path.join(place, "passphrase")
    with open(os.open(secret, os.O_CREAT | os.O_WRONLY, 0o600), "w") as out:
        out.write("three plain words\n")
    made = run("init", "--db", database, "--practice", "C82001", "--name", "Small Surgery", "--system", "systmone",
               "--admin", "Ada", "--passphrase-file", secret)
    if made.returncode:
        print("Bail out! " + made.stderr)
        sys.exit(1)
    os.unlink(secret)


def refusals():
    global database
    nowhere = run("kiosk", "--db", database)
    check("no terminal: refused", nowhere.returncode == 2 and "terminal" in nowhere.stderr, nowhere.stderr)
    for words, what in ((["--number", "0"], b"from 1 to 99"), (["--number", "one"], b"from 1 to 99")):
        kiosk = Kiosk(*words)
        check(f"kiosk {' '.join(words)}: refused", kiosk.ended() == 1 and what in kiosk.said, kiosk.said[-200:])
        kiosk.kill()
    there, database = database, os.path.join(place, "none.db")
    kiosk = Kiosk()
    check("no database: refused, and none is made", kiosk.ended() == 1 and not os.path.exists(database), kiosk.said[-200:])
    kiosk.kill()
    database = there


def limits():
    kiosk = Kiosk("--number", "7")
    check("it starts", kiosk.lives(), kiosk.said[-300:])
    check("desks see it", presence() == [("7", "idle", None)], presence())
    filtered = kiosk.status("Seccomp")
    check("system calls are filtered", filtered == "2", filtered)
    if os.geteuid() == 0:
        folder = f"/proc/{kiosk.child}/fd"
        held = {os.path.basename(os.readlink(os.path.join(folder, name))) for name in os.listdir(folder)}
        check("it holds no desk.key open, but a lock of its own", "desk.key" not in held and "kiosk.lock" in held, held)
    check("it can have no new rights", kiosk.status("NoNewPrivs") == "1")
    leaks = os.path.basename(desk) and "libasan" in subprocess.run(["ldd", desk], capture_output=True, text=True).stdout
    if not leaks:
        with open(f"/proc/{kiosk.child}/limits") as lines:
            held = [line.split()[-3:-1] for line in lines if line.startswith(("Max processes", "Max core"))]
        check("no core, no further process", all("0" in line for line in held) and len(held) == 2, held)
    kiosk.kill()


def keys():
    kiosk = Kiosk()
    for name, data in (
        ("Ctrl-C, Ctrl-Z, Ctrl-\\, Ctrl-D, Ctrl-S, Ctrl-Q", b"\x03\x1a\x1c\x04\x13\x11" * 20),
        ("every control character", bytes(range(1, 32)) * 20),
        ("F1 to F12, with Shift, Ctrl and Alt", b"".join(
            b"\x1b[%d;%d~" % (n, m) for m in range(1, 9) for n in (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24))),
        ("sequences that are cut off", b"\x1b[\x1b]\x1bP\x1b[<0;1\x1b[200~\x1b[1;\x1bO\x1b"),
        ("mouse reports from nowhere", b"".join(b"\x1b[<%d;%d;%dM\x1b[<%d;%d;%dm" % (b, c, r, b, c, r)
                                                for b in (0, 1, 2, 64, 65, 255) for c in (0, 1, 500) for r in (0, 40, 900))),
        ("bytes that are no UTF-8", bytes(range(128, 256)) * 20),
    ):
        typed = kiosk.type(data)
        check(f"it goes on after {name}", typed and kiosk.lives(), kiosk.said[-200:])
    began = time.monotonic()
    typed = kiosk.type(b"\x1b[200~" + b"sh\n'$(id)' \x03\x1b[A1\r" * 60000 + b"\x1b[201~")
    check("a paste of 1 MB", typed and kiosk.lives(), f"{time.monotonic() - began:.1f} s")
    print(f"# took {time.monotonic() - began:.1f} s")
    kiosk.kill()


def numbers():
    """Two of one number would take each other's patients over."""
    first, second = Kiosk(), Kiosk()
    check("a second kiosk 1 is refused", second.ended() == 1 and b"Kiosk 1 is open already" in second.said, second.said[-200:])
    check("the first goes on", first.lives())
    other = Kiosk("--number", "2")
    check("kiosk 2 stands beside it", other.lives(), other.said[-200:])
    for kiosk in (first, second, other):
        kiosk.kill()
    again = Kiosk()
    check("its number is free when it has ended", again.lives(), again.said[-200:])
    again.kill()


def signals():
    kiosk = Kiosk()
    for name in ("INT", "QUIT", "TSTP", "TTIN", "TTOU", "USR1", "USR2", "ALRM", "PIPE", "VTALRM", "PROF", "IO", "URG", "CONT"):
        os.kill(kiosk.child, getattr(signal, "SIG" + name))
    for number in range(signal.SIGRTMIN, signal.SIGRTMAX + 1):
        os.kill(kiosk.child, number)
    check("signals that would end or stop it wait", kiosk.lives(), kiosk.status("State") if os.path.exists(
        f"/proc/{kiosk.child}") else "gone")
    for rows, cols in ((1, 1), (1, 200), (60, 1), (0, 0), (500, 500), (30, 100)):
        kiosk.size(rows, cols)
        kiosk.listen(0.2)
    check("resized to 1x1 and back", kiosk.lives())
    kiosk.kill()


def ends():
    for what, end, status in (
        ("SIGTERM ends it", lambda k: os.kill(k.child, signal.SIGTERM), 128 + signal.SIGTERM),
        ("SIGHUP ends it", lambda k: os.kill(k.child, signal.SIGHUP), 128 + signal.SIGHUP),
        ("a closed terminal ends it", lambda k: os.close(k.glass), 128 + signal.SIGHUP),
    ):
        kiosk = Kiosk()
        end(kiosk)
        got = kiosk.ended()
        check(what, got == status, f"status {got}")
        kiosk.kill()
    check("the ledger is whole", run("ledger", "verify", "--db", database).returncode in (0, 1))


def guards(kiosk):
    """The processes that it has beside it."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as stat:
                fields = stat.read().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z" and int(fields[1]) == kiosk.child:
            found.append(int(name))
    return found


def gone(process):
    for _ in range(100):
        try:
            with open(f"/proc/{process}/stat") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def door():
    """Passphrases are looked at by a process of its own, with no more rights than the kiosk."""
    def leave(kiosk, passphrase):
        kiosk.said = b""
        kiosk.type(b"\x1b[21~")
        kiosk.listen(5, b"for staff")
        kiosk.type(b"Ada\r" + passphrase + b"\r")

    kiosk = Kiosk()
    beside = guards(kiosk)
    check("one process stands beside it", len(beside) == 1, beside)
    with open(f"/proc/{beside[0]}/status") as lines:
        held = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    check("its calls are filtered too", (held["Seccomp"], held["NoNewPrivs"]) == ("2", "1"), held)
    leave(kiosk, b"a wrong passphrase")
    check("a wrong passphrase is refused", kiosk.listen(5, b"not the passphrase"), kiosk.said[-300:])
    kiosk.type(b"three plain words\r")
    got = kiosk.ended()
    check("the right one ends the kiosk", got == 0, f"status {got}")
    check("and what stood beside it", gone(beside[0]))
    kiosk.kill()
    kiosk = Kiosk()
    beside = guards(kiosk)
    os.kill(kiosk.child, signal.SIGKILL)
    check("it ends with a kiosk that is killed", gone(beside[0]))
    kiosk.kill()
    kiosk = Kiosk()
    os.kill(guards(kiosk)[0], signal.SIGKILL)
    leave(kiosk, b"three plain words")
    check("without it nobody leaves, and it is said", kiosk.listen(5, b"start the kiosk anew"), kiosk.said[-300:])
    kiosk.kill()


def demo():
    """The kiosk of the demo: its ticket is told, the demo's passphrase ends it, and nothing of it stays."""
    os.environ["TMPDIR"] = place
    child, glass = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(desk, [desk, "demo", "kiosk"])
    kiosk = Kiosk.__new__(Kiosk)
    kiosk.child, kiosk.glass, kiosk.said, kiosk.wide = child, glass, b"", False
    check("the demo's kiosk says its ticket", kiosk.listen(20, b"ticket "), kiosk.said[-300:])
    kiosk.type(b"\x1b[21~")
    kiosk.listen(5, b"for staff")
    kiosk.type(b"\rdemo demo demo\r")
    kiosk.listen(2)
    got = kiosk.ended()
    check("its passphrase ends it", got == 0, f"status {got}")
    check("its folder is gone", not [name for name in os.listdir(place) if name.startswith("sharedesk-demo-")])
    kiosk.kill()


try:
    demo()
    practice()
    refusals()
    limits()
    keys()
    numbers()
    signals()
    door()
    ends()
finally:
    shutil.rmtree(place, ignore_errors=True)
done()
