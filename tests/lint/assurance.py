#!/usr/bin/env python3
"""docs/safety.md, docs/assurance.md and docs/threat-model.md say only what can be looked up: the files and tests that
they name are there and are run, each hazard has all of its fields, each risk is what the matrix says, each question is answered once. What breaks a rule is printed.

tests/lint/assurance.py [ROOT]
"""
import glob
import os
import re
import sys

os.chdir(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))

LOG, CRITERIA = "docs/safety.md", "docs/assurance.md"
FIELDS = "Impact Causes Initial Control Practice Residual Owner Status".split()
# The codes of the form, version 2.0.
QUESTIONS = ([f"A{n}" for n in range(1, 13)] + [f"B{n}" for n in range(1, 5)] +
             "C1.1.1 C1.1.2 C1.2 C1.2.1 C1.2.2 C1.2.3 C1.2.4 C1.2.5 C2.1 C2.2 C2.2.1 C2.2.2 C2.2.3 C2.2.4 C2.2.5 C2.2.6".split() +
             "C3.1 C3.2 C3.3 C3.4 C3.5 C3.5.1 C3.6 C4.1 C4.1.1 C4.1.2 C4.1.3 C4.2 C4.2.1 C4.2.2 C4.2.3 C4.2.4".split() +
             "C4.2.5 C4.2.6 D1.1 D1.2 D1.3 D1.4 D1.4.1 D1.4.2 D1.4.3 D1.5".split())
ANSWERS = ("Yes", "No", "Not applicable", "Not there", "A practice answers", "Said here")
OWNERS = ("the manufacturer's clinical safety officer", "the practice")
STATUSES = ("controlled", "open", "transferred to the practice")
FOLDERS = r"(?:src|tests|assets|tools|docs)/"
NAMED = re.compile(rf"`({FOLDERS}[\w./@+-]*?[\w])(?::(\w+))?`")


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def runs(path):
    """Whether a meson.build makes a test of it: by its suite in tests/meson.build, or by its name where it lies."""
    folder, name = os.path.split(path)
    stem = re.sub(r"^(test|fuzz)_|\.\w+$", "", name)
    layer, _, room = folder.removeprefix("tests/").partition("/")
    suites = re.search(rf"^  '{layer}': \[(.*?)^  \]", read("tests/meson.build"), re.S | re.M)
    if suites and name.startswith("test_") and name.endswith(".c"):
        return f"'{room}/{stem}'" in suites[1] if room else f"'{stem}'" in suites[1]
    near = "".join(map(read, [f"{folder}/meson.build"] if folder != "tests" else glob.glob("tests/*/meson.build")))
    return bool(re.search(rf"'(\.\./)?({re.escape(name)}|{re.escape(stem)})'", near))


def is_test(path):
    return bool(re.match(r"tests/(?!golden/|fuzz/corpus/)", path)) and not path.endswith(("/", ".md", ".build", ".h"))


def not_there(text):
    """What the text names and nobody finds."""
    for path, function in NAMED.findall(text):
        if not os.path.exists(path):
            yield f"{path} is not there"
        elif is_test(path) and os.path.isfile(path) and not runs(path):
            yield f"{path} is no test that a meson.build runs"
        elif function and not re.search(rf"\b\w+\({function}\b", read(path).split("\nSUITE", 1)[-1]):
            yield f"{path} runs no test {function}"
    for path in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        if not os.path.exists(os.path.join("docs", path)):
            yield f"the link to {path} leads nowhere"


def matrix(text):
    """{(severity, likelihood): risk}, of the table whose first cell is "likelihood"."""
    rows = [[cell.strip().lower() for cell in line.strip("|\n").split("|")] for line in text.split("\n") if line.startswith("|")]
    at = next((i for i, row in enumerate(rows) if row[0] == "likelihood" and "minor" in row), None)
    if at is None:
        return {}
    return {(severity, row[0]): int(cell) for row in rows[at + 2:at + 7]
            for severity, cell in zip(rows[at][1:], row[1:]) if cell.isdigit()}


def hazards(text):
    """[(id, name, [(field, words)])]"""
    return [(part[1], part[2], re.findall(r"^- \*\*(\w+)\*\*: (.*(?:\n  .*)*)", part[3], re.M)) for part in
            re.finditer(r"^### (H-\d+) (.*)\n((?:(?!^##).*\n)*)", text, re.M)]


def risk_of(words):
    """(severity, likelihood, risk) of "major, very low: 2"."""
    found = re.match(r"(\w+), (very low|low|medium|high|very high): ([1-5])(?:\.|$)", words)
    return (found[1], found[2], int(found[3])) if found else None


def faults_of(fields, risks):
    """What is wrong with one hazard."""
    names = [name for name, _ in fields]
    for field in FIELDS:
        if names.count(field) != 1 and not (field == "Control" and names.count(field)):
            yield f"{field} stands {names.count(field)} times"
    if [name for n, name in enumerate(names) if n == 0 or names[n - 1] != name] != FIELDS:
        yield "the fields are not in their order: " + ", ".join(FIELDS)
    value = dict(fields)
    scores = [risk_of(value.get(field, "")) for field in ("Initial", "Residual")]
    for field, score in zip(("Initial", "Residual"), scores):
        if not score:
            yield f"{field} is no \"severity, likelihood: risk\""
        elif risks.get(score[:2]) != score[2]:
            yield f"{field} is {score[2]}, and the matrix says {risks.get(score[:2])}"
    if all(scores) and scores[1][2] > scores[0][2]:
        yield "what is left is more than there was"
    for words in (words for name, words in fields if name == "Control"):
        paths = [path for path, _ in NAMED.findall(words)]
        if not any(not path.startswith("tests/") for path in paths) or not any(is_test(path) for path in paths):
            yield f"a control names no file or no test: {words[:60]}"
    if value.get("Owner", "").rstrip(".") not in OWNERS:
        yield f"Owner is none of: {'; '.join(OWNERS)}"
    if not value.get("Status", "").startswith(STATUSES):
        yield f"Status begins with none of: {'; '.join(STATUSES)}"


def overview(found):
    """The table at the head, as the hazards below it have it."""
    for identifier, name, fields in found:
        value = dict(fields)
        scores = [risk_of(value.get(field, "")) for field in ("Initial", "Residual")]
        status = next((word for word in STATUSES if value.get("Status", "").startswith(word)), "?")
        yield f"| {identifier} | {name} | " + " | ".join(str(score[2]) if score else "?" for score in scores) + f" | {status} |"


def left_over(found):
    """What docs/assurance.md says of the hazards that are not brought down, or not done."""
    value = {identifier: dict(fields) for identifier, _, fields in found}
    high = [word for word in value if (risk_of(value[word].get("Residual", "")) or (0, 0, 5))[2] >= 3]
    yield f"residual 3: {', '.join(high)} |"
    yield f"that are *open*: {', '.join(word for word in value if value[word].get('Status', '').startswith('open'))} |"


log, criteria = read(LOG), read(CRITERIA)
found, risks = hazards(log), matrix(log)
identifiers = [identifier for identifier, _, _ in found]
rows = re.findall(r"^\| ([ABCD]\d+(?:\.\d+)*) \| (.*?) \| (.*) \|$", criteria, re.M)
known = {word for path in glob.glob("docs/*.md") if path != LOG for word in re.findall(r"\bH-\d+\b", read(path))}
rules = {
    "what docs/safety.md names is there, and is run": list(not_there(log)),
    "what docs/assurance.md names is there, and is run": list(not_there(criteria)),
    "what docs/threat-model.md names is there, and is run": list(not_there(read("docs/threat-model.md"))),
    "the matrix has five likelihoods of five severities": [] if len(risks) == 25 else [f"{len(risks)} of 25 cells are read"],
    "hazards are numbered from H-01 on, each once": [
        f"{identifier} stands where H-{n:02} belongs" for n, identifier in enumerate(identifiers, 1) if identifier != f"H-{n:02}"]
    or ([] if identifiers else ["there are none"]),
    "each hazard has its fields, its risks and its tests": [
        f"{identifier}: {fault}" for identifier, _, fields in found for fault in faults_of(fields, risks)],
    "the table at the head says what stands below": [
        f"{'write' if line in overview(found) else 'take out'}: {line}"
        for line in sorted(set(overview(found)) ^ set(re.findall(r"^\| H-.*", log, re.M)))],
    "a hazard that is named elsewhere is one of docs/safety.md": sorted(known - set(identifiers)),
    "each question of the form is answered once, in its order": [
        line for line in (["found: " + " ".join(code for code, _, _ in rows)] if [code for code, _, _ in rows] != QUESTIONS else [])],
    "docs/assurance.md names what is left at 3 and what is open": [
        f"write: {line}" for line in left_over(found) if line not in criteria],
    "each answer begins with one of a few words": [
        f"{code}: {answer[:60]}" for code, _, answer in rows if not re.match(rf"\*\*(?:{'|'.join(ANSWERS)})\*\*", answer)],
}
for number, (rule, places) in enumerate(rules.items(), 1):
    print(f"{'not ok' if places else 'ok'} {number} - {rule}")
    for place in places:
        print("#", place)
print(f"1..{len(rules)}")
sys.exit(any(rules.values()))
