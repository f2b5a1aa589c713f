#!/usr/bin/python3
"""A passphrase is asked for on a terminal: however the program is left there, the terminal shows again what is typed.

    test_hush.py SHAREDESK
"""
import os
import pty
import select
import shutil
import signal
import sys
import tempfile
import termios
import time

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import check, done

desk = os.path.abspath(sys.argv[1])
place = tempfile.mkdtemp(prefix="sharedesk-hush-")
database = os.path.join(place, "desk.db")
INIT = ("init", "--practice", "C82001", "--name", "Small Surgery", "--system", "systmone", "--admin", "Ada")
PATIENCE = 30


def shell(words, news, orders, ignored):
    """What a shell does of jobs: the program in front, told of when it stops or ends, brought back in front when asked."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for number in (signal.SIGTTOU, signal.SIGTSTP, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)  # whatever who runs this test passes over
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)
        os.execv(desk, [desk, *words, "--db", database])
    os.write(news, b"%d\n" % child)
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        os.tcsetpgrp(0, os.getpgrp())
        if not os.WIFSTOPPED(status):
            os.write(news, b"ended %d\n" % os.waitstatus_to_exitcode(status))
            os._exit(0)
        os.write(news, b"stopped %d\n" % os.WSTOPSIG(status))
        os.read(orders, 1)
        os.tcsetpgrp(0, child)
        os.kill(child, signal.SIGCONT)


class Job:
    def __init__(self, *words, ignored=()):
        self.said = b""
        news, tell = os.pipe()
        orders, self.order = os.pipe()
        self.leader, self.glass = pty.fork()
        if self.leader == 0:
            shell(words, tell, orders, ignored)
        os.close(tell)
        os.close(orders)
        self.news = os.fdopen(news, buffering=1)
        self.child = int(self.news.readline())

    def hears(self, words):
        """Until it says the words, and hides what is typed where it asks."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if select.select([self.glass], [], [], 0.05)[0]:
                try:
                    self.said += os.read(self.glass, 4096)
                except OSError:
                    return False
            if words in self.said:
                self.said = self.said.partition(words)[2]
                return True
        return False

    def shows(self, wanted):
        end = time.monotonic() + PATIENCE
        while self.echo() != wanted and time.monotonic() < end:
            time.sleep(0.02)
        return self.echo() == wanted

    def echo(self):
        return bool(termios.tcgetattr(self.glass)[3] & termios.ECHO)

    def asked(self, words):
        return self.hears(words) and self.shows(False)

    def type(self, data):
        os.write(self.glass, data)

    def next(self):
        return self.news.readline().strip() if select.select([self.news], [], [], PATIENCE)[0] else "nothing"

    def go_on(self):
        os.write(self.order, b"f")

    def close(self):
        for process in (self.child, self.leader):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        os.close(self.glass)
        os.waitpid(self.leader, 0)


def ends():
    for name, typed in (("INT", b"\x03"), ("QUIT", b"\x1c"), ("TERM", None), ("HUP", None)):
        job = Job(*INIT)
        number = getattr(signal, "SIG" + name)
        asked = job.asked(b"administrator:")
        if typed:
            job.type(typed)
        else:
            os.kill(job.child, number)
        got = job.next()
        check(f"SIG{name} ends it, and the terminal shows again what is typed",
               asked and got == f"ended {-number}" and job.echo(), (asked, got, job.echo()))
        job.close()


def stops():
    job = Job(*INIT)
    asked = job.asked(b"administrator:")
    for stop in (signal.SIGTSTP, signal.SIGSTOP, signal.SIGTSTP):
        if stop == signal.SIGTSTP:
            job.type(b"\x1a")
        else:
            os.kill(job.child, stop)
        got = job.next()
        shown = job.echo()
        check(f"{stop.name} stops it", asked and got == f"stopped {int(stop)}", (asked, got))
        if stop == signal.SIGTSTP:
            check("and the terminal shows what is typed", shown)
        settings = termios.tcgetattr(job.glass)
        settings[3] |= termios.ECHO
        termios.tcsetattr(job.glass, termios.TCSANOW, settings)
        job.go_on()
        asked = job.asked(b"administrator:")
        check("brought back it asks again, unseen", asked, job.said)
    job.type(b"three plain words\n")
    job.hears(b"again:")
    job.shows(False)
    job.type(b"three plain words\n")
    got = job.next()
    check("and takes the answer", got == "ended 0", (got, job.said))
    check("then the terminal shows what is typed", job.echo())
    job.close()


def ignores():
    job = Job("ledger", "verify", "--as", "Ada", ignored=(signal.SIGHUP,))
    asked = job.asked(b"Passphrase of Ada:")
    os.kill(job.child, signal.SIGHUP)
    job.type(b"three plain words\n")
    got = job.next()
    check("a signal that it was told to pass over is passed over", asked and got == "ended 0", (asked, got, job.said))
    job.close()
    job = Job("ledger", "verify", "--as", "Ada")
    asked = job.asked(b"Passphrase of Ada:")
    job.type(b"\x03")
    got = job.next()
    check("so is signing in left", asked and got == "ended -2" and job.echo(), (asked, got, job.echo()))
    job.close()


try:
    ends()
    stops()
    ignores()
finally:
    shutil.rmtree(place)
done()
