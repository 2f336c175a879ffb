"""What stands between quotation marks, and where paragraphs end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.records import Document, Sentence

Words = tuple[int, ...]
Stretch = tuple[int, Words]  # a sentence, and words of it

OPENING = frozenset("“„«`‘") | {"``"}
CLOSING = frozenset("”»’")
STRAIGHT = frozenset(['"', "''"])  # they open and close


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two quotation marks, sentence by sentence; `paragraph` is where it starts."""

    stretches: tuple[Stretch, ...]
    paragraph: int
    before: tuple[int, int]  # the opening mark
    after: tuple[int, int]  # the closing mark, or the last word where none stands


def paragraphs(sentences: Sequence[Sentence], document: Document) -> list[int]:
    """For each sentence, the number of its paragraph: its block, or the lines of a text whose blocks are not known."""
    starts = [block.start for block in document.blocks]
    numbers: list[int] = []
    for number, sentence in enumerate(sentences):
        if number == 0:
            numbers.append(0)
        elif starts:
            here, before = bisect_right(starts, sentence.start), bisect_right(starts, sentences[number - 1].start)
            numbers.append(numbers[-1] + (here != before))
        else:
            numbers.append(numbers[-1] + ("\n" in document.text[sentences[number - 1].end : sentence.start]))
    return numbers


def quotations(sentences: Sequence[Sentence], paragraphs: Sequence[int]) -> Iterator[Quotation]:
    """What stands between quotation marks.

    A paragraph closes what was left open in it, unless the next one opens with a mark again: then it goes on.
    """
    stretches: list[Stretch] = []
    opened: tuple[int, int] | None = None
    mark = ""
    started = 0

    def closed(after: tuple[int, int]) -> Iterator[Quotation]:
        kept = tuple((number, words) for number, words in stretches if words)
        if opened is not None and kept:
            yield Quotation(kept, started, opened, after)

    for number, sentence in enumerate(sentences):
        words = sentence.words
        new = number > 0 and paragraphs[number] != paragraphs[number - 1]
        begin = 0
        if opened is not None and new:
            if words[0] == mark or (words[0] in OPENING and mark not in STRAIGHT):
                begin = 1
            else:
                yield from closed((number - 1, len(sentences[number - 1].words) - 1))
                opened, stretches = None, []
        inside: list[int] = []
        for word in range(begin, len(words)):
            text = words[word]
            touching = word > 0 and sentence.starts[word] == sentence.ends[word - 1]
            if touching and text in STRAIGHT and text == words[word - 1]:
                continue  # doubled marks are one
            if opened is None:
                if text in STRAIGHT or text in OPENING:
                    opened, mark, started, inside, stretches = (number, word), text, paragraphs[number], [], []
            elif _closes(text, mark):
                stretches.append((number, tuple(inside)))
                yield from closed((number, word))
                opened, inside, stretches = None, [], []
            else:
                inside.append(word)
        if opened is not None:
            stretches.append((number, tuple(inside)))
    if sentences:
        yield from closed((len(sentences) - 1, len(sentences[-1].words) - 1))


def _closes(text: str, mark: str) -> bool:
    if mark in ("‘", "`"):
        return text in ("’", "'")
    if mark in STRAIGHT:
        return text == mark
    return text in STRAIGHT or text in CLOSING - {"’"}
