#!/usr/bin/env python3
"""One dialect of C in all of src and tests, where .clang-format has no word for it, and sorted lists of the files of src.
What breaks a rule is printed.

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
# Types begin with a capital, but for those of the C library.
TYPE = (r"(?:const |struct |enum |union |unsigned |long )*"
        r"(?:[A-Z]|(?:\w+_(?:t|stmt)|int|char|bool|unsigned|long|short|double|float|void)\b)")
RULES = {
    "sizeof of an expression has no brackets": re.compile(rf"^(?!#define).*\bsizeof\s*\((?!\(|{TYPE})"),
    "&& and || end a line": re.compile(r"^\s+(&&|\|\|) "),
    "what frees itself says so first: scoped(f) T x": re.compile(r"^\t+(const )?\w+( \w+)? \*?scoped\("),
    "sections are headed /* --- so --- */": re.compile(r"^/\*+ ?([-=─━~#*_+])\1(?!- \S.* --- \*/$)"),
}
COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/|(//[^\n]*)', re.S)


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


def to_line_ends(text):
    """Numbers of the lines that have a comment which only the line's end ends."""
    return [text.count("\n", 0, match.start()) + 1 for match in COMMENT.finditer(text) if match[1]]


def unsorted(lines):
    """Numbers of the lines of a meson.build whose file belongs before the one above it, or stands in another column."""
    names = [re.match(r"( *)'([\w/]+\.c)',$", line) for line in lines]
    return [at + 1 for at in range(1, len(lines)) if names[at] and names[at - 1] and
            (names[at][1] != names[at - 1][1] or names[at][2] <= names[at - 1][2])]


ONCE = "a header begins with #pragma once"
BLANK = "no blank line after declarations"
STAR = "comments are /* so */"
SORTED = "the files of a layer's meson.build are sorted"
found = {rule: [] for rule in [ONCE, *RULES, BLANK, STAR, SORTED]}
seen = 0
for root in ("src", "tests"):
    for folder, _, names in os.walk(root):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if root == "src" and name == "meson.build":
                with open(path, encoding="utf-8") as file:
                    found[SORTED] += [f"{path}:{number}" for number in unsorted(file.read().split("\n"))]
            if not name.endswith((".c", ".h")):
                continue
            seen += 1
            with open(path, encoding="utf-8") as file:
                text = file.read()
            lines = text.split("\n")
            found[STAR] += [f"{path}:{number}" for number in to_line_ends(text)]
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
                        found[BLANK].append(f"{path}:{blank}")
for number, (rule, places) in enumerate(found.items(), 1):
    print(f"{'not ok' if places else 'ok'} {number} - {rule}")
    for place in places:
        print("#", place)
print(f"1..{len(found)}")
sys.exit(any(found.values()) or not seen)
