"""How many: the figures of a sentence with their unit, the noun they count, and bounds as the words draw them.

An exact number has low, best and high alike; `at least nine` has low 9 alone, `up to nine` high 9 alone, `about nine`
best 9 alone; a range has low and high. Plurals such as `dozens` give a lower bound by a published convention.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso.reading.numerals import CARDINALS, CURRENCY_SIGNS, LABELS, MULTIPLIERS, NUMBERS, digits, number_at, written
from sayso.reading.timewords import UNITS, FoundTime, found_times
from sayso.records import Figure, Sentence

FigureKind = Literal["count", "percent", "money", "age", "duration", "uncounted"]

_PLURALS: dict[str, int] = NUMBERS["plurals"]
_UNCOUNTED = frozenset(NUMBERS["uncounted"]["words"])
_NO, _NONE = frozenset(NUMBERS["none"]["determiners"]), frozenset(NUMBERS["none"]["words"])
_CURRENCIES = frozenset(form for noun in NUMBERS["money"]["nouns"] for form in (noun, noun + "s"))
_PERCENT = {tuple(form.split()) for form in NUMBERS["money"]["percent"]}
_AGED, _OLD = frozenset(NUMBERS["ages"]["before"]), frozenset(NUMBERS["ages"]["after"])
_CLOCK = frozenset(NUMBERS["time"]["clock"])
_DASHED = re.compile(r"([-–—])")
_MULTIPLES: dict[str, int] = NUMBERS["multiples"]
_NOT_ONE = frozenset(NUMBERS["labels"]["not_one"])
_OPENING = frozenset({*CARDINALS, *MULTIPLIERS, *_MULTIPLES, *_PLURALS, *_UNCOUNTED, *_NO, *_NONE})
_NOUNS = frozenset({"NOUN", "PROPN"})
# The phrases that bound a number, the longest first, each with the bound it makes: before the number, and after it.
_BOUNDS = sorted(
    ((tuple(phrase.split()), bound) for bound, phrases in NUMBERS["bounds"].items() for phrase in phrases),
    key=lambda entry: -len(entry[0]),
)
_BEFORE = [(words, bound) for words, bound in _BOUNDS if not bound.endswith("_after")]
_FIRST = frozenset(words[0] for words, _ in _BEFORE)
_AFTER = [(words, bound.removesuffix("_after")) for words, bound in _BOUNDS if bound.endswith("_after")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigure:
    """A figure: words `first` to `last` (exclusive) of the sentence; `noun` is the word it counts, None: none is said.

    Of a percentage, `noun` is what it is a share of. `kind` sets ages, durations, money and shares apart from counts;
    `uncounted` is `several` and the like, whose bounds are all None.
    """

    first: int
    last: int
    figure: Figure
    noun: int | None = None
    kind: FigureKind = "count"


def figures(sentence: Sentence, times: tuple[FoundTime, ...] | None = None) -> tuple[FoundFigure, ...]:
    """Every figure of `sentence` in the order of its words; numbers inside a date of `times` are none.

    `times` are the sentence's own, as `found_times` gives them; None: they are looked up here.
    """
    lowered = [word.lower() for word in sentence.words]
    if not any(_opens(word) for word in lowered):
        return ()
    times = found_times(sentence, None) if times is None else times
    dated = {i for time in times if time.kind in ("date", "set") for i in range(time.first, time.last)}
    return _Counting(sentence, lowered, dated).all()


def _opens(word: str) -> bool:
    """Can a figure stand where this word stands?"""
    return word in _OPENING or word.partition("-")[0] in CARDINALS or any(character.isdigit() for character in word)


class _Counting:
    """Reads one sentence's figures from left to right."""

    def __init__(self, sentence: Sentence, lowered: list[str], dated: set[int]) -> None:
        self.sentence, self.dated = sentence, dated
        self.words: list[str] = []
        self.at: list[int] = []  # the word each piece belongs to
        for i, word in enumerate(lowered):
            pieces = [word]
            if len(word) > 2 and _DASHED.search(word) and number_at([word], 0) is None and _opens(word):
                parts = [part for part in _DASHED.split(word) if part]
                pieces = parts if parts[0][0].isdigit() or parts[0] in CARDINALS else [word]
            elif word[0] in CURRENCY_SIGNS and len(word) > 1 and word[1].isdigit():
                pieces = [word[0], word[1:]]
            for piece in pieces:
                self.words.append("-" if piece in ("–", "—") else piece)
                self.at.append(i)
        self.count = len(self.at)
        self.words += [""] * 4
        self.at += [len(lowered)]

    def all(self) -> tuple[FoundFigure, ...]:
        found, i = list[FoundFigure](), 0
        while i < self.count:
            read = None if self.at[i] in self.dated else self.figure(i)
            if read is None:
                i += 1
                continue
            figure, i = read
            found.append(figure)
        return tuple(found)

    def figure(self, i: int) -> tuple[FoundFigure, int] | None:
        """The figure that starts at piece `i`, with the bound before it; and the piece after it."""
        bound, at = self.bound(i)
        ranged = self.words[at] in ("between", "from") and not bound
        sign = CURRENCY_SIGNS.get(self.words[at + ranged], "")
        start = at + ranged + bool(sign)
        value = self.number(start, money=bool(sign)) or self.multiple(start)
        if value is None:
            return self.vague(i, at, bound) if not ranged and not sign else None
        low, end = value
        if bound == "over" and self.words[at - 1] == "over" and low < 10 and not self.words[start][0].isdigit():
            return self.figure(at)  # killed over two days: no bound
        if self.is_label(start, end) or self.at[start] in self.dated:
            return None
        high = None
        if self.words[end] in ("to", "-", "or") or (self.words[end] == "and" and self.words[at] == "between"):
            second = end + 1 + (self.words[end + 1] in CURRENCY_SIGNS)
            more = self.number(second, money=bool(sign))
            both = bool(sign) == (self.words[second - 1] in CURRENCY_SIGNS) or self.words[end] != "or"
            if more and both and more[0] > low and self.at[second] not in self.dated:
                high, end = more
                times = MULTIPLIERS.get(self.words[end - 1], 1)
                if low < 1000 <= times:
                    low *= times  # 2 to 3 million
        if ranged and high is None:
            return None
        said = " ".join([*self.words[i:at], written(low)]) + (f" to {written(high)}" if high is not None else "")
        for words, name in _AFTER:
            if tuple(self.words[end : end + len(words)]) == words:
                bound, end, said = name, end + len(words), f"{said} {' '.join(words)}"
        noun, unit, kind, shown = self.measured(i, at + ranged, end, sign)
        while shown < self.count and self.at[shown] == self.at[shown - 1]:  # a word is taken whole
            shown += 1
        text = f"{said} {sign or self.rest(end, shown, unit)}".rstrip()
        figure = _figure(text, unit, low, high, bound)
        return FoundFigure(first=self.at[i], last=self.at[shown - 1] + 1, figure=figure, noun=noun, kind=kind), shown

    def bound(self, i: int) -> tuple[str, int]:
        """The bound said before a number, and the piece after it (`more than at least` takes the first)."""
        name, at = "", i
        for _ in range(2):
            for words, kind in _BEFORE if self.words[at] in _FIRST else ():
                if tuple(self.words[at : at + len(words)]) == words:
                    name, at = name or kind, at + len(words)
                    break
            else:
                break
        return name, at

    def number(self, i: int, *, money: bool) -> tuple[float, int] | None:
        if i >= self.count:
            return None
        word = self.words[i]
        if money and word[-1:] == "m" and (value := digits(word[:-1])) is not None:
            return value * 1_000_000, i + 1
        if word.endswith("+") and (value := digits(word[:-1])) is not None:
            return value, i + 1
        read = number_at(self.words[: self.count], i)
        if read and money and self.words[read[1]] in ("m", "m."):
            return read[0] * 1_000_000, read[1] + 1
        return read

    def multiple(self, i: int) -> tuple[float, int] | None:
        """`twin attacks`, `triple murders`: two and three of what follows in the plural."""
        if self.words[i] not in _MULTIPLES or i + 1 >= self.count:
            return None
        plural = self.sentence.xpos[self.at[i + 1]] in ("NNS", "NNPS")
        return (_MULTIPLES[self.words[i]], i + 1) if plural else None

    def is_label(self, start: int, end: int) -> bool:
        """Is this number a name, a time of day, part of a word or of a list, rather than a count?"""
        sentence, at = self.sentence, self.at[start]
        before, after = self.words[start - 1] if start else "", self.words[end]
        timed = before == ":" and start > 1 and self.words[start - 2].isdigit()
        labelled = before in LABELS and sentence.upos[max(0, at - 1)] != "VERB"  # the rebels number 1,500
        if labelled or after in _CLOCK or before in ("-", "/") or after == "/" or timed:
            return True
        noun_follows = self.at[end] < len(sentence.words) and sentence.upos[self.at[end]] in (*_NOUNS, "ADJ")
        if self.words[start] == "one" and end == start + 1:
            return before in _NOT_ONE or not (noun_follows or sentence.relations[at] == "nummod")
        named = start > 0 and sentence.upos[self.at[start - 1]] == "PROPN" and sentence.heads[at] == at - 1
        return named and not noun_follows  # Ebola 2, Unit 5

    def measured(self, i: int, at: int, end: int, sign: str) -> tuple[int | None, str, FigureKind, int]:
        """What the number measures: the noun it counts, its unit, its kind, and the piece after the unit."""
        following, after = self.words[self.skip_hyphen(end)], self.skip_hyphen(end) + 1
        percent = next((form for form in _PERCENT if tuple(self.words[end : end + len(form)]) == form), None)
        if sign:
            return None, sign, "money", end
        if following in _CURRENCIES:
            return None, following, "money", after
        if percent:
            return self.after_of(end + len(percent)), "percent", "percent", end + len(percent)
        old = self.skip_hyphen(after)
        if following in UNITS and self.words[old] in _OLD:
            return None, following, "age", old + 1
        if (i and self.words[i - 1] in _AGED) or self.after_a_name(i, end):
            return None, "years", "age", end
        if following in UNITS and following != "second":
            return None, following, "duration", after
        noun = self.counted(at, end)
        if noun is None:
            return None, "", "count", end
        near = self.at[end] <= noun <= self.at[end] + 5
        return noun, self.sentence.words[noun].lower(), "count", self.piece(noun) + 1 if near else end

    def vague(self, i: int, at: int, bound: str) -> tuple[FoundFigure, int] | None:
        """`dozens of`, `tens of thousands`; `no one`, `none`, `no casualties`; `several officers`."""
        word, here = self.words[at], self.at[at]
        if here >= len(self.sentence.words):
            return None
        upos = self.sentence.upos[here]
        if word in _PLURALS and upos != "VERB":
            low, end = float(_PLURALS[word]), at + 1
            while self.words[end] == "of" and self.words[end + 1] in _PLURALS:
                low, end = low * _PLURALS[self.words[end + 1]], end + 2
            noun = self.after_of(end) if self.words[end] == "of" else self.counted(at, end)
            unit = self.sentence.words[noun].lower() if noun is not None else ""
            last = noun + 1 if noun is not None and 0 <= noun - self.at[end] <= 5 else self.at[end - 1] + 1
            text = " ".join(self.sentence.words[self.at[i] : last])
            figure = Figure(text=text, low=None if bound in ("under", "most") else low, unit=unit)
            return FoundFigure(first=self.at[i], last=last, figure=figure, noun=noun,
                               kind="duration" if unit in UNITS else "count"), self.piece(last)  # fmt: skip
        if at != i:
            return None
        if word in _NONE or (word == "no" and self.words[at + 1] == "one"):
            last = here + 1 + (word == "no")
            return FoundFigure(first=here, last=last, figure=Figure(text="0", low=0, best=0, high=0)), self.piece(last)
        if word in _NO or word in _UNCOUNTED:
            noun = self.counted(at, at + 1)
            if noun is None or self.sentence.xpos[noun] not in ("NNS", "NNPS") or noun - here > 5:
                return None
            unit, rest = self.sentence.words[noun].lower(), " ".join(self.sentence.words[here + 1 : noun + 1])
            if word in _NO:
                none = Figure(text=f"0 {rest}", low=0, best=0, high=0, unit=unit)
                return FoundFigure(first=here, last=noun + 1, figure=none, noun=noun), self.piece(noun + 1)
            figure = Figure(text=f"{word} {rest}", unit=unit)
            last = noun + 1
            return FoundFigure(first=here, last=last, figure=figure, noun=noun, kind="uncounted"), self.piece(last)
        return None

    # ------------------------------------------------------------ small questions
    def counted(self, start: int, end: int) -> int | None:
        """The noun that the pieces from `start` to `end` count: by the tree, else the noun phrase that follows."""
        sentence = self.sentence
        first, last = self.at[start], self.at[end - 1] + 1
        if self.words[end] == "of":
            return self.after_of(end)
        for i in range(last - 1, first - 1, -1):
            head = sentence.heads[i]
            if sentence.relations[i] in ("nummod", "det", "amod") and head >= last and sentence.upos[head] in _NOUNS:
                return head
        noun = None
        for at in range(last, len(sentence.words)):
            if sentence.upos[at] in _NOUNS:
                noun = at
            elif sentence.upos[at] != "ADJ" and sentence.words[at] != "-":
                break
        return noun

    def after_of(self, end: int) -> int | None:
        """The head noun of the phrase after `of`."""
        sentence, at = self.sentence, self.at[end]
        if self.words[end] != "of":
            return None
        noun = None
        for i in range(at + 1, min(at + 8, len(sentence.words))):
            if sentence.upos[i] in _NOUNS and (noun is None or sentence.heads[noun] == i):
                noun = i
            elif noun is not None or sentence.upos[i] not in ("DET", "ADJ", "PRON", "NUM", "ADV"):
                break
        return noun

    def after_a_name(self, i: int, end: int) -> bool:
        """`Amina Farah, 32,`: a bare number between commas after a person's name is an age."""
        if not (i >= 2 and self.words[i - 1] == "," and self.words[end] in (",", ".") and end == i + 1):
            return False
        before = self.at[i] - 2
        person = any(name.label == "PER" and name.last == before + 1 for name in self.sentence.names)
        return person and (digits(self.words[i]) or 200) < 120

    def skip_hyphen(self, i: int) -> int:
        return i + (self.words[i] == "-")

    def piece(self, word: int) -> int:
        """The first piece of a word."""
        return next((k for k in range(self.count) if self.at[k] >= word), self.count)

    def rest(self, end: int, shown: int, unit: str) -> str:
        """The words between the number and the end of the figure, as the report has them; else the unit."""
        if end >= shown or self.at[end] == self.at[end - 1]:  # no word of its own, or inside one: nine-minute
            return unit
        return " ".join(self.sentence.words[self.at[end] : self.at[shown - 1] + 1]).replace("- ", "")


def _figure(text: str, unit: str, low: float, high: float | None, bound: str) -> Figure:
    """The bounds the words draw; `text` has the value in digits as its first number."""
    if high is not None:
        return Figure(text=text, low=low, high=high, unit=unit)
    if bound in ("least", "over"):
        return Figure(text=text, low=low, unit=unit)
    if bound in ("most", "under"):
        return Figure(text=text, high=low, unit=unit)
    if bound == "about":
        return Figure(text=text, best=low, unit=unit)
    return Figure(text=text, low=low, best=low, high=low, unit=unit)
