"""What a store is. Every store we ship runs this."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.makers import SmallReader, a_claim, a_document, an_actor

from sayso.records import AskingError, CaseError, Trouble
from sayso.storing import Store, open_case

read = SmallReader().read
FIRST = a_document("Kessar attacked Navar. Radio Dorn said Navar attacked Kessar.", name="a.txt", published="2024-03")
SECOND = a_document("Is it so? Harbour Post said Kessar attacked Navar.", name="b.txt")


def sqlite(folder: Path) -> Store:
    return open_case(folder / "a case.sayso", create=True)


STORES = [pytest.param(sqlite, id="sqlite")]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = request.param(tmp_path)
    yield opened
    opened.close()


def test_what_was_read_comes_back_as_it_was(store: Store):
    assert store.add(FIRST, read(FIRST)) == 2
    assert list(store.documents()) == [FIRST]
    assert list(store.claims()) == list(read(FIRST).claims)
    assert store.local_actors() == {FIRST.id: sorted(read(FIRST).actors, key=lambda actor: actor.id)}
    assert store.document("a.txt") == store.document(FIRST.id) == FIRST


def test_reading_twice_stores_once(store: Store):
    store.add(FIRST, read(FIRST))
    before = store.digest()
    assert store.add(FIRST, read(FIRST)) == 0
    assert store.digest() == before


def test_what_a_case_holds_needs_no_second_reading(store: Store):
    store.add(FIRST, read(FIRST))
    assert store.holds(FIRST, "small", "1")
    assert not store.holds(FIRST, "small", "2")
    assert not store.holds(FIRST, "large", "1")
    assert not store.holds(replace(FIRST, text="Its text was gathered anew."), "small", "1")
    assert not store.holds(SECOND, "small", "1")


def test_a_later_version_of_a_reader_replaces_what_the_earlier_took(store: Store):
    store.add(FIRST, read(FIRST))
    kept = read(FIRST).claims[0]
    assert store.add(FIRST, replace(read(FIRST), claims=(kept,), version="2")) == 0
    assert list(store.claims()) == [kept]


def test_two_readers_who_find_the_same_claim_found_one_claim(store: Store):
    store.add(FIRST, read(FIRST))
    alike = tuple(replace(claim, reader="zealous") for claim in read(FIRST).claims)
    other = replace(read(FIRST), reader="zealous", claims=alike)
    assert store.add(FIRST, other) == 0
    assert [claim.reader for claim in store.claims()] == ["small", "small"]


def test_a_report_whose_text_was_gathered_anew_takes_the_place_of_the_old(store: Store):
    store.add(FIRST, read(FIRST))
    anew = replace(FIRST, text="Better gathered. " + FIRST.text)
    store.add(anew, read(anew))
    assert list(store.documents()) == [anew]
    assert store.check() == []


def test_the_same_bytes_under_two_names_are_one_report(store: Store):
    copy = replace(FIRST, name="copies/a.txt")
    store.add(FIRST, read(FIRST))
    store.note_name(copy)
    assert list(store.documents()) == [FIRST]
    assert store.document("copies/a.txt") == FIRST


def test_what_is_learned_of_a_report_later_is_kept(store: Store):
    store.add(FIRST, read(FIRST))
    learned = replace(FIRST, publisher="Radio Dorn")
    store.add(learned, replace(read(FIRST), version="2"))
    assert list(store.documents()) == [learned]
    assert len(list(store.claims())) == 2


def test_a_reading_is_kept_only_with_its_own_report(store: Store):
    with pytest.raises(CaseError, match=r"b\.txt: the reading is of d-"):
        store.add(SECOND, read(FIRST))


def test_claims_come_by_report_and_place_in_its_text(store: Store):
    for document in (SECOND, FIRST):
        store.add(document, read(document))
    said = list(store.claims())
    assert said == sorted(said, key=lambda claim: (claim.document, claim.start))
    assert list(store.claims(document=SECOND.id)) == list(read(SECOND).claims)
    assert list(store.claims(predicate="train")) == []


def test_a_claim_is_found_by_the_beginning_of_its_id(store: Store):
    store.add(FIRST, read(FIRST))
    first, second = store.claims()
    assert store.claim(first.id) == first
    assert store.claim(second.id[:9]) == second
    with pytest.raises(AskingError, match="Give more of the id"):
        store.claim("c-")
    with pytest.raises(AskingError, match="has no such claim"):
        store.claim("c-none")


@pytest.mark.parametrize(
    ("words", "found"), [("harbour post", 1), ("HARBOUR", 1), ('post "said', 1), ("kessar* OR (", 0), (" ", 0)]
)
def test_words_are_found_whatever_signs_stand_in_them(store: Store, words: str, found: int):
    for document in (FIRST, SECOND):
        store.add(document, read(document))
    assert list(store.claims(words=words)) == list(read(SECOND).claims)[:found]


def test_the_text_of_reports_is_searched_too(store: Store):
    for document in (FIRST, SECOND):
        store.add(document, read(document))
    assert list(store.documents(words="dorn radio")) == [FIRST]


def test_troubles_with_a_file_go_when_it_is_read(store: Store):
    broken = Trouble(document="b.txt", kind="damaged", why="It ends in the middle. Fetch it again.")
    store.note(broken)
    store.note(broken)
    assert store.troubles() == [broken]
    store.add(SECOND, read(SECOND))
    assert store.troubles() == list(read(SECOND).troubles)


def test_a_judgement_is_appended_and_undone_by_another(store: Store):
    for document in (FIRST, SECOND):
        store.add(document, read(document))
    kessar = [an_actor(document, "Kessar").id for document in (FIRST, SECOND)]
    same = store.judge(*kessar, "same", reason="Both call it the front.", by="Ana")
    other = store.judge(*kessar, "different", reason="One is a river.", by="Ben")
    assert store.judgements() == [same, other]
    assert same.number is not None
    assert other.number is not None
    store.undo(same.number, reason="Too hasty.", by="Ana")
    assert store.judgements() == [other]
    with pytest.raises(AskingError, match="no such judgement stands"):
        store.undo(same.number, reason="Again.", by="Ana")
    with pytest.raises(AskingError, match="a-none: no report of this case has such an actor"):
        store.judge(kessar[0], "a-none", "same", reason="A guess.", by="Ana")


def test_what_was_done_to_a_case_is_kept(store: Store):
    store.add(FIRST, read(FIRST))
    store.add(FIRST, replace(read(FIRST), version="2"))
    left, right = (actor.id for actor in read(FIRST).actors)
    judged = store.judge(left, right, "different", reason="Two rivers.", by="Ana")
    assert judged.number is not None
    store.undo(judged.number, reason="One river.", by="Ben")
    assert [change.what for change in store.changes()] == ["read", "read again", "judged", "undone"]


def test_a_report_is_recorded_when_it_came(tmp_path: Path):
    with open_case(tmp_path / "timed.sayso", create=True, clock=lambda: datetime(2025, 1, 2, 3, tzinfo=UTC)) as store:
        store.add(FIRST, read(FIRST))
        assert store.recorded() == {FIRST.id: "2025-01-02T03:00:00+00:00"}


reports = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(lambda start: f"{start} Kessar attacked Navar."),
    unique=True, max_size=4,
)  # fmt: skip


@pytest.mark.parametrize("make", STORES)
@settings(max_examples=15, deadline=None)
@given(reports, st.integers(0, 10))
@example(["\x00 Kessar attacked Navar."], 0)
def test_neither_order_nor_time_of_storing_changes_what_a_case_says(
    make: Callable[[Path], Store], texts: list[str], seed: int
):
    documents = [a_document(text, name=f"{number}.txt") for number, text in enumerate(texts)]
    digests = set()
    for order in (documents, random.Random(seed).sample(documents, len(documents))):
        with TemporaryDirectory() as folder:
            store = make(Path(folder))
            for document in order:
                store.add(document, read(document))
            assert all(claim.quote == store.document(claim.document_id).text[claim.start : claim.end]
                       for claim in store.claims())  # fmt: skip
            assert store.check() == []
            digests.add(store.digest())
            store.close()
    assert len(digests) == 1


def test_the_clock_is_no_part_of_what_a_case_says(tmp_path: Path):
    digests = set()
    for day in (1, 2):
        now = datetime(2025, 1, day, tzinfo=UTC) + timedelta(hours=day)
        with open_case(tmp_path / f"{day}.sayso", create=True, clock=lambda now=now: now) as store:  # type: ignore[misc]
            store.add(FIRST, read(FIRST))
            digests.add(store.digest())
    assert len(digests) == 1


def test_what_a_case_says_changes_with_every_claim(store: Store):
    store.add(FIRST, read(FIRST))
    before = store.digest()
    said = read(FIRST)
    denied = a_claim(FIRST, "Navar attacked Kessar.", subject="Navar", object="Kessar", stance="denied")
    store.add(FIRST, replace(said, claims=(*said.claims, denied), version="2"))
    assert store.digest() != before


def test_what_is_done_with_a_case_can_be_put_on_record(store: Store):
    store.log("unmasked", "claims", "by Ana: The court asks.")
    assert [(change.what, change.about, change.note) for change in store.changes()] == [
        ("unmasked", "claims", "by Ana: The court asks.")]  # fmt: skip
