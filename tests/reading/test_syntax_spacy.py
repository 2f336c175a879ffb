"""A spaCy pipeline with UD labels behind our door. Needs the extra `sayso[spacy]`; skipped where it is not there."""

from __future__ import annotations

from functools import cache

import pytest

from sayso.reading.syntax.spacy import SpacyParser, open_parser
from sayso.records.errors import ReadingError

pytestmark = pytest.mark.filterwarnings("ignore")  # spaCy's own, not ours

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'sayso[spacy]'", exc_type=ImportError)

TEXT = "Kessar raided Navar. Navar denied it."


@cache
def pipeline():
    """A parser taught one invented sentence: enough to show that words, tree and names come through the door."""
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    for pipe in ("tagger", "morphologizer", "ner"):
        nlp.add_pipe(pipe)
    words = ["Kessar", "raided", "Navar", "."]
    gold = {
        "words": words,
        "tags": ["NNP", "VBD", "NNP", "."],
        "pos": ["PROPN", "VERB", "PROPN", "PUNCT"],
        "heads": [1, 1, 1, 1],
        "deps": ["nsubj", "ROOT", "obj", "punct"],
        "entities": ["U-LOC", "O", "U-LOC", "O"],
    }
    examples = [Example.from_dict(spacy.tokens.Doc(nlp.vocab, words=words), gold)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    return nlp


def test_words_tree_and_names_come_through_with_our_offsets():
    first, second = SpacyParser(pipeline()).parse(TEXT)
    assert first.words == ("Kessar", "raided", "Navar", ".")
    assert first.heads == (1, -1, 1, 1)
    assert first.relations == ("nsubj", "root", "obj", "punct")
    assert first.upos == ("PROPN", "VERB", "PROPN", "PUNCT")
    assert first.lemmas[1] == "raid"
    assert [(name.first, name.last, name.label) for name in first.names] == [(0, 1, "LOC"), (2, 3, "LOC")]
    assert TEXT[second.start : second.end] == "Navar denied it."


def test_every_tree_has_one_root_and_the_neighbours_change_nothing():
    parser = SpacyParser(pipeline())
    sentences = [["Kessar", "raided", "Navar", ".", "Navar", "raided", "Kessar", "."], ["Go"], ["Navar", "fled"] * 9]
    together = parser.parse_tokens(sentences)
    assert together == [parser.parse_tokens([words])[0] for words in sentences]
    for sentence in together:
        assert sentence.heads.count(-1) == 1
        assert sentence.relations[sentence.heads.index(-1)] == "root"


def test_a_pipeline_from_a_folder(tmp_path):
    pipeline().to_disk(tmp_path / "ours")
    assert open_parser(str(tmp_path / "ours")).parse(TEXT) == SpacyParser(pipeline()).parse(TEXT)


def test_a_pipeline_that_is_not_there_or_does_not_parse_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="no spaCy pipeline"):
        open_parser(str(tmp_path / "nothing"))
    with pytest.raises(ReadingError, match="Say which"):
        open_parser("")
    with pytest.raises(ReadingError, match="has no parser"):
        SpacyParser(spacy.blank("en"))


def test_labels_that_are_not_universal_are_refused():
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label("nsubjpass")
    with pytest.raises(ReadingError, match="UD v2 labels"):
        SpacyParser(nlp)
