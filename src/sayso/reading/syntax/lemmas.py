"""The dictionary form of a word, from the word and its tags: a table of what is irregular, and suffix rules.

Lemmas follow the UD treebanks of English: pronouns give their nominative (`them` → `they`), `n't` gives `not`, names
keep their capitals, everything else is in small letters. The table `data/lemmas.tsv` is built by
`training/lemma_table.py` from the shippable treebanks and the lemma list of PropBank (both CC BY-SA 4.0).
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

VOWELS = "aeiou"
HISSING = ("s", "x", "z", "ch", "sh")
KEEPS_CASE = frozenset({"PROPN", "X", "SYM"})
WANTS_E = re.compile(r"(?:at|iz|is|yz|ys|v|c|u|dg|rg|eng|ur|[bptdgfk]l)$")  # mobiliz, seiz, scourg, pummel not
LARGE = re.compile(r"(?<!ea)(?<!oo)(?<!ai)(?<!ee)[aeiou][rs]$|[cvu]$|(?<!n)g$|[^aeioul]l$")  # the e of larger, safer
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")


@cache
def _table() -> tuple[dict[tuple[str, str], str], frozenset[str], frozenset[str]]:
    """Irregular forms by (small-letter word, tag), the known verbs, and the nouns in -se, -xe, -ie and the like."""
    irregular, verbs, nouns = dict[tuple[str, str], str](), set[str](), set[str]()
    text = resources.files("sayso.reading.syntax").joinpath("data/lemmas.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, *rest = line.split("\t")
        if kind == "verbs":
            verbs.update(rest[0].split())
        elif kind == "nouns":
            nouns.update(rest[0].split())
        else:
            irregular[rest[0], kind] = rest[1]
    return irregular, frozenset(verbs), frozenset(nouns)


_remembered: dict[tuple[str, str, str], str] = {}


def lemma(word: str, upos: str, xpos: str = "") -> str:
    """The lemma of `word`, given its universal tag and, where known, its Penn tag (`""`: unknown).

    Never empty and never raises; an unknown tag leaves the word as it is, in small letters.
    """
    key = (word, upos, xpos)
    found = _remembered.get(key)
    if found is None:
        found = _lemma(word, upos, xpos) or word
        if len(_remembered) > 100_000:
            _remembered.clear()
        _remembered[key] = found
    return found


def _lemma(word: str, upos: str, xpos: str) -> str:
    irregular, verbs, _ = _table()
    plain = word.replace("’", "'").replace("\xad", "")
    low = plain.lower()
    known = irregular.get((low, xpos)) if xpos else None
    if known is not None:
        return known
    if upos == "VERB" and xpos in ("VB", "VBP") and low in verbs:  # to found a party, to wound a soldier
        return low
    known = irregular.get((low, upos))
    return regular(plain, upos, xpos) if known is None else known


def regular(word: str, upos: str, xpos: str) -> str:
    """The lemma by rule alone, for a word that is in no table."""
    low = word.lower()
    if xpos == "NNPS":
        singular = _singular(low)
        return word[: len(singular)] if low.startswith(singular) else word[: len(singular) - 1] + singular[-1:]
    if xpos == "NNP" and upos == "VERB" and low.endswith(("ing", "ed")):
        return word[:1] + _infinitive(low, "VBG" if low.endswith("ing") else "VBN")[1:]
    if upos in KEEPS_CASE or xpos == "NNP":
        return word
    if upos == "NUM":
        return word.replace(",", "") if THOUSANDS.fullmatch(word) else low
    if upos == "NOUN":
        if word.isupper() and 1 < len(word) <= 5 and xpos != "NNS":
            return word
        if xpos == "NNS" or (not xpos and low.endswith("s") and not low.endswith(("ss", "us", "is"))):
            return _singular(low)
        return low
    if upos in ("VERB", "AUX"):
        return _infinitive(low, xpos)
    if upos in ("ADJ", "ADV"):
        if xpos in ("JJR", "RBR", "JJS", "RBS"):
            return _positive(low, "er" if xpos.endswith("R") else "est")
        # American, U.S.-style: an adjective made of a name keeps its capital; one in a headline cannot be told from it.
        return word if upos == "ADJ" and word[:1].isupper() and xpos in ("NNP", "JJ", "") and _of_a_name(low) else low
    return low


def _of_a_name(low: str) -> bool:
    return low.endswith(("an", "ese", "ish", "i", "ic", "ite", "ist")) and low not in _table()[2] and len(low) > 4


def _singular(low: str) -> str:
    nouns = _table()[2]
    if not low.endswith("s") or len(low) < 3:
        return low
    if low.endswith("ss"):
        return low
    if low.endswith("'s"):
        return low[:-2]
    if low.endswith("ies") and len(low) > 4:
        return low[:-1] if low[:-1] in nouns else low[:-3] + "y"
    if low.endswith("es") and low[:-2].endswith(HISSING):
        if low[:-1] in nouns:
            return low[:-1]
        # houses, prizes, axes: a single s or z after a vowel more often hides an e
        return low[:-1] if re.search(r"[aeiouy][sz]es$|[nr]ses$", low) and not low.endswith("uses") else low[:-2]
    if low.endswith("oes"):
        return low[:-1] if low[:-1] in nouns else low[:-2]
    return low[:-1]


def _infinitive(low: str, xpos: str) -> str:
    verbs = _table()[1]
    if xpos in ("VB", "VBP", "MD"):
        return low
    if xpos == "VBZ" or (not xpos and low.endswith("s") and not low.endswith("ss") and low not in verbs):
        if low.endswith("ies") and len(low) > 4:
            return low[:-3] + "y"
        if low.endswith("es") and (low[:-2].endswith((*HISSING, "o"))):
            return low[:-1] if low[:-1] in verbs else low[:-2]
        return low[:-1] if low.endswith("s") and len(low) > 2 else low
    if low.endswith(("in'", "in’")):
        low = low[:-1] + "g"
    if low.endswith("ing") and len(low) > 4 and (xpos or low not in verbs):
        return _stem(low[:-3], verbs)
    if low.endswith("ied") and len(low) > 4:
        return low[:-1] if low[:-1] in verbs else low[:-3] + "y"
    if low.endswith("ed") and len(low) > 3 and (xpos or low not in verbs):
        return _stem(low[:-2], verbs)
    return low


def _stem(stem: str, verbs: frozenset[str]) -> str:
    """The verb behind a stem that lost -ing or -ed: as it is, with an e, or with its last letter once."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS
    if stem + "e" in verbs and not (stem in verbs and (doubled or _closed(stem))):
        return stem + "e"
    if stem in verbs:
        return stem
    if doubled and stem[:-1] in verbs:
        return stem[:-1]
    for prefix in ("re", "un", "over", "under", "out", "mis", "dis", "de", "pre", "co", "counter"):
        rest = stem.removeprefix(prefix).removeprefix("-")
        if rest != stem and len(rest) > 2:
            for form in (rest + "e", rest, rest[:-1] if doubled else rest):
                if form in verbs:
                    return stem[: len(stem) - len(rest)] + form
    if doubled and stem[-1] not in "lsfz":
        return stem[:-1]
    return stem + "e" if WANTS_E.search(stem) else stem


def _closed(stem: str) -> bool:
    """Whether a stem ends in two consonants or a vowel pair before one: it needs no e (`attack`, `wait`)."""
    return bool(re.search(r"[^aeiou][^aeiouy]$|[aeiou]{2}[^aeiou]$", stem))


def _positive(low: str, suffix: str) -> str:
    if not low.endswith(suffix) or len(low) < len(suffix) + 3:
        return low
    stem = low[: -len(suffix)]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS + "lsf":
        return stem[:-1]
    return stem + "e" if LARGE.search(stem) else stem
