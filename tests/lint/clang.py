#!/usr/bin/env python3
"""clang, with its own warnings: it reads every file that a build compiles, and makes nothing of it.

tests/lint/clang.py BUILD     a build folder, whose compile_commands.json says how each file is compiled
"""
import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

BUILD = sys.argv[1]


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


def read(entry):
    call = ["clang", "-fsyntax-only", "-Werror", "-Wno-unknown-warning-option", *words(entry["command"])]
    done = subprocess.run(call, cwd=entry["directory"], capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


with open(os.path.join(BUILD, "compile_commands.json")) as file:
    entries = [entry for entry in json.load(file) if entry["file"].endswith(".c")]
with ThreadPoolExecutor(os.cpu_count()) as pool:
    found = "".join(pool.map(read, entries))
print(f"{'not ok' if found else 'ok'} 1 - clang reads {len(entries)} files without a warning")
for line in found.splitlines():
    print("#", line)
print("1..1")
sys.exit(bool(found) or not entries)
