"""What a coder of events would keep of claims: PLOVER's root, mode and quad class, MUC-4's confidence and stage.

`docs/reference/events.md` says the rules in prose; `data/events.toml` holds the words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Protocol, get_args

from sayso.records import ActorKind, Claim, CodebookError, Event, Mention, Quad, Source, Stage, Status

NOT_SO = frozenset({"CT-", "PR-", "PS-"})
UNSURE = frozenset({"PS+", "Uu"})
PLAIN = frozenset({"reported as fact", "claimed or admitted"})


class Known(Protocol):
    """An actor, of one report or of a whole case."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> ActorKind: ...
    @property
    def id(self) -> str: ...
    @property
    def side(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTable:
    """`codes`: predicate → kind → PLOVER code, `any` for every other kind, empty for no event.

    `by_role`: predicate → role → the code it gives instead. `intended` is the root of what is still to come, `refused`
    of what is not to come, both by the quad class of the deed; `intended_modes` its mode by the root of the deed;
    `statuses` says each status in words.
    """

    quads: Mapping[str, Quad]
    codes: Mapping[str, Mapping[str, str]]
    by_role: Mapping[str, Mapping[str, str]]
    intended: Mapping[str, str]
    refused: Mapping[str, str]
    intended_modes: Mapping[str, str]
    statuses: Mapping[Status, str]
    authorities: frozenset[str]

    def code(self, claim: Claim) -> tuple[str, str]:
        """Root and mode; two empty words where PLOVER has no place for it."""
        kinds, roles = self.codes.get(claim.predicate, {}), self.by_role.get(claim.predicate, {})
        by_kind = kinds.get(claim.kind or "any", kinds.get("any", ""))
        root, _, mode = next((roles[name] for name, _ in claim.roles if name in roles), by_kind).partition("/")
        return root, mode


def load_events() -> EventTable:
    """The table shipped with sayso. Raises CodebookError where a code or a status is none."""
    table = tomllib.loads((files("sayso.codebook") / "data" / "events.toml").read_text("utf8"))
    modes = table["intended"].pop("modes")
    for predicate, kinds in (*table["predicates"].items(), *table["roles"].items()):
        for kind, code in kinds.items():
            if code and code.partition("/")[0] not in table["quads"]:
                raise CodebookError(f"events.toml: {predicate}, {kind}: {code!r} is no root of PLOVER. "
                                    f"Use one of {', '.join(table['quads'])}, or nothing.")  # fmt: skip
    if wrong := set(table["statuses"]) ^ set(get_args(Status)):
        raise CodebookError(f"events.toml: statuses: {min(wrong)!r} stands on one side only. "
                            f"Say each of {', '.join(get_args(Status))} in words, and no other.")  # fmt: skip
    return EventTable(
        quads=MappingProxyType(table["quads"]), codes=MappingProxyType(table["predicates"]),
        by_role=MappingProxyType(table["roles"]), intended=MappingProxyType(table["intended"]),
        refused=MappingProxyType(table["refused"]), intended_modes=MappingProxyType(modes),
        statuses=MappingProxyType(table["statuses"]), authorities=frozenset(table["authorities"]["kinds"]),
    )  # fmt: skip


def events(claims: Iterable[Claim], actors: Iterable[Known], table: EventTable) -> Iterator[Event]:
    """The deeds among `claims`, in their order. `actors` are those of the report or the case the claims come from."""
    coder = _Coder(tuple(actors), table)
    for claim in claims:
        event = coder.event(claim)
        if event is not None:
            yield event


class _Coder:
    def __init__(self, actors: tuple[Known, ...], table: EventTable) -> None:
        self.table = table
        self.by_id = {actor.id: actor for actor in actors}
        self.kinds = {actor.name.casefold(): actor.kind for actor in actors}

    def event(self, claim: Claim) -> Event | None:
        deed, mode = self.table.code(claim)
        if not deed:
            return None
        status, why = self.status(claim)
        root, stage = deed, self.stage(claim)
        told = f"{claim.predicate}{f'/{claim.kind}' if claim.kind else ''} is {deed}"
        willed = stage == "threatened" and self.is_the_doers(claim)
        intended = willed and status not in ("denied", "acquitted")
        if intended and (meant := self.table.intended.get(self.table.quads[deed])):
            root, mode = meant, self.table.intended_modes.get(deed, "") if meant == "THREATEN" else ""
            told += f", still to come: {root}"
        elif willed and not intended and (meant := self.table.refused.get(self.table.quads[deed])):
            root, mode = meant, ""
            told += f", which is not to come: {root}"
        return Event(
            claim=claim.id, document=claim.document, start=claim.start, end=claim.end, quote=claim.quote,
            told_by=tuple(source.name for source in claim.sources), actor=_names(claim.subject),
            recipient=_names(claim.object), predicate=claim.predicate, root=root, mode=mode,
            quad=self.table.quads[root], status=status, stage=stage,
            plain=status in PLAIN and (stage == "accomplished" or intended), because=f"{told}; {status}: {why}",
            place=tuple(place.name for place in claim.place), time=claim.time.edtf if claim.time else "",
        )  # fmt: skip

    def stage(self, claim: Claim) -> Stage:
        """MUC-4's stage of execution. What is threatened with is threatened; a plot is an attempt."""
        if claim.stance == "predicted":
            return "threatened"
        if claim.kind == "plot" or dict(claim.roles).get("planned_only"):
            return "attempted"
        return "threatened" if claim.predicate == "threaten" else "accomplished"

    def status(self, claim: Claim) -> tuple[Status, str]:
        """How sure it is told that the deed was done, and by this doer; the first rule that fits."""
        source = claim.sources[-1] if claim.sources else None
        status = self._status(claim, source)
        return status, self.table.statuses[status]

    def _status(self, claim: Claim, source: Source | None) -> Status:
        if claim.stance == "denied" or claim.certainty in NOT_SO:
            cleared = source is not None and self.is_authority(source) and not self.speaks_for_itself(claim, source)
            return "acquitted" if cleared and claim.stance != "denied" else "denied"
        if source is not None and self.speaks_for_itself(claim, source) and claim.certainty not in UNSURE:
            return "claimed or admitted"
        if claim.certainty in UNSURE or (claim.certainty == "PR+" and claim.stance != "alleged"):
            return "possible"
        if claim.stance == "alleged":
            if source is None or not source.name:
                return "possible"
            return "suspected or accused by authorities" if self.is_authority(source) else "suspected or accused"
        return "reported as fact"

    def speaks_for_itself(self, claim: Claim, source: Source) -> bool:
        """Whether the one who tells it is the one who did it, or speaks for it."""
        doers = {mention.name.casefold() for mention in claim.subject}
        ids = {mention.actor for mention in claim.subject if mention.actor}
        told = {name.casefold() for name in (source.name, source.side, self._side(source)) if name}
        return bool(doers & told) or (source.actor is not None and source.actor in ids)

    def is_authority(self, source: Source) -> bool:
        """Whether a state, an official body or a security service speaks, itself or by somebody of its own."""
        if source.kind == "state":
            return True
        kinds = {self.kinds.get(name.casefold(), "") for name in (source.name, source.side, self._side(source)) if name}
        return bool(kinds & self.table.authorities)

    def is_the_doers(self, claim: Claim) -> bool:
        """Whether the intention is told by the report itself or by whoever has it, and not guessed by others."""
        return not claim.sources or self.speaks_for_itself(claim, claim.sources[-1])

    def _side(self, source: Source) -> str | None:
        actor = self.by_id.get(source.actor or "")
        return actor.side if actor is not None else None


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(mention.name for mention in mentions)
