"""Do no harm, in one place: who is hidden, from whose words, and who decided to see them all the same.

People without a public role are masked in everything a case answers, inside quotes too, and nothing moves. The rules
are in `data/protection.toml`; docs/guides/protection.md tells them to readers.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from getpass import getuser
from importlib import resources
from itertools import pairwise
from typing import Any, TypeVar

from sayso.codebook.predicates import Codebook
from sayso.exporting.masking import masked
from sayso.records import Actor, Claim, Document, Finding, Mention

Record = TypeVar("Record")
MASK = "▮"
_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W_]")
_REACH = 80  # code points around an anchor in which a name may stand
_JOINING = re.compile(r"[\s_+-]*")  # between the words of a name: `Mira Dal`, `mira-dal` in an address, a line's end
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ](?:[\w’'-]*\w)"
_FULL = rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})"
_SEVERAL = rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}})"


@cache
def load_protection() -> Mapping[str, Any]:
    """The rules of `data/protection.toml`."""
    return tomllib.loads(resources.files("sayso.asking").joinpath("data/protection.toml").read_text("utf8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmasking:
    """Somebody's decision to see private people by name. Minors and victims stay hidden unless `reason` says why."""

    by: str
    reason: str = ""

    @classmethod
    def here(cls, reason: str = "") -> Unmasking:
        """The decision of the user who is logged in."""
        try:
            return cls(by=getuser(), reason=reason.strip())
        except (KeyError, OSError, ImportError):  # no user of that number, as in many containers
            return cls(by="a user without a name here", reason=reason.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """Hides the names of people, and what would lead to them. A masked name keeps its length in code points.

    `people` are the ids of the actors it hides, `names` what they are called: by the first word of a name, the names
    that begin so, longest first.
    """

    people: frozenset[str] = frozenset()
    names: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    persons: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)  # everybody, public or not
    public: frozenset[str] = frozenset()
    codebook: Codebook | None = None
    today: date | None = None
    lifted: bool = False  # by a decision with its reason: nothing is kept back

    def hide(self, text: str) -> str:
        """`text` with every name of a protected person masked, word by word.

        >>> Protection().hide("Nobody is named.")
        'Nobody is named.'
        """
        return _hidden(text, self.names)

    def shown(self, record: Record) -> Record:
        """`record` as it may be seen: names masked wherever they stand, whereabouts and private lives kept back."""
        if self.lifted:
            return record
        return masked(record, self.hide, within=self._kept_back)

    def accused(self, finding: Finding) -> bool:
        """Whether a finding lays a crime on a named person: it never stands in a heading as if it were so."""
        return finding.predicate in load_protection()["crimes"] and finding.subject.actor in self.public

    def _kept_back(self, record: object) -> object:
        match record:
            case Claim():
                return self._claim(record)
            case Finding():
                private = self._is_private_life(record.predicate, [record.subject.actor])
                if private or _is_sexual_violence(record.predicate, record.kind, ""):
                    return replace(record, place=(), time=None if private else record.time)
        return record

    def _claim(self, claim: Claim) -> Claim:
        if self._is_private_life(claim.predicate, [mention.actor for mention in claim.subject]):
            return replace(claim, quote=_blank(claim.quote), place=(), time=None, value=None, roles=(),
                           subject=tuple(map(_described, claim.subject)), object=tuple(map(_described, claim.object)))
        if _is_sexual_violence(claim.predicate, claim.kind, claim.quote):
            named = {word for place in claim.place for word in (place.text, place.name)}
            known = {**self.persons, **_index(named)}
            return masked(replace(claim, place=()), lambda text: _hidden(text, known))
        if self.codebook is not None and self._tells_where(claim):
            return replace(claim, place=tuple(replace(place, lat=None, lon=None) for place in claim.place))
        return claim

    def _is_private_life(self, predicate: str, subjects: Iterable[str | None]) -> bool:
        """Whether a claim is of a life that is nobody's business: birth, kin or burial of one not before the public."""
        if self.codebook is None or self.codebook[predicate].private_person_default != "withheld":
            return False
        return not any(actor in self.public for actor in subjects)

    def _tells_where(self, claim: Claim) -> bool:
        assert self.codebook is not None
        rules = load_protection()
        if not any(place.lat is not None for place in claim.place):
            return False
        if self.codebook[claim.predicate].group not in rules["whereabouts_groups"]:
            return False
        if any(mention.kind == "PER" for mention in claim.subject):
            return True
        latest = claim.time.latest if claim.time else None
        return (latest is None or self.today is None
                or (self.today - date.fromisoformat(latest)).days < rules["whereabouts_days"])  # fmt: skip


def protection(
    actors: Iterable[Actor], claims: Iterable[Claim], documents: Iterable[Document] = (), *,
    codebook: Codebook | None = None, today: date | None = None, unmasked: Unmasking | None = None,
) -> Protection:  # fmt: skip
    """Protection for every person whom no report shows in a public role; a role that is not known is none.

    Beside the people claims speak of it finds those whom `documents` name next to an age, a kin or a word for a
    bystander. Names are hidden by each of their words, but for words others are called by and words of plain English.
    `unmasked` lifts it but for minors and victims of sexual violence, and for these too where it gives a reason.
    """
    if unmasked is not None and unmasked.reason:
        return Protection(lifted=True)
    rules = load_protection()
    known, said, texts = list(actors), list(claims), [document.text for document in documents]
    in_office = {mention.actor for claim in said if claim.predicate == "holds_role" and claim.kind in
                 rules["public_roles"] and claim.certainty in ("CT+", "PR+") for mention in claim.subject}  # fmt: skip
    victims = {mention.actor for claim in said for mention in claim.object
               if _is_sexual_violence(claim.predicate, claim.kind, "") and mention.kind == "PER"}  # fmt: skip
    named = {beside for text in texts for beside in _named_beside(text, rules)}
    minors = {name for name, age in named if age is not None and age < rules["adult_from"]}
    private, public = [], []
    for actor in known:
        if actor.kind == "PER" and (actor.id in victims or _forms(actor) & minors):
            private.append(actor)
            minors |= _forms(actor)
        elif actor.kind == "PER" and not (actor.public_role is True or actor.id in in_office):
            private.append(actor)
        else:
            public.append(actor)
    forms = {form for actor in private for form in _forms(actor)}
    beside = {name for name, _ in named}
    beside |= {source.name for claim in said for source in claim.sources
               if source.kind == "named" and source.actor is None and source.side is None}  # fmt: skip
    if unmasked is not None:
        private = [actor for actor in private if _forms(actor) & minors or actor.id in victims]
        forms, beside = {form for actor in private for form in _forms(actor)}, set()
    others = {form for actor in public for form in _forms(actor)}
    others |= {place.name for claim in said for place in claim.place}
    others |= {source.name for claim in said for source in claim.sources
               if source.kind not in ("named", "unnamed")} - beside  # fmt: skip
    hidden = _telling(forms | minors, others - minors, texts) | _telling(beside, others, texts, sure=False)
    return Protection(
        people=frozenset(actor.id for actor in private), names=_index(hidden),
        persons=_index({form for actor in known if actor.kind == "PER" for form in _forms(actor)} | hidden),
        public=frozenset(actor.id for actor in public), codebook=codebook if unmasked is None else None, today=today,
    )  # fmt: skip


def _forms(actor: Actor) -> set[str]:
    return {name.form.form for name in actor.names if name.form.kind != "description"}


def _telling(forms: Iterable[str], others: set[str], texts: Iterable[str], *, sure: bool = True) -> set[str]:
    """What of private names to hide: the words of them that nobody else bears and English does not know, and the whole.

    A name of several words is hidden whole even where others share all its words, if it is `sure` to be a person's.
    """
    wanted = [form for form in forms if form not in others and not _holds_another(form, others)]
    plain = set(load_protection()["no_names"])
    asked = {word.lower() for form in wanted for word in _names(form)} - plain
    for text in texts:
        plain |= asked & set(_WORD.findall(text))
    shared = {word for form in others for word in _WORD.findall(form)}
    hidden: set[str] = set()
    for form in wanted:
        own = [word for word in _names(form) if word not in shared and word.lower() not in plain]
        hidden |= {form, *own} if own or (sure and len(_names(form)) > 1) else set()
    return hidden


def _holds_another(form: str, others: set[str]) -> bool:
    """Whether the name of somebody else, of two words or more, stands inside a name: `Colonel Radko Vellin`."""
    words = form.split()
    return any(" ".join(words[first:last]) in others for first in range(len(words)) for last in
               range(first + 2, len(words) + 1))  # fmt: skip


def _names(form: str) -> list[str]:
    """The words of a form that name: capitalised, three letters or more."""
    return [word for word in _WORD.findall(form) if word[0].isupper() and len(word) > 2]


# -- names in a text ----------------------------------------------------------------------------------------------


def _index(forms: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names by their first word, as they are written, in capitals, and, where they have several words, in small."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for form in forms:
        words = tuple(_WORD.findall(form))
        for written in {words, tuple(word.upper() for word in words)} | (
            {tuple(word.lower() for word in words)} if len(words) > 1 else set()
        ):
            if written:
                found[written[0]].add(written)
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()}


def _hidden(text: str, names: Mapping[str, tuple[tuple[str, ...], ...]]) -> str:
    if not names or names.keys().isdisjoint(_WORD.findall(text)):
        return text
    words = list(_WORD.finditer(text))
    parts, kept, place = [], 0, 0
    while place < len(words):
        name = next((name for name in names.get(words[place][0], ()) if _stands(name, words, place, text)), None)
        if name is None:
            place += 1
            continue
        start, end = words[place].start(), words[place + len(name) - 1].end()
        parts += [text[kept:start], _blank(text[start:end])]
        kept, place = end, place + len(name)
    return "".join([*parts, text[kept:]]) if parts else text


def _stands(name: tuple[str, ...], words: list[re.Match[str]], place: int, text: str) -> bool:
    held = words[place : place + len(name)]
    return [word[0] for word in held] == list(name) and all(
        len(between := text[one.end() : other.start()]) <= 2 or _JOINING.fullmatch(between)
        for one, other in pairwise(held)
    )  # fmt: skip


def _blank(text: str) -> str:
    return _LETTER.sub(MASK, text)


def _described(mention: Mention) -> Mention:
    return replace(mention, text=_blank(mention.text)) if mention.text != mention.name else mention


def _is_sexual_violence(predicate: str, kind: str | None, quote: str) -> bool:
    rules = load_protection()
    if predicate == "abuse" and kind in rules["sexual_violence_kinds"]:
        return True
    return not set(rules["sexual_violence_words"]).isdisjoint(quote.lower().split())


@cache
def _anchors() -> tuple[re.Pattern[str], Mapping[str, tuple[re.Pattern[str], ...]]]:
    """What stands beside a private name, by its kind, and how the name stands to each kind.

    Anchors are looked for first: a report has few of them and many capitals. A bare number is the age of two words or
    more: `Dorvan, 34,` is nobody.
    """
    rules = load_protection()
    kin, bystanders = ("|".join(sorted(rules[name], key=len, reverse=True)) for name in ("kin", "bystanders"))
    age, old = r"(?P<age>\d{1,3})", r"[- ]years?[- ]old\b"
    apposed = rf"{_FULL},\s+(?:an?|the|his|her|their)\s+(?:[\w-]+\s+){{0,2}}?"
    anchor = (rf"\b(?:(?P<kin>{kin})|(?P<bystander>{bystanders}))\b|(?P<old>\d{old})"
              r"|(?P<bare>(?:,|\bwas|\bis)\s+(?:aged\s+)?\d{1,3}\b)")  # fmt: skip
    return re.compile(anchor), {
        "kin": (
            re.compile(rf"\b(?:{kin}),?\s+{_FULL}"), re.compile(rf"{apposed}(?:{kin})\b"),
            re.compile(rf"{_FULL},?\s+(?:with|and)\s+(?:his|her|their)\s+(?:{kin})\b"),
        ),
        "bystander": (re.compile(rf"\b(?:{bystanders})\s+{_FULL}"), re.compile(rf"{apposed}(?:{bystanders})\b")),
        "old": (
            re.compile(rf"{_FULL},\s+(?:an?\s+|the\s+)?(?:aged\s+)?{age}{old}"),
            re.compile(rf"\b{age}{old}(?:\s+[\w-]+){{0,4}}?,?\s+{_SEVERAL}"),
            re.compile(rf"\b{age}{old}(?:\s+[a-z-]+){{0,3}},\s+{_FULL}"),
        ),
        "bare": (
            re.compile(rf"{_SEVERAL},\s+(?:aged\s+)?{age}(?=[,.;)])"),
            re.compile(rf"{_SEVERAL},?\s+(?:was|is)\s+(?:aged\s+)?{age}(?=\s+(?:years|when|in|at)\b|[,.;])"),
        ),
    }


def _named_beside(text: str, rules: Mapping[str, Any]) -> Iterator[tuple[str, int | None]]:
    """People whom a text names beside a kin, a word for a bystander or an age, with the age where there is one."""
    anchors, patterns = _anchors()
    for anchor in anchors.finditer(text):
        first = text.rfind(" ", 0, max(0, anchor.start() - _REACH)) + 1
        for pattern in patterns[anchor.lastgroup or ""]:
            for found in pattern.finditer(text, first, anchor.end() + _REACH):
                if _is_a_name(found, text, rules):
                    yield found["name"], int(found["age"]) if "age" in pattern.groupindex else None


def _is_a_name(found: re.Match[str], text: str, rules: Mapping[str, Any]) -> bool:
    before = text[max(0, found.start("name") - 20) : found.start("name")].split()[-1:]
    first = found["name"].split()[0]  # `In Dorvan`, where a sentence begins
    placed = {word.lower() for word in (*before, first)} & set(rules["placing"])
    return not placed and found["name"].lower() not in rules["no_names"]
