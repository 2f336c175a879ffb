"""Who is who: what joins two names, what never does, and that judgements can be taken back."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Actor, ActorKind, Join, Judgement, LocalActor, NameForm, NameKind, local_actor_id
from sayso.resolving import normal, resolve, skeleton


def an_actor(
    name: str, kind: ActorKind = "AG", *, report: str = "one.txt", also: dict[str, NameKind] | None = None,
    side: str | None = None,
) -> LocalActor:  # fmt: skip
    forms = tuple(NameForm(form=form, kind=of_kind) for form, of_kind in (also or {}).items())
    return LocalActor(id=local_actor_id(report, f"{name}/{kind}"), name=name, kind=kind, names=forms, side=side)


def together(actors: list[Actor], *names: str) -> bool:
    """Whether one actor of the case goes by all these names."""
    return any(set(names) <= {name.form.form for name in actor.names} for actor in actors)


def a_verdict(left: LocalActor, right: LocalActor, judgement: Judgement, recorded: str = "2024-01-01") -> Join:
    return Join(left=left.id, right=right.id, judgement=judgement, rule="user", reason="I know them.", by="analyst",
                recorded=recorded)  # fmt: skip


FRONT = an_actor("KLF", also={"Kessar Liberation Front": "full", "KLF": "abbreviation"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lashkar-i-Navar", "Lashkar-e-Navar"),
        ("Tahreek-e Sabz", "Tahrik-i Sabz"),
        ("The Kessar Liberation Front", "Kessar Liberation Front"),
        ("Jaysh al-Noor", "Jaish un-Nur"),
        ("Frente Revolución", "Frente Revolucion"),
        ("Sayyid Hassan Brigade", "Sayid Hasan Brigade"),
    ],
)
def test_spellings_of_one_name_are_one_actor(one: str, other: str) -> None:
    assert len(resolve({"a": [an_actor(one)], "b": [an_actor(other, report="two.txt")]})) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kessar Liberation Front", "Kessar Liberation Army"),
        ("21st Mountain Brigade", "22nd Mountain Brigade"),
        ("Sector 5 Command", "Sector 6 Command"),
        ("Kessar Front", "Kessar Liberation Front"),
        ("Karsa People's Party", "Karseni People's Party"),
        ("Northern Union", "Southern Union"),
    ],
)
def test_likeness_across_digits_or_head_nouns_joins_nobody(one: str, other: str) -> None:
    assert len(resolve({"a": [an_actor(one)], "b": [an_actor(other, report="two.txt")]})) == 2


def test_an_abbreviation_means_what_a_report_says_it_means() -> None:
    bare = an_actor("KLF", report="two.txt")
    [actor] = resolve({"one.txt": [FRONT], "two.txt": [bare]})
    assert actor.name == "Kessar Liberation Front"
    assert [join.rule for join in actor.joins] == ["abbreviation"]
    assert "KLF" in actor.joins[0].reason


def test_an_abbreviation_with_two_expansions_stays_two_and_joins_none_that_stands_alone() -> None:
    fund = an_actor("KLF", "ORG", report="two.txt", also={"Karnel Literacy Fund": "full", "KLF": "abbreviation"})
    bare = an_actor("KLF", report="three.txt")
    assert len(resolve({"one.txt": [FRONT], "two.txt": [fund], "three.txt": [bare]})) == 3


def test_an_abbreviation_nobody_spells_out_is_still_a_name() -> None:
    assert len(resolve({"a": [an_actor("KLF")], "b": [an_actor("KLF", report="two.txt")]})) == 1


def test_two_endings_of_one_word_are_one_actor_where_one_report_abbreviates_both() -> None:
    adjective = an_actor("Kessari Liberation Front", also={"Kessari Liberation Front": "full", "KLF": "abbreviation"})
    assert len(resolve({"one.txt": [FRONT, adjective]})) == 1
    elsewhere = an_actor("Kessari Liberation Front", report="two.txt")
    assert len(resolve({"one.txt": [FRONT], "two.txt": [elsewhere]})) == 2


def test_a_person_is_never_a_group_whatever_the_name() -> None:
    assert len(resolve({"a": [an_actor("Abu Karam", "PER"), an_actor("Abu Karam", "AG")]})) == 2


def test_a_person_spelled_alike_is_proposed_and_not_joined() -> None:
    actors = resolve({"a": [an_actor("Noor Karim", "PER")], "b": [an_actor("Nur Karim", "PER", report="two.txt")]})
    assert len(actors) == 2
    assert all(join.judgement == "unsure" for actor in actors for join in actor.joins)
    assert all(actor.joins for actor in actors)


def test_a_surname_or_a_bare_office_tells_nobody_in_another_report() -> None:
    for name, kind in (("Vellin", "PER"), ("Army", "SEC")):
        bare = an_actor(name, kind), an_actor(name, kind, report="two.txt")  # type: ignore[arg-type]
        assert len(resolve({"a": [bare[0]], "b": [bare[1]]})) == 2
    ours = an_actor("Army", "SEC", side="Varkesh"), an_actor("Army", "SEC", report="two.txt", side="Varkesh")
    assert len(resolve({"a": [ours[0]], "b": [ours[1]]})) == 1


def test_an_alias_or_a_description_has_many_bearers() -> None:
    one = an_actor("Aldo Brenn", "PER", also={"Commander Zero": "nom_de_guerre", "two officials": "description"})
    other = an_actor("Ruan Selk", "PER", report="two.txt",
                     also={"Commander Zero": "nom_de_guerre", "two officials": "full"})  # fmt: skip
    assert len(resolve({"a": [one], "b": [other]})) == 2


def test_each_name_keeps_the_reports_that_use_it() -> None:
    [actor] = resolve({"a": [an_actor("Lashkar-i-Navar")], "b": [an_actor("Lashkar-e-Navar", report="two.txt")]})
    assert {name.form.form: name.documents for name in actor.names} == {
        "Lashkar-i-Navar": ("a",), "Lashkar-e-Navar": ("b",),
    }  # fmt: skip


def test_the_analyst_joins_and_parts_whatever_the_rules_say() -> None:
    army, front = an_actor("Kessar Liberation Army"), an_actor("Kessar Liberation Front", report="two.txt")
    again = an_actor("Kessar Liberation Front", report="three.txt")
    local = {"a": [army], "b": [front], "c": [again]}
    assert together(resolve(local, [a_verdict(army, front, "same")]), army.name, front.name)
    assert len(resolve(local, [a_verdict(front, again, "different")])) == 3
    assert len(resolve(local, [a_verdict(front, again, "unsure")])) == 3
    later = [a_verdict(front, again, "different"), a_verdict(again, front, "same", "2024-02-01")]
    assert len(resolve(local, later)) == 2


def test_actors_parted_by_the_analyst_keep_ids_of_their_own() -> None:
    one, other = an_actor("Free Brenna Guard"), an_actor("Free Brenna Guard", report="two.txt")
    actors = resolve({"a": [one], "b": [other]}, [a_verdict(one, other, "different")])
    assert len({actor.id for actor in actors}) == 2


POOL = [
    FRONT, an_actor("KLF", report="two.txt"), an_actor("Kessar Liberation Front", report="three.txt"),
    an_actor("Kesar Liberation Front", report="four.txt"), an_actor("Kessar Liberation Army", report="five.txt"),
    an_actor("Lashkar-i-Navar", report="two.txt"), an_actor("Lashkar-e-Navar", "", report="three.txt"),
    an_actor("Lashkar-e-Navar", "PER", report="four.txt"), an_actor("KLF", "PER", report="five.txt"),
    an_actor("Noor Karim", "PER", report="one.txt"), an_actor("Nur Karim", "PER", report="two.txt"),
]  # fmt: skip
PAIRS = list(itertools.combinations(POOL, 2))
verdicts = st.lists(
    st.builds(lambda pair, judgement, day: a_verdict(*pair, judgement, f"2024-01-{day:02}"),
              st.sampled_from(PAIRS), st.sampled_from(["same", "different", "unsure"]), st.integers(1, 28)),
    max_size=6,
)  # fmt: skip


@given(st.permutations(range(len(POOL))), verdicts, st.randoms(use_true_random=False))
def test_the_order_of_reports_and_judgements_never_changes_who_is_who(
    order: list[int], judged: list[Join], rng: object
) -> None:
    straight = {f"{place}.txt": [POOL[place]] for place in range(len(POOL))}
    shuffled = {f"{place}.txt": [POOL[place]] for place in order}
    mixed = sorted(judged, key=lambda _: rng.random())  # type: ignore[attr-defined]
    assert resolve(straight, judged) == resolve(shuffled, mixed)


@given(verdicts, verdicts)
def test_a_judgement_taken_back_leaves_no_trace(kept: list[Join], undone: list[Join]) -> None:
    local = {f"{place}.txt": [actor] for place, actor in enumerate(POOL)}
    standing = [join for join in (*kept, *undone) if join not in undone or join in kept]
    assert resolve(local, standing) == resolve(local, kept)


@given(verdicts)
def test_every_local_actor_is_in_exactly_one_actor(judged: list[Join]) -> None:
    actors = resolve({f"{place}.txt": [actor] for place, actor in enumerate(POOL)}, judged)
    assert sorted(member for actor in actors for member in actor.members) == sorted(actor.id for actor in POOL)
    assert len({actor.id for actor in actors}) == len(actors)


def test_a_report_on_others_changes_nobody_known() -> None:
    local = {f"{place}.txt": [actor] for place, actor in enumerate(POOL)}
    before = resolve(local)
    after = resolve({**local, "elsewhere.txt": [an_actor("Coastal Defence Union", report="elsewhere.txt")]})
    assert [actor for actor in after if actor.name != "Coastal Defence Union"] == before


@given(st.text(max_size=30))
def test_normal_forms_and_skeletons_are_settled(form: str) -> None:
    assert normal(normal(form)) == normal(form) or normal(form).startswith("the ")
    assert skeleton(form) == skeleton(normal(form)) or normal(form).startswith("the ")


def test_ten_thousand_actors_are_joined_in_seconds() -> None:
    local = {
        f"{report}.txt": [an_actor(f"Group {report % 500} of the {place}th Valley", report=f"{report}.txt")
                          for place in range(10)]
        for report in range(1000)
    }  # fmt: skip
    assert len(resolve(local)) == 5000
