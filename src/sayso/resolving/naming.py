"""What the names of an actor in one report come to: the keys by which it may be one with another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.records import ActorKind, LocalActor, NameForm
from sayso.resolving.names import TELLING, family, is_short, names_of, normal, short_form, skeleton
from sayso.resolving.offices import land, office

_SLIPPED = 4  # letters of a word from which on one wrong letter may be a slip
_LONE = 6  # letters of a name of one word from which on its spellings are compared
_BODIES = ("SEC", "GOV")


@dataclass(frozen=True, slots=True)
class Naming:
    """Names as they are compared; shared by all local actors that are called alike.

    `telling` and `spelled` lead from a normal form or skeleton to the form it was made of, `shorts` from a short form
    as it is compared to how it is written. `full` is the first name in full; None where there is none.
    """

    forms: tuple[NameForm, ...]
    kind: ActorKind
    telling: tuple[tuple[str, str], ...]
    spelled: tuple[tuple[str, str], ...]
    shorts: tuple[tuple[str, str], ...]
    full: str | None

    def tells(self, key: str) -> bool:
        """Whether a name tells who it is outside its own report: `Vellin` or `Army` alone does not."""
        if self.kind in _BODIES and (told := office(key)) is not None:
            return bool(told[1])
        return " " in key or self.kind not in ("PER", "SEC", "GOV", "UNIT", "POP")


@dataclass(frozen=True, slots=True)
class Node:
    """A local actor with what its report tells of it.

    `sides` are the names its side has there, `company` who else is named there; `land` is the one state it can be of.
    `bound` are its names of one word that stand for another actor of the report, or for one of several.
    """

    actor: LocalActor
    document: str
    naming: Naming
    land: str
    sides: frozenset[str]
    company: frozenset[str]
    bound: frozenset[str]
    era: str  # of a government before or since a change of power; empty: no such thing is known
    listed: bool  # by a list of names: no report speaks of it there

    @property
    def id(self) -> str:
        return self.actor.id

    def within(self, key: str) -> str:
        """Where a name tells who it is: everywhere (empty), in its era, on its side, or in its own report alone."""
        if self.era:
            return self.era
        if key not in self.bound and self.naming.tells(key):
            return ""
        if key not in self.bound and (self.land or self.actor.side):
            return self.land or normal(self.actor.side or "")
        return self.document

    def shared_keys(self) -> Iterator[str]:
        """Every key that this actor and one that may be the same share, but for the slips of its spellings."""
        naming = self.naming
        for key, _ in naming.telling:
            within = self.within(key)
            yield f"name {key}|{within}"
            if naming.kind == "PER":
                yield from (f"of {key.split()[-1]}|{side}" for side in self.sides)
        yield from (f"spelled {key}" for key, _ in naming.spelled)
        yield from (f"short {key}" for key, _ in naming.shorts)
        if (held := self.office()) is not None:
            yield f"office {held[0]}|{held[1]}"

    def office(self) -> tuple[str, str] | None:
        """The office it is, with its land; None for what is no office, or an office of nobody knows where."""
        if self.naming.full is None or self.naming.kind not in (*_BODIES, ""):
            return None
        told = office(self.naming.full)
        if told is None:
            return None
        where = told[1] or (self.land if self.naming.kind else "")
        return (told[0], f"{where} {self.era}".strip()) if where else None


@lru_cache(maxsize=262144)
def slips(key: str) -> tuple[str, ...]:
    """Keys that a skeleton shares with every one that has a letter more, less or other in one of its words."""
    words = key.split()
    if len(words) < 2:
        return ()
    found = []
    for place, word in enumerate(words):
        if len(word) >= _SLIPPED and not any(letter.isdigit() for letter in word):
            around = " ".join((*words[:place], "*", *words[place + 1 :]))
            found += [f"slip {around}|{word[:at] + word[at + 1 :]}" for at in range(len(word) + 1)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=262144)
def _naming(name: str, kind: ActorKind, forms: tuple[tuple[str, str, str | None], ...]) -> Naming:
    names = names_of(LocalActor(id="", name=name, kind=kind, names=tuple(
        NameForm(form=form, kind=of_kind, used_by=used_by) for form, of_kind, used_by in forms)))  # type: ignore[arg-type]  # fmt: skip
    full = [name.form for name in names if name.kind in TELLING and not is_short(name.form)]
    spelled = {skeleton(form): form for form in reversed(full)}
    shorts = {short_form(name.form): name.form for name in reversed(names)
              if name.kind == "abbreviation" or (name.kind in TELLING and is_short(name.form))}  # fmt: skip
    return Naming(
        forms=names, kind=kind,
        telling=tuple({normal(form): form for form in reversed(full) if normal(form)}.items()),
        spelled=tuple((key, form) for key, form in spelled.items()
                      if " " in key or (len(key) >= _LONE and kind in ("AG", "ORG"))),
        shorts=tuple(shorts.items()), full=full[0] if full else None,
    )  # fmt: skip


def naming_of(actor: LocalActor) -> Naming:
    """The names of a local actor as they are compared."""
    return _naming(actor.name, actor.kind, tuple((name.form, name.kind, name.used_by) for name in actor.names))


def nodes(
    document: str, actors: Iterable[LocalActor], *, listed: bool = False, eras: Mapping[str, str] | None = None
) -> list[Node]:
    """The actors of one report, each with what the report tells of it. A name stands for one of them or for none."""
    known = {actor.id: actor for actor in actors}
    found = [(actor, naming_of(actor)) for _, actor in sorted(known.items())]
    lands = {land(actor.name) for actor, _ in found if actor.kind == "STATE"}
    only_land = lands.pop() if len(lands) == 1 else ""
    called = {name.form.casefold(): naming for _, naming in found for name in naming.forms}
    company = frozenset() if listed else frozenset(
        naming.spelled[0][0] if naming.spelled else normal(actor.name) for actor, naming in found
        if naming.full is not None and naming.kind not in ("UNIT", "POP", "EVT", "TXT", "EQP", "PLC", "SITE")
        and naming.tells(normal(naming.full)))  # fmt: skip
    return [
        Node(
            actor=actor, document=document, naming=naming, company=company, listed=listed,
            era=(eras or {}).get(actor.id, ""), sides=_sides(actor, called), land=_land(actor, called, only_land),
            bound=frozenset(key for key, _ in naming.telling if fuller(key, naming, (other for _, other in found))),
        )
        for actor, naming in found
    ]  # fmt: skip


def fuller(key: str, naming: Naming, others: Iterable[Naming]) -> list[Naming]:
    """Those whose name ends in the one word that `key` is: `Highland Guard` for `the Guard`."""
    if " " in key or family(naming.kind) != "body" or naming.kind in (*_BODIES, "UNIT", "POP"):
        return []
    return [other for other in others if other is not naming and family(other.kind) == "body"
            and any(longer.endswith(f" {key}") for longer, _ in other.telling)]  # fmt: skip


def _land(actor: LocalActor, called: dict[str, Naming], only_land: str) -> str:
    """The state a body of one is of: its side's, else the only state of the report; empty for all others."""
    if actor.kind not in _BODIES:
        return ""
    side = called.get((actor.side or "").casefold())
    if side is not None and side.kind == "STATE" and side.full is not None:
        return land(side.full)
    return land(actor.side) if actor.side else only_land


def _sides(actor: LocalActor, called: dict[str, Naming]) -> frozenset[str]:
    if not actor.side:
        return frozenset()
    side = called.get(actor.side.casefold())
    if side is None:
        return frozenset({short_form(actor.side) if is_short(actor.side) else skeleton(actor.side)})
    return frozenset(key for keys in (side.spelled, side.shorts, side.telling) for key, _ in keys)
