"""`python -m tests.golden`: show which expected claims the reader reaches; with `--mark`, note it in the stories."""

from __future__ import annotations

import sys

from tests.golden.stories import mark, stories

from sayso.reading.frames import FramesReader


def main() -> None:
    reader = FramesReader.open()
    total = made = 0
    for story in stories():
        reached = story.reached(reader)
        total, made = total + len(reached), made + sum(reached)
        print(f"{story.name}: {sum(reached)} of {len(reached)}")
        for expected, now in zip(story.expected, reached, strict=True):
            if now != expected.get("reached", True):
                print(f"  {'now read' if now else 'lost'}: {expected['predicate']} “{expected['words']}”")
        if "--mark" in sys.argv:
            mark(story, reached)
    print(f"{made} of {total} expected claims are read")


if __name__ == "__main__":
    main()
