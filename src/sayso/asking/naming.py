"""Finding the actor or the source that somebody means by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from sayso.records import Actor, AskingError, Claim
from sayso.resolving import normal

_NEAR = 70  # of 100, rapidfuzz's weighted ratio: close enough to be worth offering
_OFFERED = 3
_FOREMOST = 3  # times as many reports: then a name means its foremost bearer


def actor_named(name: str, actors: Iterable[Actor]) -> Actor:
    """The one actor that goes by `name`, whatever its case, or has it as id.

    Raises `AskingError` with the names that come close where nobody is called so, and with the ids to choose from where
    several are.
    """
    bearers = actors_named(name, actors)
    if len(bearers) == 1:
        return bearers[0]
    listed = "; ".join(f"{actor.id} {actor.name} ({actor.kind or 'kind unknown'}, reports: {_reports(actor)})"
                       for actor in bearers)  # fmt: skip
    raise AskingError(f"{name}: {len(bearers)} actors go by this name. Give one of their ids: {listed}.")


def actors_named(name: str, actors: Iterable[Actor]) -> list[Actor]:
    """Every actor that goes by `name` and may be meant by it.

    A name or abbreviation tells before an alias or a description does, and the bearer whom three times as many reports
    name as any other before that other. Raises `AskingError` with the names that come close where nobody is called so.
    """
    known = list(actors)
    by_id = [actor for actor in known if actor.id == name]
    wanted = normal(name) or name
    ranked = by_id or [actor for actor in known if any(_calls(form.form.kind) and normal(form.form.form) == wanted
                                                       for form in actor.names)]  # fmt: skip
    bearers = ranked or [actor for actor in known if any(normal(form.form.form) == wanted for form in actor.names)]
    if len(bearers) > 1:
        forms = [actor for actor in bearers if any(form.form.form == name for form in actor.names)]
        bearers = forms if len(forms) == 1 else bearers
    if len(bearers) > 1:
        first, second, *_ = sorted(bearers, key=_reports, reverse=True)
        bearers = [first] if _reports(first) >= _FOREMOST * _reports(second) else bearers
    if bearers:
        return bearers
    forms_known = {form.form.form for actor in known for form in actor.names}
    raise AskingError(f"{name}: no actor of this case goes by that name.{_offer(name, forms_known)}")


def two_actors(one: str, other: str, actors: Iterable[Actor]) -> tuple[Actor, Actor]:
    """The actors that two names mean. Raises `AskingError` where both mean the same one."""
    known = list(actors)
    pair = actor_named(one, known), actor_named(other, known)
    if pair[0].id == pair[1].id:
        raise AskingError(f"{one} and {other} are one actor in this case, {pair[0].name}. Name another, or ask for "
                          f"`sayso dossier CASE {one!r}` alone; `sayso actors CASE` says why they were joined.")
    return pair


def _calls(kind: str) -> bool:
    return kind in ("full", "abbreviation", "spelling", "self_name", "former_name")


def _reports(actor: Actor) -> int:
    """How many reports name an actor."""
    return len({document for name in actor.names for document in name.documents})


def told_by(name: str, claims: Iterable[Claim], actors: Iterable[Actor]) -> Callable[[Claim], bool]:
    """Whether a claim has `name` in its chain: a source of that name, of that side, or that actor by another name.

    Raises `AskingError` with the sources that come close where nobody says anything by that name.
    """
    said = list(claims)
    wanted = normal(name) or name
    bearers = {actor.id for actor in actors
               if actor.id == name or any(normal(form.form.form) == wanted for form in actor.names)}  # fmt: skip

    def tells(claim: Claim) -> bool:
        return any(normal(source.name) == wanted or source.actor in bearers or normal(source.side or "") == wanted
                   for source in claim.sources)  # fmt: skip

    if not any(map(tells, said)):
        sources = {source.name for claim in said for source in claim.sources}
        raise AskingError(f"{name}: no source of this case goes by that name.{_offer(name, sources)}")
    return tells


def _offer(name: str, known: Iterable[str]) -> str:
    """The names that come close, as the way out."""
    near = process.extract(name, sorted(known), scorer=fuzz.WRatio, limit=_OFFERED, score_cutoff=_NEAR,
                           processor=normal)  # fmt: skip
    if near:
        return f" Did you mean {' or '.join(form for form, _, _ in near)}?"
    return " `sayso actors CASE` lists who is in it."
