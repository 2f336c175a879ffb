"""The codebook: what an act, a tie or a figure is called."""

from __future__ import annotations

import json
import shutil
import time
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from sayso.codebook import Codebook, describe, load
from sayso.records import CodebookError

SHARED = Path(__file__).parents[2].parent / "shared" / "codebook.yaml"
CODES = ("plover", "cameo", "esd", "mgar", "acled", "gtd", "ucdp")


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load()


@pytest.fixture
def my_data(tmp_path: Path) -> Path:
    """A copy of the shipped data, for an analyst to change."""
    with as_file(files("sayso.codebook") / "data") as shipped:
        return Path(shutil.copytree(shipped, tmp_path / "data"))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf8")


def test_every_predicate_has_three_sentences_of_its_own(codebook: Codebook) -> None:
    assert len(codebook) == 65
    assert [p.id for p in codebook if len(p.examples) < 3] == []
    sentences = [e.text for p in codebook for e in p.examples]
    assert len(set(sentences)) == len(sentences)


def test_every_predicate_has_a_sentence_that_is_attributed_or_denied(codebook: Codebook) -> None:
    assert [p.id for p in codebook if not any(e.source or e.certainty != "CT+" for e in p.examples)] == []


def test_what_follows_from_training_is_support_and_a_link(codebook: Codebook) -> None:
    assert codebook.entailed("train") == ("support", "linked_to")
    assert codebook.entailed("joins_operations") == ("support", "cooperates_with", "linked_to")
    assert codebook.entailed("attack") == ()


def test_nothing_follows_from_itself(codebook: Codebook) -> None:
    for predicate in codebook:
        assert predicate.id not in codebook.entailed(predicate.id)


def test_who_claims_an_attack_asserts_it(codebook: Codebook) -> None:
    assert codebook["claim_responsibility"].asserts == ("attack",)
    assert codebook["claim_responsibility"].entails == ()


def test_a_predicate_that_is_not_there_is_met_with_those_that_come_close(codebook: Codebook) -> None:
    with pytest.raises(CodebookError, match="Did you mean train"):
        codebook["training"]
    with pytest.raises(CodebookError, match="sayso codebook"):
        codebook["zzz"]


def test_what_the_codebook_says_of_a_predicate_is_plain_data(codebook: Codebook) -> None:
    for predicate in codebook:
        described = describe(predicate, codebook)
        assert json.loads(json.dumps(described)) == described
        assert described["predicate"] == predicate.id
        assert described["means"]
        assert all(described["subject"].values())


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('inverse = "trained_by"\n', "", "support.toml: predicate 'train' has no `inverse`"),
        ('inverse = "trained_by"', 'inverse = "trained_by"\ncolour = "red"', "'train' has the unknown field 'colour'"),
        ('"PER"]\nobject = ["AG", "UNIT", "POP"]\nroles = ["skill"', '"SECT"]\nobject = ["AG"]\nroles = ["skill"',
         "predicate 'train': `subject` names 'SECT', which is no type"),
        ('entails = ["support"]', 'entails = ["help"]', "entails 'help', which is not in the codebook"),
        ('id = "train"', 'id = "fund"', "Two predicates are called 'fund'"),
        ("[[predicate]]", "[[predicate]", "support.toml is not valid TOML"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_codebook_is_named_with_its_file(my_data: Path, old: str, new: str, complaint: str) -> None:
    spoil(my_data / "predicates" / "support.toml", old, new)
    with pytest.raises(CodebookError) as raised:
        load(my_data)
    assert complaint in str(raised.value)


def test_a_group_without_a_file_is_named(my_data: Path) -> None:
    (my_data / "predicates" / "support.toml").unlink()
    with pytest.raises(CodebookError, match="names the group 'support'"):
        load(my_data)


def test_the_codebook_opens_in_a_tenth_of_a_second() -> None:
    def seconds() -> float:
        start = time.process_time()
        load()
        return time.process_time() - start

    assert min(seconds() for _ in range(5)) < 0.1


@pytest.mark.skipif(not SHARED.exists(), reason="the codebook of the project folder is not beside this checkout")
def test_it_agrees_with_the_codebook_it_was_made_from(codebook: Codebook) -> None:
    yaml = pytest.importorskip("yaml", reason="reading the codebook it was made from needs PyYAML")
    given = yaml.safe_load(SHARED.read_text("utf8"))
    assert codebook.version == str(given["version"])
    assert dict(codebook.types) == given["types"]
    assert dict(codebook.coding_rules) == given["coding_rules"]
    assert [p.id for p in codebook] == [p["id"] for p in given["predicates"]]
    for theirs in given["predicates"]:
        ours = codebook[theirs["id"]]
        names = {
            "group": "group",
            "means": "def",
            "inverse": "inverse",
            "time": "time",
            "symmetric": "sym",
            "sign": "sign",
        }
        assert {name: getattr(ours, name) for name in names} == {name: theirs[key] for name, key in names.items()}
        for field in ("subject", "object", "roles", "kinds", "levels", "phases"):
            assert list(getattr(ours, field)) == theirs.get(field, []), f"{ours.id}: {field}"
        assert list(ours.entails) == [name for name in theirs["entails"] if name in codebook], ours.id
        codes = {k: str(theirs[k]) for k in CODES if theirs.get(k) not in (None, "", "none")}
        assert dict(ours.codes) == codes, ours.id
