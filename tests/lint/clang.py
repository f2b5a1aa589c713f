#!/usr/bin/env python3
"""clang, with its own warnings: it reads every file that a build compiles, and makes nothing of it.

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
SRC = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../src")) + os.sep


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
        return [WHO, "--quiet", entry["file"], "--", *words(entry["command"]), "-w"]
    return [WHO, "-fsyntax-only", "-Werror", "-Wno-unknown-warning-option", *words(entry["command"])]


def read(entry):
    done = subprocess.run(call(entry), cwd=entry["directory"], capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


def is_read(entry):
    path = os.path.abspath(os.path.join(entry["directory"], entry["file"]))
    return path.endswith(".c") and (not TIDY or path.startswith(SRC))


with open(os.path.join(BUILD, "compile_commands.json")) as file:
    entries = [entry for entry in json.load(file) if is_read(entry)]
with ThreadPoolExecutor(os.cpu_count()) as pool:
    found = "".join(pool.map(read, entries))
print(f"{'not ok' if found else 'ok'} 1 - {WHO} reads {len(entries)} files without a warning")
for line in found.splitlines():
    print("#", line)
print("1..1")
sys.exit(bool(found) or not entries)
