"""Bytes to text, and a plain word where that took a guess."""

from __future__ import annotations

import codecs
import re

from sayso.gathering.content import UnreadError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
GARBLED = re.compile(r"[\u0080-\u024f\u02c6\u02dc\u2010-\u2122]{2,}")


def decoded(content: bytes, name: str, declared: str | None = None) -> tuple[str, str | None]:
    """The text of `content` without its byte-order mark, and what is doubtful about it, None where nothing is.

    Tried in turn: the mark, UTF-8, what the file itself declares, UTF-8 with a few broken bytes, then the likeliest
    old encoding. Raises `UnreadError` where none fits.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return lenient(content[len(mark) :], encoding, name)
    if wide := wide_order(content):
        return lenient(content, wide, name)
    for encoding in filter(None, ("utf-8", declared)):
        if (told := strictly(content, encoding)) is not None:
            return told, garbling(told, name)
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= sum(ord(c) > 127 for c in text) - broken:
        return (
            text,
            f"{name} has {broken} places that are not valid UTF-8, shown as \ufffd. Fetch it again from its source.",
        )
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    guess = from_bytes(content[: 1 << 18]).best()
    encoding = guess.encoding if guess else ""
    # A few accents in English text fit every western table alike; the one most files of the web are in is meant.
    if sum(b > 127 for b in content) * 10 < len(content) and strictly(content, "cp1252") is not None:
        encoding = "cp1252"
    guessed = strictly(content, encoding)
    if guessed is None:
        raise UnreadError("mis-encoded", f"{name} is in no encoding that could be recognised. Save it as UTF-8.")
    return guessed, f"{name} is not in UTF-8; it was read as {encoding}. If words look wrong, save it as UTF-8."


def wide_order(content: bytes) -> str | None:
    """UTF-16 without a mark shows by a NUL in every other byte of western text; None where there is no such pattern."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if max(even, odd) * 4 < len(content) or min(even, odd) * 50 > len(content):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def lenient(content: bytes, encoding: str, name: str) -> tuple[str, str | None]:
    """Text in an encoding that is known: broken bytes become U+FFFD and are told."""
    text = strictly(content, encoding)
    if text is not None:
        return text, None
    text = content.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return (
        text,
        f"{name} has {broken} places that are not valid {encoding}, shown as \ufffd. Fetch it again from its source.",
    )


def strictly(content: bytes, encoding: str) -> str | None:
    """The text, None where a byte does not fit or nobody knows the encoding."""
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def garbling(text: str, name: str) -> str | None:
    """A sentence where UTF-8 was once read as Windows-1252 and saved (`â€™` for an apostrophe), else None."""
    garbled = 0
    for run in GARBLED.findall(text):
        try:
            garbled += run.encode("cp1252").decode("utf-8") != run
        except UnicodeError:
            continue
    if garbled < 3:
        return None
    return (
        f"{name} was garbled before it came here ({garbled} places like `â€™`): UTF-8 read as Windows-1252. "
        "Fetch it again from its source."
    )
