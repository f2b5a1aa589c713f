#!/usr/bin/env python3
"""clang, with its own warnings: it reads every file of src and tests, as a build compiles it, and makes nothing of it.

tests/lint/clang.py BUILD            a build folder, whose compile_commands.json says how each file is compiled
tests/lint/clang.py BUILD --tidy     clang-tidy in its place, for the files of src: what .clang-tidy looks for, some minutes
"""
import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

BUILD = sys.argv[1]
TIDY = sys.argv[2:] == ["--tidy"]
WHO = "clang-tidy" if TIDY else "clang"
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
SRC = os.path.join(ROOT, "src", "")
FUZZ = os.path.join(BUILD, "../fuzz")
PLAIN = "-fno-color-diagnostics"


def words(command):
    """What the compiler was told, without its own name and where its output goes."""
    given = shlex.split(command)
    first = next(i for i, word in enumerate(given) if word.startswith("-"))
    rest = iter(given[first:])
    for word in rest:
        if word in ("-o", "-MQ", "-MF"):
            next(rest)
        elif word != "-MD":
            yield word


def call(entry):
    if TIDY:
        return [WHO, "--quiet", entry["file"], "--", *words(entry["command"]), "-w", PLAIN]
    return [WHO, "-fsyntax-only", "-Werror", "-Wno-unknown-warning-option", *words(entry["command"]), PLAIN]


def read(entry):
    done = subprocess.run(call(entry), cwd=entry["directory"], capture_output=True, text=True)
    above = os.path.join(os.path.relpath(ROOT, entry["directory"]), "")
    said = (done.stdout + done.stderr).replace(above, "").replace(os.path.join(ROOT, ""), "")
    return said if done.returncode else ""


def path_of(entry):
    return os.path.abspath(os.path.join(entry["directory"], entry["file"]))


def asked(*what):
    return subprocess.run(["ninja", "-C", FUZZ, *what], capture_output=True, text=True).stdout


def compiled():
    """What the fuzzers beside this build are made of: clang compiled it as it is now, and a warning is an error there."""
    if TIDY or not os.path.isfile(os.path.join(FUZZ, "build.ninja")) or "no work to do" not in asked("-n", "fuzzers"):
        return set()
    return {os.path.abspath(os.path.join(FUZZ, line)) for line in asked("-t", "inputs", "fuzzers").splitlines()}


def is_read(entry):
    return path_of(entry).endswith(".c") and (not TIDY or path_of(entry).startswith(SRC))


def to_read():
    """Each once, as it is compiled with these definitions."""
    done = compiled()
    once = {}
    for entry in entries:
        if path_of(entry) not in done:
            defined = [word for word in words(entry["command"]) if word.startswith("-D")]
            once.setdefault((path_of(entry), *defined), entry)
    return list(once.values())


def not_compiled():
    """Files that no meson.build names."""
    known = {path_of(entry) for entry in entries}
    for folder in ["src"] if TIDY else ["src", "tests"]:
        for where, _, names in os.walk(os.path.join(ROOT, folder)):
            for path in (os.path.join(where, name) for name in sorted(names) if name.endswith(".c")):
                if path not in known:
                    yield os.path.relpath(path, ROOT)


def rule(number, words_of_it, lines):
    print(f"{'not ok' if lines else 'ok'} {number} - {words_of_it}")
    for line in lines:
        print("#", line)


with open(os.path.join(BUILD, "compile_commands.json")) as file:
    entries = [entry for entry in json.load(file) if is_read(entry)]
with ThreadPoolExecutor(os.cpu_count()) as pool:
    found = "".join(pool.map(read, to_read()))
gone = list(not_compiled())
rule(1, f"{WHO} reads every file without a warning", found.splitlines())
rule(2, "each .c is named by a meson.build", gone)
print("1..2")
sys.exit(bool(found) or bool(gone) or not entries)
