"""Parsed sentences for tests, written out by hand so that a test depends on no model."""

from __future__ import annotations

from sayso.records import Name, Sentence


def a_sentence(rows: str, *, names: tuple[tuple[int, int, str], ...] = ()) -> Sentence:
    """A sentence from lines of `word lemma upos xpos head relation`; heads count from 1, 0 is the root.

    Offsets are those of the words joined by single spaces.
    """
    cells = [line.split() for line in rows.strip().splitlines()]
    starts, ends, place = [], [], 0
    for word, *_ in cells:
        starts.append(place)
        ends.append(place + len(word))
        place += len(word) + 1
    return Sentence(
        words=tuple(c[0] for c in cells), lemmas=tuple(c[1] for c in cells), upos=tuple(c[2] for c in cells),
        xpos=tuple(c[3] for c in cells), heads=tuple(int(c[4]) - 1 for c in cells),
        relations=tuple(c[5] for c in cells), starts=tuple(starts), ends=tuple(ends),
        names=tuple(Name(first=f, last=t, label=label) for f, t, label in names),
    )  # fmt: skip
