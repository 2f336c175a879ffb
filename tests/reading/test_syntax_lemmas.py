"""The dictionary form of the words reports use."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.syntax.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "expected"),
    [
        ("fled", "VERB", "VBD", "flee"),
        ("kidnapped", "VERB", "VBN", "kidnap"),
        ("beheading", "VERB", "VBG", "behead"),
        ("besieged", "VERB", "VBN", "besiege"),
        ("ambushes", "VERB", "VBZ", "ambush"),
        ("carries", "VERB", "VBZ", "carry"),
        ("denied", "VERB", "VBD", "deny"),
        ("bombing", "VERB", "VBG", "bomb"),
        ("targeted", "VERB", "VBN", "target"),
        ("retaliated", "VERB", "VBD", "retaliate"),
        ("mobilising", "VERB", "VBG", "mobilise"),
        ("rearmed", "VERB", "VBN", "rearm"),
        ("shelled", "VERB", "VBD", "shell"),
        ("struck", "VERB", "VBD", "strike"),
        ("found", "VERB", "VBD", "find"),
        ("found", "VERB", "VB", "found"),
        ("wound", "VERB", "VB", "wound"),
        ("KILLED", "VERB", "VBD", "kill"),
        ("n't", "PART", "RB", "not"),
        ("’s", "AUX", "VBZ", "be"),
        ("wo", "AUX", "MD", "will"),
        ("them", "PRON", "PRP", "they"),
        ("militiamen", "NOUN", "NNS", "militiaman"),
        ("bodies", "NOUN", "NNS", "body"),
        ("hostages", "NOUN", "NNS", "hostage"),
        ("churches", "NOUN", "NNS", "church"),
        ("allies", "NOUN", "NNS", "ally"),
        ("bases", "NOUN", "NNS", "base"),
        ("headquarters", "NOUN", "NN", "headquarters"),
        ("IEDs", "NOUN", "NNS", "ied"),
        ("news", "NOUN", "NN", "news"),
        ("Nations", "PROPN", "NNPS", "Nation"),
        ("Taliban", "PROPN", "NNP", "Taliban"),
        ("BLA", "PROPN", "NNP", "BLA"),
        ("deadliest", "ADJ", "JJS", "deadly"),
        ("larger", "ADJ", "JJR", "large"),
        ("worst", "ADJ", "JJS", "bad"),
        ("Pakistani", "ADJ", "JJ", "Pakistani"),
        ("4,000", "NUM", "CD", "4000"),
    ],
)
def test_a_word_has_the_lemma_of_the_treebanks(word, upos, xpos, expected):
    assert lemma(word, upos, xpos) == expected


def test_without_penn_tags_the_ending_decides():
    assert lemma("attacks", "VERB") == "attack"
    assert lemma("attacks", "NOUN") == "attack"
    assert lemma("denying", "VERB") == "deny"
    assert lemma("bring", "VERB") == "bring"
    assert lemma("press", "NOUN") == "press"


UPOS = st.sampled_from(["NOUN", "VERB", "ADJ", "PROPN", "ADV", "AUX", "NUM", "X", "odd"])
XPOS = st.sampled_from(["", "NN", "NNS", "NNPS", "NNP", "VB", "VBD", "VBG", "VBZ", "JJR", "JJS", "RBR", "CD"])


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.text(min_size=1), UPOS, XPOS)
def test_every_word_has_some_lemma(word, upos, xpos):
    assert lemma(word, upos, xpos)
