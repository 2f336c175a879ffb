"""The language most of a text is in."""

from __future__ import annotations

SHOWN = 10_000  # code points are enough to tell
FEWEST_LETTERS = 20
FEWEST_LATIN_LETTERS = 100  # many languages share the script: of fewer, a name or two decide
WIDER = {"arz": "ar", "ary": "ar", "sdh": "ku", "uzs": "uz", "wuu": "zh", "yue": "zh"}  # ISO 639-3 macrolanguages
NO_LANGUAGE = "zxx"


def language_of(text: str) -> str | None:
    """An ISO 639 code (`en`), None where there is too little to tell."""
    shown = text[:SHOWN]
    letters = [c for c in shown if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters) * 2 > len(letters)
    if len(letters) < (FEWEST_LATIN_LETTERS if latin else FEWEST_LETTERS):
        return None
    from py3langid import classify  # loads its model at the first text

    code = str(classify(shown)[0])
    return None if code == NO_LANGUAGE else WIDER.get(code, code)
