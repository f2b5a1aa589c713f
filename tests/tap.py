"""Test Anything Protocol: one line for each thing that was looked at, and the plan at the end."""
import sys

seen = wrong = 0


def check(words, holds, why=""):
    """Why it does not hold is said below it: at most 20 lines."""
    global seen, wrong
    seen += 1
    wrong += not holds
    print("ok" if holds else "not ok", seen, "-", words)
    if not holds and why:
        print("\n".join("# " + line for line in str(why).splitlines()[:20]))
    sys.stdout.flush()


def done():
    print(f"1..{seen}")
    sys.exit(wrong > 0)
