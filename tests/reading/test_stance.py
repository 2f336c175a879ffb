"""How surely it is said. The sentences are parsed by the model sayso ships; nobody in them exists."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.test_attribution import any_sentence
from tests.support.makers import a_document

from sayso.codebook.cues import Example, load_hedges
from sayso.reading.attribution import hear
from sayso.reading.mending import mended
from sayso.reading.stance import stance_of
from sayso.reading.syntax import load_parser
from sayso.records import Certainty, ReadingError, Stance


@pytest.fixture(scope="module")
def parser():
    try:
        return load_parser("encoder")
    except ReadingError as missing:
        pytest.skip(f"The sentences need the language model: {missing}")


def stance(parser, marked: str) -> tuple[Stance, Certainty]:
    """Stance and certainty of the word in *stars*, as its innermost source puts it."""
    at, text = marked.index("*"), marked.replace("*", "")
    sentences = [mended(sentence) for sentence in parser.parse(text)]
    voices = hear(sentences, a_document(text))
    number, word = next((number, word) for number, sentence in enumerate(sentences)
                        for word, start in enumerate(sentence.starts) if start == at)  # fmt: skip
    return stance_of(sentences[number], word, voices.chain_at(number, word))


CASES: list[tuple[str, Stance, Certainty]] = [
    ("The guards *shelled* the market.", "affirmed", "CT+"),
    ("The guards did not *shell* the market.", "affirmed", "CT-"),
    ("No shots were *fired* at the crowd.", "affirmed", "CT-"),
    ("The band no longer *holds* the dam.", "affirmed", "CT-"),
    ("Neither army *shelled* the market.", "affirmed", "CT-"),
    ("The guards have yet to *leave* the mill.", "affirmed", "CT-"),
    ("The boats carry no weapons and *patrol* the strait.", "affirmed", "CT+"),
    ("The guards not only *shelled* the market but burned it.", "affirmed", "CT+"),
    ("The guards may have *shelled* the market.", "affirmed", "PS+"),
    ("The guards could *attack* the port next week.", "predicted", "PS+"),
    ("The guards could not *reach* the port.", "affirmed", "CT-"),
    ("The guards will *close* the port on Sunday.", "predicted", "CT+"),
    ("The guards will not *close* the port.", "predicted", "CT-"),
    ("The guards plan to *close* the port.", "predicted", "PR+"),
    ("The front is unlikely to *sign* the truce.", "affirmed", "PR-"),
    ("The guards probably *shelled* the market.", "affirmed", "PR+"),
    ("The army is to *withdraw* by March.", "predicted", "CT+"),
    ("If the dam *breaks*, the town will drown.", "predicted", "Uu"),
    ("Did the guards *shell* the market?", "affirmed", "Uu"),
    ("The police foiled an *attack* on the mill.", "affirmed", "CT-"),
    ("Nobody was hurt in the *attack*.", "affirmed", "CT+"),
    ("The band failed to *mount* an attack and *fled*.".replace("*fled*", "fled"), "affirmed", "CT-"),
    ("The council denied that its guards *shelled* the market.", "denied", "CT-"),
    ("The council denied the *shelling* of the market.", "denied", "CT-"),
    ("The ministry said its guards had not *shelled* the market.", "affirmed", "CT-"),
    ("The ministry said its guards *shelled* the market.", "affirmed", "CT+"),
    ("The mayor claimed that the guards *shelled* the market.", "alleged", "CT+"),
    ("The mayor accused the guards of *shelling* the market.", "alleged", "CT+"),
    ("The market was reportedly *shelled* at dawn.", "alleged", "Uu"),
    ("The guards are believed to have *shelled* the market.", "alleged", "Uu"),
    ("Detectives suspect that the guards *shelled* the market.", "alleged", "PR+"),
    ("Monitors believe that the guards *shelled* the market.", "affirmed", "PR+"),
    ("Monitors do not believe that the guards *shelled* the market.", "affirmed", "PR-"),
    ("Traders fear that the guards will *close* the port.", "predicted", "PS+"),
    ("The rebels vowed to *retake* the dam.", "predicted", "CT+"),
    ("The ministry did not say whether the guards *shelled* the market.", "affirmed", "Uu"),
    ("The ministry said the guards may have *shelled* the market.", "affirmed", "PS+"),
    ("Monitors are not convinced that the guards *shelled* the market.", "affirmed", "PR-"),
    ("The guards almost certainly *shelled* the market.", "affirmed", "PR+"),
    ("Had the guards *shelled* the market, the town would have risen.", "predicted", "Uu"),
    ("The idea that the guards *shelled* the market is absurd.", "affirmed", "CT-"),
    ("Far from *shelling* the market, the guards fled.", "affirmed", "CT-"),
    ("The mayor stopped short of *accusing* the guards.", "affirmed", "CT-"),
    ("The guards were too weak to *shell* the market.", "affirmed", "CT-"),
    ("The guards were not strong enough to *shell* the market.", "affirmed", "CT-"),
    ("The front did not sign because of *objections* from two clans.", "affirmed", "CT+"),
]


@pytest.mark.parametrize(("marked", "expected", "certainty"), CASES, ids=[marked for marked, *_ in CASES])
def test_a_deed_is_as_sure_as_its_words_make_it(parser, marked, expected, certainty):
    assert stance(parser, marked) == (expected, certainty)


@pytest.mark.parametrize("example", load_hedges().examples, ids=lambda example: example.text)
def test_every_entry_of_the_hedge_lexicon_reads_its_example(parser, example: Example):
    assert stance(parser, example.text)[1] == example.reads


@settings(max_examples=150, deadline=None)
@given(any_sentence(0), st.data())
def test_whatever_the_tree_every_word_has_a_stance(sentence, data):
    word = data.draw(st.integers(0, len(sentence.words) - 1))
    voices = hear([sentence], a_document(" ".join(sentence.words)))
    for chain in voices.chains_at(0, word):
        told, certainty = stance_of(sentence, word, chain)
        assert told in ("affirmed", "denied", "alleged", "predicted")
        assert (certainty == "CT-") or told != "denied"
