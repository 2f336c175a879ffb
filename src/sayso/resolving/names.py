"""Names made comparable: the normal form of a name, and the skeleton its spellings share."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from anyascii import anyascii

from sayso.records import ActorKind, LocalActor, NameForm, NameKind

# The kinds of name that say who an actor is. Descriptions, labels, metonyms and aliases may have several bearers
# and never join two actors by themselves.
TELLING: frozenset[NameKind] = frozenset({"full", "spelling", "self_name", "former_name"})

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_POSSESSIVE = re.compile(r"['’`´]s\b")
_INSIDE_WORD = re.compile(r"['’`´ʻʼ]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How spellings fold: words that join a name, and rewriting rules in their order."""

    particles: frozenset[str]
    letters: Mapping[int, str]
    folds: tuple[tuple[re.Pattern[str], str], ...]


@cache
def load_spelling() -> Spelling:
    """The folding rules of `data/spelling.toml`."""
    data = tomllib.loads(resources.files("sayso.resolving").joinpath("data/spelling.toml").read_text("utf8"))
    return Spelling(
        particles=frozenset(data["particles"]),
        letters=str.maketrans(
            data["letters"] | {one.upper(): two.capitalize() for one, two in data["letters"].items()}
        ),
        folds=tuple((re.compile(fold["pattern"]), fold["becomes"]) for fold in data["fold"]),
    )


@lru_cache(maxsize=262144)
def normal(form: str) -> str:
    """The name without case, diacritics, brackets, punctuation and a leading article.

    >>> normal("The Kessar Liberation Front (KLF)")
    'kessar liberation front'
    """
    bare = _POSSESSIVE.sub("", _BRACKETS.sub("", form)) or form
    latin = anyascii(bare.translate(load_spelling().letters))
    words = _NOT_WORD.sub(" ", _INSIDE_WORD.sub("", latin).lower()).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=262144)
def skeleton(form: str) -> str:
    """What all spellings of the name share. Words with a digit keep every letter but those that count (`4th`, `4`).

    >>> skeleton("Lashkar-e-Navar") == skeleton("Lashkar-i-Navaar")
    True
    >>> skeleton("Kessar Liberation Army") == skeleton("Kessar Liberation Front")
    False
    """
    particles = load_spelling().particles
    words = normal(form).split()
    return " ".join(_folded(word) for word in words if word not in particles) or " ".join(words)


@cache
def _folded(word: str) -> str:
    if any(letter.isdigit() for letter in word):
        return _ORDINAL.sub("", word)
    for pattern, becomes in load_spelling().folds:
        word = pattern.sub(becomes, word)
    return word


@lru_cache(maxsize=65536)
def short_form(form: str) -> str:
    """An abbreviation as it is compared: capitals, no dots or spaces."""
    return _NOT_WORD.sub("", anyascii(form).lower()).upper()


@lru_cache(maxsize=262144)
def is_short(form: str) -> bool:
    """Whether a form looks like an abbreviation: one word of at most six letters with two capitals or more."""
    return " " not in form.strip() and len(short_form(form)) <= 6 and sum(letter.isupper() for letter in form) >= 2


def names_of(actor: LocalActor) -> tuple[NameForm, ...]:
    """All names of a local actor, the one its report settles on among them.

    A name without a capital letter describes (`two officials`) and does not name.
    """
    names = actor.names
    if all(name.form != actor.name for name in names):
        kind: NameKind = "abbreviation" if is_short(actor.name) else "full"
        names = (NameForm(form=actor.name, kind=kind), *names)
    return tuple(
        name if any(letter.isupper() or not letter.isascii() for letter in name.form)
        else NameForm(form=name.form, kind="description", used_by=name.used_by, start=name.start, end=name.end)
        for name in names
    )  # fmt: skip


_FAMILIES: dict[ActorKind, str] = {
    "PER": "person",
    "STATE": "land", "PLC": "land", "SITE": "land",
    "AG": "body", "UNIT": "body", "SEC": "body", "GOV": "body", "ORG": "body", "POP": "body",
    "EQP": "thing", "EVT": "thing", "TXT": "thing",
}  # fmt: skip


def family(kind: ActorKind) -> str:
    """What sort of thing a kind is: person, land, body or thing; empty where the kind is not known.

    Actors of two sorts are never one, whatever they are called.
    """
    return _FAMILIES.get(kind, "")
