"""Where: states by name, people or seat of government, and places of the gazetteer, with ambiguity kept.

A name that several places bear is resolved by what the report says: by what it lies in (`Tripoli, Lebanon`), else by
the states and divisions the report names elsewhere, where one bearer alone lies in them; else by rank, a state before a
first division, that before a lesser one; else by size, where one bearer has more than `FAR_LARGER` times the people of
all others together. Where none of these tells, it keeps its words and gets no coordinates.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Literal

import pycountry

from sayso.records import Place

StateForm = Literal["name", "demonym", "metonym"]
Level = Literal["state", "admin1", "admin2", "town"]

_LEVELS: tuple[Level, ...] = ("state", "admin1", "admin2", "town")
_SIGNS = re.compile(r"[-‐–—'’ʼ`.]+")
_CONTAINED = re.compile(r"(?P<name>[^,]+?)(?:,| in )(?P<container>.+)")
_POSSESSED = re.compile(r"(?P<container>.+?)['’]s (?P<name>.+)")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
FAR_LARGER = 10
_PLURAL_AS_SINGULAR = ("ese", "ish", "ch", "ss", "men", "s", "z")  # the Chinese, the Irish, the French, the Swiss


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state as a word names it: by its name (`Chad`), its people (`Chadian`) or its seat (`Moscow`), says `form`."""

    name: str
    code: str  # ISO 3166-1 alpha-2; XK for Kosovo; ISO 3166-3 for states that are no more
    form: StateForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One place of the gazetteer. `admin1` is the code of the first-level division it lies in or is (`PK.02`)."""

    name: str
    level: Level
    state: str  # ISO code
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    people: int = 0  # 0: not known


Around = frozenset[str]  # codes of the states and first divisions that a report names: `PK`, `PK.02`


class Places:
    """The states and the gazetteer, opened once per worker by `load_places`."""

    def __init__(
        self,
        states: dict[str, State],
        kinds: frozenset[str],
        directions: frozenset[str],
        regions: Iterable[str],
        short: Mapping[str, str],
        tables: Iterable[tuple[Level, str]],
    ) -> None:
        """`states` by every form they go by, and the gazetteer: its levels with their tables.

        `kinds` are words such as `district`, `directions` such as `northern`; `regions` are wider than a state; `short`
        are short forms of divisions with their codes. Tables are lines of tabbed columns.
        """
        self._states = states
        self._state_names = {state.code: state.name for state in states.values()}
        self._kinds = kinds
        self._directions = directions
        self._lines: dict[str, list[tuple[Level, str]]] = {}
        self._admin1_names: dict[str, str] = {}
        for level, table in tables:
            for line, plain in zip(table.splitlines(), _folded(table).splitlines(), strict=True):
                name = plain.split("\t", 2)[1]
                self._lines.setdefault(name, []).append((level, line))
                if (bare := self._without_kind(name)) != name:
                    self._lines.setdefault(bare, []).append((level, line))
                if level == "admin1":
                    code, _, full = line.partition("\t")
                    self._admin1_names[code] = self._without_kind(full)
                    for form in (form for form, of in short.items() if of == code):
                        self._lines.setdefault(_folded(form), []).append((level, line))
        for region in regions:
            self._lines.pop(_folded(region), None)

    def state(self, word: str) -> State | None:
        """The state that a name, a demonym or a seat of government stands for; None for every other word.

        Case counts (`Turkey`, `Polish`, `US`); words all in capitals, of four letters and more, are read as headlines.
        """
        found = self._states.get(word)
        if found is None and (word.startswith(("the ", "The ")) or (len(word) > 3 and word.isupper())):
            found = self._states.get(word[4:] if word[:4].lower() == "the " else word.title())
        return found

    def sites(self, text: str) -> tuple[Site, ...]:
        """Every place `text` may mean; those in `Northland` alone where it says `Rivertown, Northland`.

        `Odra County` means a county of that name before a town; `Odra` alone a place called just so before a county. A
        word for a people (`Norwegian`) is no place.
        """
        name, container = self._parts(text)
        bare = self._bare(name)
        state = self.state(bare)
        if state is not None and state.form == "demonym":
            return ()
        found = [_site(level, line) for level, line in self._lines.get(_folded(bare), ())]
        written = _folded(name if self._ends_in_kind(name) else bare).removeprefix("the ")
        found = [site for site in found if _folded(site.name) == written] or found
        if state is not None and state.form == "name":
            found.append(Site(name=state.name, level="state", state=state.code))
        if container and (outer_sites := self.sites(container)):
            found = [site for site in found if any(_holds(outer, site) for outer in outer_sites)]
        return tuple(found)

    def around(self, names: Iterable[str]) -> Around:
        """What the names of a report tell of where it is set.

        These are the states and first divisions that it names, and the states of towns with no namesake to speak of.
        """
        found = set()
        for name in dict.fromkeys(names):
            state = self.state(name)
            site = None if state is not None else self.site(name)
            if state is not None:
                found.add(state.code)
            elif site is not None:
                found.update((site.state, site.admin1 if site.level == "admin1" else ""))
            _, container = self._parts(name)
            if container and (outer := self.site(container)) is not None:
                found.update((outer.state, outer.admin1))
        return frozenset(found - {""})

    def place(self, text: str, around: Around = frozenset()) -> Place:
        """The place `text` names in a report that names what is `around`.

        Where several bear the name and nothing tells which, or none is known: its own words, and no coordinates.
        """
        site = self.site(text, around)
        if site is None:
            return Place(text=text, name=re.sub(r"^the\s+", "", text, flags=re.IGNORECASE))
        return Place(text=text, name=site.name, lat=site.lat, lon=site.lon)

    def within(self, text: str, around: Around = frozenset()) -> tuple[str, ...]:
        """What the place lies in, from the nearest outwards: town, division, state; empty where it is not known."""
        site = self.site(text, around)
        if site is None:
            _, container = self._parts(text)  # a hotel in Harstad
            outer = self.site(container, around) if container else None
            return (outer.name, *self.within(container, around)) if outer else ()
        if site.level == "state":
            return ()
        division = self._admin1_names.get(site.admin1)
        inner = (division,) if division and site.level != "admin1" else ()
        return (*inner, self._state_names.get(site.state, site.state))

    def site(self, text: str, around: Around = frozenset()) -> Site | None:
        """The one place meant, by the rules at the head of this module; None where they do not tell.

        A division that holds a town of its name is one place, where the town is.
        """
        sites = self.sites(text)
        if len(sites) > 1 and around:
            named = [site for site in sites if site.level != "state" and site.admin1 in around]
            near = named or [site for site in sites if site.state in around]
            if near and (told := self._one(text, near)) is not None:
                return told
        if not sites:
            return None
        if (only := self._one(text, sites)) is not None:
            return only
        ranked = [site for site in sites if site.level == min(sites, key=_rank).level]
        if ranked[0].level in ("state", "admin1"):
            return self._one(text, [site for site in sites if site in ranked or _holds(ranked[0], site)])
        return self._largest(text, sites)

    def _largest(self, text: str, sites: Sequence[Site]) -> Site | None:
        """The one town that is far larger than all others of its name, whatever divisions are called so."""
        towns = sorted((site for site in sites if site.people), key=lambda site: -site.people)
        if towns and towns[0].people > FAR_LARGER * sum(site.people for site in towns[1:]):
            return self._one(text, [site for site in sites if site is towns[0] or _holds(site, towns[0])])
        return None

    def _one(self, text: str, sites: Sequence[Site]) -> Site | None:
        """The one place that all of `sites` are: the largest holds the others."""
        largest = min(sites, key=_rank)
        if any(not _holds(largest, site) for site in sites if site is not largest):
            return None
        towns = [site for site in sites if site.level == "town"]
        bare = self._without_kind(largest.name)
        name, _ = self._parts(text)
        if len(towns) == 1 and (name.endswith((" city", " town")) or not self._ends_in_kind(name)):
            return replace(largest, name=bare, lat=towns[0].lat, lon=towns[0].lon, people=towns[0].people)
        return replace(largest, name=bare, lat=None, lon=None)

    def _parts(self, text: str) -> tuple[str, str]:
        """A name and what it lies in: `A, B`, `A in B`, `A district of B`, `B's A`; no container: empty."""
        if found := _CONTAINED.match(text):
            return found["name"].strip(), found["container"].strip()
        name, _, container = text.partition(" of ")
        if container and self._ends_in_kind(name) and not self._only_a_kind(name):
            return name, container
        if found := _POSSESSED.match(text):
            return found["name"], found["container"]
        return text.strip(), ""

    def _bare(self, name: str) -> str:
        """The name without its kind and side: `the Odra district`, `the eastern town of Odra` → `Odra`."""
        kind, _, named = name.partition(" of ")
        if named and self._only_a_kind(kind):
            name = named
        words = name.split(" ")
        if len(words) > 1 and words[0].lower() == "the":
            words = words[1:]
        if len(words) > 1 and words[0] in self._directions:
            words = words[1:]
        return self._without_kind(" ".join(words))

    def _without_kind(self, name: str) -> str:
        while self._ends_in_kind(name) and " " in name:
            name = name.rpartition(" ")[0]
        return name

    def _only_a_kind(self, words: str) -> bool:
        return all(word in self._kinds | self._directions | {"the"} for word in words.lower().split())

    def _ends_in_kind(self, name: str) -> bool:
        return name.rpartition(" ")[2].lower() in self._kinds


def load_places() -> Places:
    """The package's own states and gazetteer: ISO 3166 by pycountry, demonyms and seats, GeoNames (CC BY 4.0)."""
    folder = files("sayso.codebook").joinpath("data/places")
    table = tomllib.loads(folder.joinpath("states.toml").read_text("utf-8"))
    states: dict[str, State] = {}
    forms: tuple[tuple[StateForm, str], ...] = (("metonym", "seats"), ("demonym", "people"), ("name", "also"))
    for entry in table["state"]:
        name, code = entry["name"], entry["code"]
        listed = pycountry.countries.get(alpha_2=code)
        known: dict[str, list[str]] = {key: list(entry.get(key, ())) for _, key in forms}
        known["seats"] += [entry["capital"]] if "capital" in entry else []
        known["people"] += [word + "s" for word in known["people"] if not word.endswith((*_PLURAL_AS_SINGULAR, "."))]
        official = [getattr(listed, key, None) for key in ("official_name", "common_name")]
        known["also"] += [name, *filter(None, official)]
        for form, key in forms:
            for word in known[key]:
                states[word] = State(name=name, code=code, form=form)
    levels: tuple[tuple[Level, str], ...] = (("admin1", "admin1.tsv"), ("admin2", "admin2.tsv"), ("town", "towns.tsv"))
    tables = ((level, folder.joinpath(file).read_text("utf-8")) for level, file in levels)
    return Places(states, frozenset(table["kinds"]), frozenset(table["directions"]), table["regions"], table["short"],
                  tables)  # fmt: skip


def _folded(name: str) -> str:
    """Names as they are looked up: no accents, one case, hyphens and apostrophes as spaces; line by line as given."""
    return _SIGNS.sub(" ", _ACCENTS.sub("", unicodedata.normalize("NFKD", name))).lower()


def _site(level: Level, line: str) -> Site:
    code, name, *where = line.split("\t")
    parts = code.split(".")
    lat, lon = (float(where[0]), float(where[1])) if where else (None, None)
    people = int(where[2]) if where else 0
    return Site(name=name, level=level, state=parts[0], admin1=".".join(parts[:2]), lat=lat, lon=lon, people=people)


def _rank(site: Site) -> int:
    return _LEVELS.index(site.level)


def _holds(outer: Site, inner: Site) -> bool:
    """Does the first place hold the second, or are both the same division?"""
    if outer.state != inner.state:
        return False
    if outer.level == "state":
        return True
    return outer.admin1 == inner.admin1 and (outer.level == "admin1" or inner.level in ("admin2", "town"))
