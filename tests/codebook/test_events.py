"""What coders of events would keep of a claim: code, status, stage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook import load
from sayso.codebook.events import events, load_events
from sayso.records import Claim, Event, LocalActor, Mention, Source

TABLE = load_events()
ACTORS = (
    LocalActor(id="a-front", name="Kessar Front", kind="AG"),
    LocalActor(id="a-police", name="police", kind="SEC"),
    LocalActor(id="a-court", name="court", kind="GOV"),
    LocalActor(id="a-tovik", name="Tovik", kind="PER", side="police"),
    LocalActor(id="a-dera", name="Dera", kind="PER", side="Kessar Front"),
    LocalActor(id="a-villagers", name="villagers", kind="POP"),
)
BY_NAME = {actor.name: actor for actor in ACTORS}


def told(*by: str, side: str | None = None, **changed: Any) -> Claim:
    """The Kessar Front killed the mayor, told by `by`, the outermost first."""
    sources = tuple(
        Source(name=name, text=name, kind="named", side=side, actor=BY_NAME[name].id if name in BY_NAME else None)
        for name in by
    )
    facts: dict[str, Any] = {
        "id": "c-1", "document": "wire.txt", "document_id": "d-1", "start": 0, "end": 4, "quote": "dead",
        "sources": sources, "stance": "affirmed", "certainty": "CT+", "predicate": "kill", "kind": None,
        "subject": (Mention(text="Kessar Front", name="Kessar Front", actor="a-front"),),
        "object": (Mention(text="mayor", name="mayor"),),
    }  # fmt: skip
    return Claim(**(facts | changed))


def event(claim: Claim, actors: Sequence[LocalActor] = ACTORS) -> Event:
    (found,) = events([claim], actors, TABLE)
    return found


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (told(), "reported as fact"),
        (told("villagers"), "reported as fact"),
        (told("Kessar Front"), "claimed or admitted"),
        (told("Dera"), "claimed or admitted"),  # her side is the Front's
        (told("Orsk", side="Kessar Front"), "claimed or admitted"),
        (told("police", "Kessar Front", stance="alleged"), "claimed or admitted"),  # the police say that it says so
        (told("police", stance="alleged"), "suspected or accused by authorities"),
        (told("Tovik", stance="alleged"), "suspected or accused by authorities"),
        (told("villagers", stance="alleged"), "suspected or accused"),
        (told("villagers", certainty="PS+"), "possible"),
        (told(certainty="PR+"), "possible"),
        (told("unnamed", stance="alleged", certainty="Uu"), "possible"),
        (told("Kessar Front", stance="denied", certainty="CT-"), "denied"),
        (told(certainty="CT-"), "denied"),
        (told("court", certainty="CT-"), "acquitted"),
        (told("police", subject=(Mention(text="police", name="police", actor="a-police"),), certainty="CT-"), "denied"),
    ],
)
def test_the_status_follows_from_who_says_so_and_how(claim: Claim, status: str) -> None:
    assert event(claim).status == status


def test_every_status_has_its_rule_in_words() -> None:
    assert TABLE.statuses["claimed or admitted"] in event(told("Kessar Front")).because


@given(
    stance=st.sampled_from(["affirmed", "denied", "alleged", "predicted"]),
    certainty=st.sampled_from(["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]),
    by=st.lists(st.sampled_from([*BY_NAME, "somebody else"]), max_size=3),
    predicate=st.sampled_from([p.id for p in load()]),
)
def test_nothing_denied_doubted_or_suspected_is_a_plain_event(
    stance: str, certainty: str, by: list[str], predicate: str
) -> None:
    claim = told(*by, stance=stance, certainty=certainty, predicate=predicate)
    for found in events([claim], ACTORS, TABLE):
        if stance == "denied" or certainty in ("CT-", "PR-", "PS-", "PS+", "Uu"):
            assert not found.plain
        if stance == "alleged" and "Kessar Front" not in by[-1:] and "Dera" not in by[-1:]:
            assert not found.plain


@pytest.mark.parametrize(
    ("predicate", "kind", "stance", "code"),
    [
        ("attack", "bombing", "affirmed", ("ASSAULT", "explosives", "material conflict")),
        ("attack", None, "affirmed", ("ASSAULT", "", "material conflict")),
        ("agree", "ceasefire", "affirmed", ("RETREAT", "ceasefire", "material cooperation")),
        ("aid", None, "predicted", ("AGREE", "", "verbal cooperation")),
        ("attack", None, "predicted", ("THREATEN", "violence", "verbal conflict")),
        ("protest", "strike", "predicted", ("THREATEN", "", "verbal conflict")),
        ("request", None, "predicted", ("REQUEST", "", "verbal conflict")),
    ],
)
def test_a_code_follows_from_predicate_kind_and_time(
    predicate: str, kind: str | None, stance: str, code: tuple[str, str, str]
) -> None:
    found = event(told(predicate=predicate, kind=kind, stance=stance))
    assert (found.root, found.mode, found.quad) == code


def test_who_will_not_cooperate_rejects_it_and_nothing_was_done() -> None:
    """ "The Front will not release them" is no release, and no plain event of any kind."""
    found = event(told(predicate="release", stance="predicted", certainty="CT-"))
    assert (found.root, found.quad, found.plain) == ("REJECT", "verbal conflict", False)
    fought = event(told(predicate="attack", stance="predicted", certainty="CT-"))
    assert (fought.root, fought.status, fought.plain) == ("ASSAULT", "denied", False)


def test_an_agreement_that_is_signed_is_support() -> None:
    """PLOVER: to sign or ratify an agreement is SUPPORT, to agree is AGREE."""
    assert event(told(predicate="agree", roles=(("instrument", "pact"),))).root == "SUPPORT"
    assert event(told(predicate="agree", roles=(("terms", "a truce"),))).root == "AGREE"


def test_what_others_expect_is_no_threat_of_the_doers() -> None:
    found = event(told("villagers", stance="predicted"))
    assert (found.root, found.stage, found.plain) == ("ASSAULT", "threatened", False)


def test_what_plover_has_no_place_for_is_no_event() -> None:
    for predicate in ("has_alias", "has_goal", "casualty_count", "claim_responsibility"):
        assert not list(events([told(predicate=predicate)], ACTORS, TABLE))
    assert not list(events([told(predicate="attack", kind="plot")], ACTORS, TABLE))


def test_every_predicate_that_the_codebook_gives_a_plover_root_has_its_codes_and_no_other() -> None:
    codebook = load()
    given = {p.id for p in codebook if p.codes.get("plover", "")[:1].isupper()}
    assert set(TABLE.codes) == given
    for predicate, kinds in TABLE.codes.items():
        assert set(kinds) - {"any"} <= {*codebook[predicate].kinds, *codebook[predicate].levels}, predicate
        roots = {code.partition("/")[0] for code in kinds.values() if code}
        assert roots <= set(TABLE.quads)
        allowed = {part.strip().partition("/")[0] for part in codebook[predicate].codes["plover"].split(";")}
        assert roots & allowed, f"{predicate}: none of {roots} is what the codebook says, {allowed}"


def test_every_status_and_root_is_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "events.md").read_text("utf8")
    for status in TABLE.statuses:
        assert f"| {status} |" in page, status
