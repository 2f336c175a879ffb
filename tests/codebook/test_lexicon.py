"""The words that state an act or a tie, and the nouns and names that go with them."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook import Lexicon, load, load_lexicon
from sayso.records import CodebookError

LEXICON = load_lexicon()
COUNTED_ELSEWHERE = {"casualty_count"}  # tolls.toml


@pytest.fixture
def my_data(tmp_path: Path) -> Path:
    """A copy of the shipped data, for an analyst to change."""
    with as_file(files("sayso.codebook") / "data") as shipped:
        return Path(shutil.copytree(shipped, tmp_path / "data"))


def test_every_predicate_can_be_stated_in_words() -> None:
    assert {p.id for p in load()} - {f.predicate for f in LEXICON.frames} == COUNTED_ELSEWHERE


def test_a_frame_stands_in_the_file_of_its_group() -> None:
    codebook = load()
    for frame in LEXICON.frames:
        assert frame.file == f"{codebook[frame.predicate].group}.toml", frame.id


def test_no_two_frames_share_an_example() -> None:
    examples = [frame.example for frame in LEXICON.frames]
    assert len(set(examples)) == len(examples)


def test_a_verb_is_found_by_its_first_word_and_a_noun_by_its_last() -> None:
    assert any(t.words == ("open", "fire") and t.frame.predicate == "attack" for t in LEXICON.at("open", "verb"))
    assert any(t.words == ("suicide", "bombing") for t in LEXICON.at("bombing", "noun"))
    assert LEXICON.at("marmalade", "noun") == ()


def test_the_longest_words_come_first() -> None:
    for triggers in LEXICON.triggers.values():
        lengths = [len(trigger.words) for trigger in triggers]
        assert lengths == sorted(lengths, reverse=True)


def test_a_hyphenated_noun_is_found_when_the_hyphen_stands_apart() -> None:
    assert any(t.frame.predicate == "agree" for t in LEXICON.at("fire", "noun") if t.words == ("cease", "fire"))
    assert any(t.frame.predicate == "agree" for t in LEXICON.at("cease-fire", "noun"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Karsava Liberation Army", "AG"), ("Kenya Army", "SEC"), ("Kenyan Army", "SEC"), ("Lowland Army", "AG"),
        ("Army", "SEC"), ("Border Guard", "SEC"), ("Free Karsava Army", "AG"), ("Sable Front", "AG"),
        ("Ministry of the Interior", "GOV"), ("Delta Institute", "ORG"), ("Karsa Brigade", "UNIT"),
        ("Port Police", "SEC"), ("Mira Tolan", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_name_tell_what_it_names(name: str, kind: str) -> None:
    assert LEXICON.kind_of_name(name) == kind


@given(st.text())
def test_any_name_has_a_kind_or_none(name: str) -> None:
    assert LEXICON.kind_of_name(name) in {"", *(head.kind for head in LEXICON.name_heads.values())}


def test_victims_and_kin_have_no_public_role_and_officials_do() -> None:
    assert LEXICON.nouns["victim"].public_role is False
    assert LEXICON.nouns["mother"].public_role is False
    assert LEXICON.nouns["minister"].public_role is True
    assert LEXICON.nouns["rifle"].person is False


def test_who_suffers_an_attack_has_not_carried_it_out() -> None:
    assert LEXICON.light_verbs["suffer"].subject == "recipient"
    assert LEXICON.light_verbs["launch"].subject == "agent"


FRAME = """
[[frame]]
id = "train.mine"
predicate = "train"
verbs = ["groom"]
subject = ["agent"]
object = ["patient"]
source = "my own reading"
example = "Veterans groomed the recruits."
"""


def with_my_frame(data: Path, frame: str) -> Lexicon:
    (data / "frames" / "mine.toml").write_text(frame, "utf8")
    return load_lexicon(data=data)


def test_an_analyst_adds_a_word_by_adding_a_frame(my_data: Path) -> None:
    lexicon = with_my_frame(my_data, FRAME)
    (trigger,) = lexicon.at("groom", "verb")
    assert trigger.frame.predicate == "train"
    assert trigger.frame.subject_is == frozenset(load()["train"].subject)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"train"\n', '"coach"\n', "there is no predicate 'coach'"),
        ('verbs = ["groom"]', "", "has no words"),
        ('["agent"]', '["nowhere"]', "'nowhere' is no path"),
        ('verbs = ["groom"]', 'verbs = ["groom"]\nkind = "dancing"', "train has no kind 'dancing'"),
        ('verbs = ["groom"]', 'verbs = ["groom"]\nsubject_is = ["TRIBE"]', "'TRIBE' is no type"),
        ('verbs = ["groom"]', 'verbs = ["groom"]\nneeds = ["place"]', "needs 'place', which it does not have"),
        ('verbs = ["groom"]', 'verbs = ["groom"]\nwith_object = ["nouns:hats"]', "'nouns:hats' is no head lemma"),
        ('verbs = ["groom"]', 'verbs = ["groom"]\nverb = ["groom"]', "has the unknown field 'verb'"),
        ("train.mine", "train.train", "two frames are called 'train.train'"),
        ('source = "my own reading"\n', "", "has no `source`"),
        ('verbs = ["groom"]', 'verbs = ["groom"]\nalso = ["harm"]', "`also` names 'harm'"),
    ],
)
def test_a_mistake_in_a_frame_is_named_with_its_file(my_data: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(CodebookError) as raised:
        with_my_frame(my_data, FRAME.replace(old, new, 1))
    assert complaint in str(raised.value)
    assert ".toml" in str(raised.value)


def test_a_noun_listed_twice_is_named(my_data: Path) -> None:
    nouns = my_data / "nouns.toml"
    nouns.write_text(nouns.read_text("utf8") + '\n[[noun]]\nkind = "POP"\nwords = ["minister"]\n', "utf8")
    with pytest.raises(CodebookError, match="'minister' is listed twice"):
        load_lexicon(data=my_data)
