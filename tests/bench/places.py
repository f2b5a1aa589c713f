"""Desks to measure: an invented county taken in, its practice set up, a receptionist hired. The same each time."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

ADMINISTRATOR = ("Sam Reed", "a long enough phrase")
RECEPTION = ("Priya S", "another good phrase")
LARGE = "longlife"  # what finds the patient of make_practice large


@dataclass
class Cost:
	clock: float  # seconds
	processor: float  # seconds, user and system
	memory: float  # MB at most (VmHWM)


@dataclass
class Desk:
	database: str
	told: str  # the county's lines
	lines: int
	imported: Cost
	exported: Cost
	verified: Cost
	reception: tuple = RECEPTION


def big_place():
	"""Where there is room: the usual place may be memory."""
	return os.environ.get("TMPDIR", "/var/tmp")


def call(*words):
	done = subprocess.run(words, capture_output=True, text=True)
	if done.returncode != 0:
		sys.exit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
	return done.stdout


def cost(*words, out="/dev/null"):
	began = time.monotonic()
	child = os.fork()
	if child == 0:
		os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
		os.execv(words[0], words)
	_, status, used = os.wait4(child, 0)
	if status != 0:
		sys.exit(f"{' '.join(words)} failed")
	return Cost(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def add_years(told, count):
	"""Lines of nobody, as the years bring them: a backup, a file that was taken in and a word about a list, so many of each."""
	with open(told) as file:
		organisations = [line.split('"code":"')[1].split('"')[0] for line in file if line.startswith('{"kind":"organisation"')]
	with open(told, "a") as file:
		for number in range(count):
			at = f"20{number // 672 % 26:02}-{number // 56 % 12 + 1:02}-{number // 2 % 28 + 1:02}T{2 + number % 2:02}:30:00Z"
			told_so = f'"at":"{at}","recorded_at":"{at}","by":"timer"'
			file.write(f'{{"kind":"exported","id":"backup-{number:019}",{told_so},"reason":"the whole desk, as a backup"}}\n')
			file.write(f'{{"kind":"imported","id":"file-{number:021}",{told_so},"name":"today.csv","format":"ledger-lines",'
			           f'"hash":"{number:064}","read":"1","taken":"1","first":"1","last":"1"}}\n')
			file.write(f'{{"kind":"standing","id":"list-{number:021}",{told_so},"practice":"C82001",'
			           f'"org":"{organisations[number % len(organisations)]}","standing":"verify"}}\n')


def make_desk(build, place, patients, sort="county", role="receptionist", files=False, years=0):
	"""`sort`: of make_practice. Files are taken in and out before there is staff: signing in costs 64 MB of its own."""
	os.mkdir(place)
	os.umask(0o077)
	os.environ.update(LC_ALL="C.UTF-8", HOME=place)
	desk, told, database, phrase = build + "/src/sharedesk", place + "/told.jsonl", place + "/desk.db", place + "/phrase"
	cost(build + "/tests/bench/make_practice", sort, str(patients), out=told)
	if years:
		add_years(told, years)
	with open(told, "rb") as file:
		lines = sum(1 for _ in file)
	imported = cost(desk, "import", told, "--db", database)
	exported = verified = None
	if files:
		exported = cost(desk, "ledger", "export", place + "/again.jsonl", "--db", database)
		os.remove(place + "/again.jsonl")
		verified = cost(desk, "ledger", "verify", "--db", database)
	for name, words in (("phrase", ADMINISTRATOR[1]), ("reception", RECEPTION[1])):
		with open(f"{place}/{name}", "w") as file:
			file.write(words + "\n")
	call(desk, "init", "--db", database, "--practice", "C82001", "--admin", ADMINISTRATOR[0], "--passphrase-file", phrase)
	call(build + "/tests/command/hire", database, *ADMINISTRATOR, RECEPTION[0], role, RECEPTION[1])
	return Desk(database, told, lines, imported, exported, verified)
