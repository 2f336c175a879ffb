"""Passages that a reader of English cannot read: named as troubles, never passed over in silence.

Script is told by Unicode alone; only a long paragraph in Latin letters without English words, or a long passage in
another script, is shown to the language identifier, which is opened when it is first needed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

import pycountry

from sayso.records import Document, Trouble

_WORDS = tomllib.loads(files("sayso.codebook").joinpath("data/languages.toml").read_text("utf-8"))
_ENGLISH, _UNSPACED = frozenset(_WORDS["english"]), frozenset(_WORDS["unspaced"])
_FEW_WORDS, _FEW_LETTERS, _FEW_UNSPACED = 4, 20, 8  # a shorter gloss inside an English line is no passage
_LONG_PARAGRAPH = 16  # words; a shorter one in Latin letters may be a headline or a list of names
_LONG_PASSAGE = 20  # letters that the identifier needs
_SHARE_OF_ENGLISH, _SURE = 0.1, 0.95

# Letters of scripts other than Latin: all from Greek on but the Latin extensions, phonetic letters, signs and emoji.
_OTHER = (
    "\u0370-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2dff\u2e80-\ua71f\ua800-\uab2f\uab70-\ufaff\ufb07-\ufdff"
    "\ufe70-\ufefc\uff66-\uffdc\U00010000-\U0001d3ff\U0001e000-\U0001efff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_OTHER}]+")
_WITHIN = re.compile(r"(?:[^\w\n]|\d|_|[A-Z][\w'’.-]*)*")  # between two runs of one passage: signs, figures, names
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")


def other_languages(document: Document, names: Iterable[str] = ()) -> tuple[Trouble, ...]:
    """A trouble for every passage of `document` in another language, in the order of the text.

    `names` are actors' names known from elsewhere: those that stand in the passage are listed, so that an analyst sees
    whom the unread words concern.
    """
    known = sorted({name for name in names if name.strip()})
    passages = sorted([*_other_scripts(document.text), *_latin_paragraphs(document.text)])
    return tuple(
        _trouble(document, start, end, what, known) for start, end, what in _joined(document.text, passages)
    )


def _other_scripts(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and description of every passage in another script."""
    runs = [found.span() for found in _RUN.finditer(text)]
    if not runs:
        return
    gaps = [(left[1], right[0]) for left, right in pairwise(runs)]
    breaks = [at for at, gap in enumerate(gaps, start=1) if not _WITHIN.fullmatch(text, *gap)]
    for first, last in pairwise([0, *breaks, len(runs)]):
        start, end = runs[first][0], runs[last - 1][1]
        letters = [c for run in runs[first:last] for c in text[run[0] : run[1]] if c.isalpha()]
        if not letters:
            continue
        script = Counter(unicodedata.name(c, "UNKNOWN").split()[0] for c in letters).most_common(1)[0][0]
        few = _FEW_UNSPACED if script in _UNSPACED else _FEW_LETTERS
        if last - first >= _FEW_WORDS or len(letters) >= few or _fills_its_lines(text, start, end):
            label = "Chinese" if script == "CJK" else script.title()
            language = _language(text[start:end]) if len(letters) >= _LONG_PASSAGE else None
            yield start, end, f"{label} script" + (f" (probably {language})" if language else "")


def _fills_its_lines(text: str, start: int, end: int) -> bool:
    before, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not _WORD.search(text[before:start]) and not _WORD.search(text[end : after if after >= 0 else len(text)])


def _latin_paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and description of every long paragraph in Latin letters that is not English."""
    for found in _PARAGRAPH.finditer(text):
        words = [word.lower() for word in _WORD.findall(found[0])]
        if len(words) < _LONG_PARAGRAPH or sum(word in _ENGLISH for word in words) >= _SHARE_OF_ENGLISH * len(words):
            continue
        if len(_RUN.sub("", found[0])) * 2 > len(found[0]) and (language := _language(found[0])):
            yield found.start(), found.end(), language


def _joined(text: str, passages: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Passages in one language with nothing but space between them are one."""
    held: tuple[int, int, str] | None = None
    for start, end, what in passages:
        if held and what == held[2] and not text[held[1] : start].strip(" \n\t.,;:!?،؛؟。「」“”\"'()"):
            held = (held[0], end, what)
            continue
        if held:
            yield held
        held = (start, end, what)
    if held:
        yield held


def _trouble(document: Document, start: int, end: int, what: str, names: list[str]) -> Trouble:
    passage = document.text[start:end]
    inside = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", passage)]
    about = f" Actors named there: {', '.join(inside)}." if inside else ""
    return Trouble(
        document=document.name, kind="other-language", start=start, end=end,
        why=f"A passage of {len(passage)} characters in {what} was not read, as sayso reads English.{about} "
            "Translate it and read the translation to get its claims.",
    )  # fmt: skip


def _language(passage: str) -> str | None:
    """The English name of the passage's language; None where it is English or the identifier is not sure."""
    code, sure = _identifier()(passage)
    if code == "en" or sure < _SURE:
        return None
    listed = pycountry.languages.get(alpha_2=code)
    return str(listed.name).partition(" (")[0] if listed else None


@cache
def _identifier() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # opens a model of 3 MB: only where there is need

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return lambda passage: identifier.classify(passage)
