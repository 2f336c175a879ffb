"""What reporters do to sentences: capitals, headlines, missing full stops, curly quotes, names never seen."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .data import Item, kinds_table

SYLLABLES = {k: v.split() for k, v in kinds_table()["syllables"].items()}
QUOTES = {
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ve": "’ve",
    "'ll": "’ll",
    "'d": "’d",
    "'m": "’m",
    "'": "’",
    "``": "“",
    "''": "”",
}


def foreign(rng: Random) -> str:
    """A word that looks like a name and is none we know."""
    parts = []
    for _ in range(rng.choice((1, 2, 2, 2, 3))):
        coda = rng.choice(SYLLABLES["codas"])
        parts.append(rng.choice(SYLLABLES["onsets"]) + rng.choice(SYLLABLES["vowels"]) + ("" if coda == "-" else coda))
    word = "".join(parts).capitalize()
    return rng.choice(SYLLABLES["articles"]) + "-" + word if rng.random() < 0.05 else word


class Augment:
    """Changes a small share of sentences; the gold answers stay as they are."""

    def __init__(self, rates: dict[str, float], items: list[Item]) -> None:
        self.rates = rates
        self.pool: dict[str, list[str]] = {}
        for item in items:
            for first, last, label in item.spans:
                self.pool.setdefault(label, []).extend(w for w in item.words[first:last] if self._plain(w))

    @staticmethod
    def _plain(word: str) -> bool:
        return len(word) > 2 and word[0].isupper() and word[1:].islower() and word.isalpha()

    def __call__(self, item: Item, rng: Random) -> Item:
        words = list(item.words)
        rates = self.rates
        if item.spans and rng.random() < rates["renamed"]:
            for first, last, label in item.spans:
                if rng.random() < 0.7:
                    for i in range(first, last):
                        if self._plain(words[i]) and (item.upos is None or item.upos[i] == "PROPN"):
                            words[i] = foreign(rng) if rng.random() < 0.6 else rng.choice(self.pool[label])
        if rng.random() < rates["curly"]:
            opened = False
            for i, w in enumerate(words):
                if w == '"':
                    words[i] = "”" if opened else "“"
                    opened = not opened
                else:
                    words[i] = QUOTES.get(w, w)
        chance = rng.random()
        if chance < rates["upper"]:
            words = [w.upper() for w in words]
        elif chance < rates["upper"] + rates["headline"]:
            words = [w[:1].upper() + w[1:] if len(w) > 3 or i == 0 else w for i, w in enumerate(words)]
        elif chance < rates["upper"] + rates["headline"] + rates["lower"]:
            words = [w.lower() for w in words]
        changed = replace(item, words=words)
        if rng.random() < rates["unpunctuated"]:
            changed = self._unpunctuated(changed)
        return changed

    @staticmethod
    def _unpunctuated(item: Item) -> Item:
        """Without the last mark, where nothing depends on it."""
        last = len(item.words) - 1
        if last < 3 or item.words[last] not in (".", "!", "?"):
            return item
        if item.heads and (last + 1 in item.heads or item.heads[last] == 0):
            return item
        if item.names and item.names[last] and "O" not in item.names[last]:
            return item
        for role in item.roles or ():
            if (
                role.at == last
                or any(at == last for at, _ in role.arguments)
                or any(e > last for _, e, _ in role.spans or ())
            ):
                return item
        cut = {
            f: getattr(item, f)[:last]
            for f in ("words", "lemmas", "upos", "xpos", "feats", "heads", "relations", "names")
            if getattr(item, f)
        }
        return replace(item, factuality=[f for f in item.factuality if f[0] < last], **cut)
