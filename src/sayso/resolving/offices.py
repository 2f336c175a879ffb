"""The bodies of states: which office of which land a name means, whatever order its words come in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sayso.resolving.names import normal


@dataclass(frozen=True, slots=True)
class Offices:
    """The words of `data/offices.toml`, and the lands that the codebook knows by every form of their name."""

    called: re.Pattern[str]
    same: dict[str, str]
    endings: tuple[str, ...]
    letters_left: int
    lands: dict[str, str]


@cache
def load_offices() -> Offices:
    """The offices, opened once."""
    data = tomllib.loads(resources.files("sayso.resolving").joinpath("data/offices.toml").read_text("utf8"))
    states = tomllib.loads(resources.files("sayso.codebook").joinpath("data/places/states.toml").read_text("utf8"))
    lands: dict[str, str] = {}
    for state in states["state"]:
        for form in (state["name"], *state.get("people", ()), *state.get("also", ())):
            lands.setdefault(normal(form), normal(state["name"]))
    words = "|".join(sorted(map(re.escape, data["offices"]), key=len, reverse=True))
    return Offices(
        called=re.compile(rf"(?:(?P<before>.+) )?(?P<office>{words})(?: of (?:the )?(?P<after>.+))?"),
        same=data["same"], endings=tuple(data["adjectives"]["endings"]),
        letters_left=data["adjectives"]["letters_left"], lands=lands,
    )  # fmt: skip


@lru_cache(maxsize=65536)
def office(name: str) -> tuple[str, str] | None:
    """The office that a name means and its land; an empty land where the name does not say; None for other names.

    >>> office("the government of Varkesh") == office("Varkeshi government")
    True
    >>> office("Army")
    ('army', '')
    """
    offices = load_offices()
    found = offices.called.fullmatch(normal(name))
    if found is None or (found["before"] and found["after"]):
        return None
    of = found["before"] or found["after"] or ""
    if " " in of and of not in offices.lands:
        return None
    return offices.same.get(found["office"], found["office"]), land(of) if of else ""


@lru_cache(maxsize=65536)
def land(name: str) -> str:
    """A land by its name or adjective: the codebook's name of a known state, else the word without its endings.

    >>> land("Pakistani"), land("Varkeshi"), land("Varkesh")
    ('pakistan', 'varkesh', 'varkesh')
    """
    offices = load_offices()
    word = normal(name)
    if word in offices.lands:
        return offices.lands[word]
    while ending := next((one for one in offices.endings
                          if word.endswith(one) and len(word) - len(one) >= offices.letters_left), None):  # fmt: skip
        word = word.removesuffix(ending)
    return word
