"""Sentences for tests about words more than trees: `nine/CD soldiers/NNS were killed/VBN`."""

from __future__ import annotations

import re

from sayso.records import Sentence

UPOS = {"CD": "NUM", "DT": "DET", "IN": "ADP", "JJ": "ADJ", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN",
        "VB": "VERB", "VBD": "VERB", "VBN": "VERB", "VBZ": "VERB"}  # fmt: skip
WORD = re.compile(r"\d[\w,.:/-]*\w|[^\W_][\w.'’-]*[\w]|\w\.?|[^\w\s]")


def tagged(text: str) -> Sentence:
    """A flat sentence: every word hangs on the first verb, else on the first word. Words without a tag get `X`."""
    words: list[str] = []
    tags: list[str] = []
    starts: list[int] = []
    plain = ""
    for spaced in text.split(" "):
        word, _, tag = spaced.rpartition("/") if re.search(r"/[A-Z]+[.,;]?$", spaced) else (spaced, "", "")
        ending = tag[-1] if tag and tag[-1] in ".,;" else ""
        for found in WORD.finditer(word + ending):
            words.append(found[0])
            tags.append(tag.rstrip(".,;") if found.end() <= len(word) else "")
            starts.append(len(plain) + found.start())
        plain += word + ending + " "
    root = next((i for i, tag in enumerate(tags) if tag.startswith("VB")), 0)
    return Sentence(
        words=tuple(words), starts=tuple(starts), ends=tuple(s + len(w) for s, w in zip(starts, words, strict=True)),
        lemmas=tuple(w.lower() for w in words), upos=tuple(UPOS.get(tag, "X") for tag in tags), xpos=tuple(tags),
        heads=tuple(-1 if i == root else root for i in range(len(words))),
        relations=tuple("root" if i == root else "dep" for i in range(len(words))),
    )  # fmt: skip
