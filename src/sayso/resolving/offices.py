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
    governing: frozenset[str]
    fillers: frozenset[str]
    lands: dict[str, str]
    official: dict[str, str]  # official names of states and their initials → land; what two share is left out


@cache
def load_offices() -> Offices:
    """The offices, opened once."""
    data = tomllib.loads(resources.files("sayso.resolving").joinpath("data/offices.toml").read_text("utf8"))
    states = tomllib.loads(resources.files("sayso.codebook").joinpath("data/places/states.toml").read_text("utf8"))
    lands: dict[str, str] = {}
    for state in states["state"]:
        for form in (state["name"], *state.get("people", ()), *state.get("also", ())):
            lands.setdefault(normal(form), normal(state["name"]))
    official: dict[str, str] = {}
    shared: set[str] = set()
    for state in states["state"]:
        for form in (form for form in state.get("also", ()) if len(form.split()) > 2):
            for key in (normal(form), "".join(word[0] for word in form.split() if word[0].isupper()).casefold()):
                if official.setdefault(key, normal(state["name"])) != normal(state["name"]):
                    shared.add(key)
    words = "|".join(sorted(map(re.escape, data["offices"]), key=len, reverse=True))
    return Offices(
        called=re.compile(rf"(?:(?P<before>.+) )?(?P<office>{words})(?: of (?:the )?(?P<after>.+))?"),
        same=data["same"], endings=tuple(data["adjectives"]["endings"]),
        letters_left=data["adjectives"]["letters_left"], lands=lands, governing=frozenset(data["governing"]),
        fillers=frozenset(data["fillers"]),
        official={key: state for key, state in official.items() if key not in shared},
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
def government(name: str) -> str | None:
    """The land whose government a name means, whoever governs it; None for every other name.

    >>> government("the Varkeshi interim government") == government("government of Varkesh") == land("Varkesh")
    True
    """
    offices = load_offices()
    words = normal(name).split()
    if (official := offices.official.get(" ".join(words))) is not None:
        return official
    if not words or not offices.governing & {words[0], words[-1]}:
        return None
    rest = [word for word in words if word not in offices.governing and word not in offices.fillers]
    if len(rest) == 1:
        return land(rest[0])
    if " ".join(rest) in offices.lands:
        return offices.lands[" ".join(rest)]
    # `the Afghan Taliban government`: a land by its adjective, and who governs it
    return offices.lands.get(rest[0]) if rest else None


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
