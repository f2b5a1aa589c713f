#!/usr/bin/env python3
"""One dialect of C in all of src and tests, where .clang-format has no word for it. What breaks a rule is printed.

tests/lint/dialect.py [ROOT]
"""
import os
import re
import sys

os.chdir(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))

WORDS = "return if for while switch else do goto case default break continue".split()
DECLARATION = re.compile(
    r"(?:(?:static|const|unsigned|signed|long|short|struct|enum|union|volatile)\s+)*"
    r"[A-Za-z_]\w*(?:\s+(?:const|int|long|char))?\s+\*{0,3}(?:const\s+)?[A-Za-z_]\w*\s*(?:=|;|,|\[)")
RULES = {
    "sizeof of an expression has no brackets": re.compile(r"\bsizeof\(\*\w"),
    "&& and || end a line": re.compile(r"^\s+(&&|\|\|) "),
    "what frees itself says so first: scoped(f) T x": re.compile(r"^\t+(const )?\w+( \w+)? \*?scoped\("),
    "sections are headed /* --- so --- */": re.compile(r"^/\* ──"),
}


def begins_block(line):
    return (re.match(r"^[ \t]*(.*[^=] )?\{$", line) and
            not re.search(r"=\s*\{$|\b(struct|enum|union)\b[^()]*\{$", line))


def is_declaration(line):
    text = line.strip()
    word = re.match(r"\w+", text)
    return bool(word) and word[0] not in WORDS and (text.startswith("scoped(") or bool(DECLARATION.match(text)))


def ends(line):
    return bool(re.search(r";(\s*/\*.*\*/)?$", line))


def blank_after_declarations(lines, at):
    """The number of the blank line after the declarations that begin the block at `at`, or None."""
    i = at + 1
    while i < len(lines):
        if not lines[i]:
            return i + 1 if i > at + 1 else None
        if not is_declaration(lines[i]):
            return None
        while i < len(lines) and lines[i] and not ends(lines[i]):
            i += 1
        i += 1
    return None


def begins_once(lines):
    """A header's first line that is no comment and not empty."""
    text = re.sub(r"/\*.*?\*/", "", "\n".join(lines), flags=re.S).split("\n")
    return next((line.strip() for line in text if line.strip()), "") == "#pragma once"


ONCE = "a header begins with #pragma once"
found = {rule: [] for rule in [ONCE, *RULES, "no blank line after declarations"]}
seen = 0
for root in ("src", "tests"):
    for folder, _, names in os.walk(root):
        for name in sorted(names):
            if not name.endswith((".c", ".h")):
                continue
            seen += 1
            path = os.path.join(folder, name)
            lines = open(path, encoding="utf-8").read().split("\n")
            for number, line in enumerate(lines, 1):
                for rule, pattern in RULES.items():
                    if pattern.search(line):
                        found[rule].append(f"{path}:{number}: {line.strip()}")
            if name.endswith(".h") and not begins_once(lines):
                found[ONCE].append(path)
            if name.endswith(".c"):
                for at, line in enumerate(lines):
                    blank = begins_block(line) and blank_after_declarations(lines, at)
                    if blank:
                        found["no blank line after declarations"].append(f"{path}:{blank}")
for number, (rule, places) in enumerate(found.items(), 1):
    print(f"{'not ok' if places else 'ok'} {number} - {rule}")
    for place in places:
        print("#", place)
print(f"1..{len(found)}")
sys.exit(any(found.values()) or not seen)
