"""What in a case cannot both hold, and what only looks so, with both quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Unpack, get_args, get_type_hints

from sayso.asking.case import Known, known
from sayso.asking.clocks import When
from sayso.asking.dossier import Entries
from sayso.asking.geography import geography
from sayso.asking.naming import actor_named, two_actors
from sayso.asking.protection import Unmasking
from sayso.records import AskingError, Claim, Contradiction
from sayso.storing import Store
from sayso.weighing import contradictions as opposed


def contradictions(
    store: Store, *, between: tuple[str, str] | None = None, about: str | None = None, kind: str | None = None,
    verdict: str | None = None, unmasked: Unmasking | None = None, **when: Unpack[When],
) -> list[Contradiction]:  # fmt: skip
    """What cannot both hold, and what looks so and can, each with both quotes: on all, on one actor or between two.

    Raises `AskingError` for a kind or a verdict that there is not.
    """
    verdicts = get_args(get_type_hints(Contradiction)["verdict"])
    if verdict is not None and verdict not in verdicts:
        raise AskingError(f"{verdict}: there is no such verdict. There are: {', '.join(verdicts)}.")
    case = known(store, "contradictions", unmasked=unmasked, **when)
    with case.naming():
        wanted = [{actor.id for actor in two_actors(*between, case.actors)}] if between is not None else []
        wanted += [{actor_named(about, case.actors).id}] if about is not None else []
    found = contradictions_of(case)
    if kind is not None and kind not in (kinds := sorted({one.kind for one in found})):
        raise AskingError(f"{kind}: no contradiction of this case is of that kind. There are: {', '.join(kinds)}.")
    by_id = {claim.id: claim for claim in case.claims}
    entries = Entries(case, case.shade, by_id)

    def bears(one: Contradiction) -> bool:
        actors = _actors(by_id[id] for id in (*one.left, *one.right))
        return all(ids <= actors for ids in wanted)

    return case.shown(
        replace(one, left_lines=tuple(entries.line(by_id[id]) for id in one.left),
                right_lines=tuple(entries.line(by_id[id]) for id in one.right))
        for one in found if bears(one) and kind in (None, one.kind) and verdict in (None, one.verdict)
    )  # fmt: skip


def contradictions_of(case: Known) -> list[Contradiction]:
    """Every contradiction of a case, without the quotes."""
    return opposed(case.claims, case.actors, documents=case.documents, codebook=case.codebook, parties=case.parties,
                   geography=geography())  # fmt: skip


def _actors(claims: Iterable[Claim]) -> set[str]:
    return {mention.actor for claim in claims for mention in (*claim.subject, *claim.object) if mention.actor}
