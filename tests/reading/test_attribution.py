"""Who is speaking. The sentences are parsed by the model sayso ships; nobody in them exists."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.makers import a_document

from sayso.codebook.cues import Example, load_cues
from sayso.reading.attribution import Voice, Voices, attributions, hear, source_record
from sayso.reading.mending import mended
from sayso.reading.syntax import load_parser
from sayso.records import Block, BlockKind, Document, ReadingError, Sentence


@pytest.fixture(scope="module")
def parser():
    try:
        return load_parser("encoder")
    except ReadingError as missing:
        pytest.skip(f"The sentences need the language model: {missing}")


def listen(parser, text: str, *blocks: tuple[str, BlockKind]) -> tuple[Document, list[Sentence], Voices]:
    """`text` heard; `blocks` are its parts in order, each with its kind."""
    document, at = a_document(text), 0
    kinds = []
    for part, kind in blocks:
        start = text.index(part, at)
        at = start + len(part)
        kinds.append(Block(start=start, end=at, kind=kind))
    if kinds:
        document = Document(id=document.id, name=document.name, sha256=document.sha256, text=text, blocks=tuple(kinds))
    spans = [(block.start, block.end) for block in kinds] or None
    sentences = [mended(sentence) for sentence in parser.parse(text, spans=spans)]
    return document, sentences, hear(sentences, document)


def words_at(sentences: list[Sentence], text: str, word: str) -> tuple[int, int]:
    """Sentence and word where `word` first stands."""
    start = text.index(word)
    return next((number, place) for number, sentence in enumerate(sentences)
                for place, begins in enumerate(sentence.starts) if begins == start)  # fmt: skip


def sources(parser, text: str, word: str) -> list[str]:
    """The sources of `word`, outermost first; "" stands for one that nobody names."""
    _, sentences, voices = listen(parser, text)
    return [source_record(voice, sentences)[0] for voice in voices.chain_at(*words_at(sentences, text, word))]


TOLD = [
    ("The ferry master said that the pier had burned.", "burned", ["The ferry master"]),
    ("The ferry master said the pier had burned.", "burned", ["The ferry master"]),
    ("The pier had burned, the ferry master said.", "burned", ["the ferry master"]),
    ("The pier, the ferry master said, had burned in May.", "burned", ["the ferry master"]),
    ("According to the harbour board, no ship left the port on Friday.", "left", ["the harbour board"]),
    ("No ship left the port on Friday, according to the harbour board.", "left", ["the harbour board"]),
    ("As the mayor put it, the truce died in the mud.", "died", ["the mayor"]),
    ("Not one coin came from the opium trade, protests the Salt Front.", "came", ["the Salt Front"]),
    ("In the navy's version, raiders burned the ferry.", "burned", ["the navy's"]),
    ("By the bargemen's account, the toll-keepers drew knives.", "drew", ["the bargemen's"]),
    ("A survey by the river authority found that nine wells were poisoned.", "poisoned",
     ["A survey by the river authority"]),
    ("The army's claim that the town had fallen was read out on the radio.", "fallen", ["The army's"]),
    ("The mayor accused the brigade of burning the archive.", "burning", ["The mayor"]),
    ("The brigade was accused by the mayor of burning the archive.", "burning", ["the mayor"]),
    ("The tanker was reportedly boarded at dawn.", "boarded", [""]),
    ("It is believed that the two bands share a camp.", "share", [""]),
    ("The band is said to have split in two.", "split", [""]),
    ("The alleged bribery of two judges is still before the court.", "bribery", [""]),
    ("The council denied that its guards had opened fire.", "opened", ["The council"]),
    ("The council denied the killing of the two boys.", "killing", ["The council"]),
    ("The rebels vowed to hold the dam.", "hold", ["The rebels"]),
    ("The envoy warned that the truce would not last.", "last", ["The envoy"]),
    ("The miller said raiders took his grain, and added that they burned the barn.", "burned", ["The miller"]),
    ("The miller said raiders took his grain, adding that they burned the barn.", "burned", ["The miller"]),
    ("The brigade burned the mill, officials said, adding that two men died.", "died", ["officials"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "expected"), TOLD, ids=[text for text, *_ in TOLD])
def test_what_somebody_says_is_theirs(parser, text, word, expected):
    assert sources(parser, text, word) == expected


OWN = [
    ("The guards opened fire at noon.", "opened"),
    ("The mayor accused the brigade of burning the archive.", "accused"),
    ("The raid showed that the wall was weak.", "weak"),
    ("I think the truce will hold.", "hold"),
    ("The envoy said the mill, which burned down in May, would be rebuilt.", "burned"),
    ("The bishop urged both armies to spare the granary.", "urged"),
    ("The Salt Marsh Front claimed responsibility for the bombing of the mill.", "bombing"),
]


@pytest.mark.parametrize(("text", "word"), OWN, ids=[text for text, _ in OWN])
def test_what_nobody_else_says_is_the_reports_own(parser, text, word):
    assert sources(parser, text, word) == []


def test_a_story_told_of_a_story_keeps_both_tellers(parser):
    text = "The harbour clerk said that pilgrims had reported that the toll-keepers flogged a boy."
    assert sources(parser, text, "flogged") == ["The harbour clerk", "pilgrims"]


def test_a_claim_and_its_denial_are_two_chains(parser):
    text = "The council denied the army's claim that the guards had fired."
    _, sentences, voices = listen(parser, text)
    chains = voices.chains_at(*words_at(sentences, text, "fired"))
    assert [[(source_record(v, sentences)[0], v.cue_class) for v in chain] for chain in chains] == [
        [("the army's", "distancing")], [("The council", "denial")],
    ]  # fmt: skip


def test_a_claimed_attack_is_the_reports_own_and_the_claimants(parser):
    text = "The raid on the mill was claimed by the Salt Marsh Front."
    _, sentences, voices = listen(parser, text)
    chains = voices.chains_at(*words_at(sentences, text, "raid"))
    assert [[source_record(v, sentences)[0] for v in chain] for chain in chains] == [[], ["the Salt Marsh Front"]]


def test_a_rumour_that_is_dismissed_has_one_voice(parser):
    text = "The abbot dismissed rumours that the monks were hiding rifles."
    assert sources(parser, text, "hiding") == ["The abbot"]


def test_a_quotation_runs_over_sentences(parser):
    text = "“We heard the engines. Nobody slept,” said Hadan Orel, a bargeman. “The lock was blown up.”"
    for word in ("heard", "slept", "blown"):
        assert sources(parser, text, word) == ["Hadan Orel"]


def test_a_quotation_runs_over_paragraphs_that_open_with_a_mark(parser):
    text = "The minister said: “The dam is ours.\n\n“Nobody will take it from us.”\n\nThe river rose that night."
    assert sources(parser, text, "take") == ["The minister"]
    assert sources(parser, text, "rose") == []


def test_a_statement_after_a_colon_runs_to_the_next_heading(parser):
    text = "The minister, Hadan Orel, said:\n\nWe lost four boats. The strait is open.\n\nFurther reading\n\nIt rained."
    assert sources(parser, text, "lost") == ["The minister, Hadan Orel"]
    assert sources(parser, text, "open") == ["The minister, Hadan Orel"]
    assert sources(parser, text, "rained") == []


def test_words_between_scare_marks_have_no_voice(parser):
    assert sources(parser, "The “liberation” army burned two villages in May.", "burned") == []


def test_a_sentence_that_points_back_goes_on_with_the_account(parser):
    text = "A bargeman said the brigade had mined the lock. It had hired three divers for the job."
    _, sentences, voices = listen(parser, text)
    (voice,) = voices.chain_at(*words_at(sentences, text, "hired"))
    assert voice.carried_over
    assert source_record(voice, sentences)[0] == "A bargeman"


@pytest.mark.parametrize("text", [
    "A bargeman said the brigade had mined the lock. The ministry built a new road in 2019.",
    "A bargeman said the brigade had mined the lock.\n\nIt hired three divers in May.",
    "“The brigade mined the lock,” said a bargeman. He then left for the coast.",
])  # fmt: skip
def test_no_voice_is_carried_where_the_account_breaks_off(parser, text):
    _, _, voices = listen(parser, text)
    assert not any(voice.carried_over for voice in voices)


def test_a_headline_names_its_source_before_or_after_a_colon(parser):
    for text in ("Minister: no talks held with rebels", "No talks held with rebels: minister"):
        _, sentences, voices = listen(parser, text, (text, "headline"))
        (voice,) = voices.chain_at(*words_at(sentences, text, "held"))
        assert source_record(voice, sentences)[0].lower() == "minister"


@pytest.mark.parametrize(("text", "kind"), [
    ("Two residents said the bridge was mined.", "unnamed"),
    ("The leaked memo says the bridge was mined.", "document"),
    ("The ministry said the bridge was mined.", "organisation"),
    ("Hadan Orel said the bridge was mined.", "named"),
])  # fmt: skip
def test_a_source_is_of_a_kind(parser, text, kind):
    _, sentences, voices = listen(parser, text)
    assert [source_record(voice, sentences)[1] for voice in voices] == [kind]


def test_a_source_that_does_not_say_so_is_marked(parser):
    for text in ("The ministry did not say whether the bridge was mined.", "Nobody claims that the bridge was mined.",
                 "The ministry refused to confirm that the bridge was mined."):  # fmt: skip
        _, _, voices = listen(parser, text)
        assert [voice.negated for voice in voices if voice.cue_class != "attitude"] == [True], text


def test_an_attribution_is_spans_of_the_text(parser):
    text = "The camps, officials said, were empty."
    document, sentences, voices = listen(parser, text)
    (found,) = attributions(voices, sentences)
    quote = lambda spans: [document.text[start:end] for start, end in spans]  # noqa: E731
    assert quote(found.source) == ["officials"]
    assert quote(found.cue) == ["said"]
    assert quote(found.content) == ["The camps", "were empty"]


def test_an_attitude_is_an_attribution_and_no_source(parser):
    text = "The two mayors welcomed the closure of the mill."
    _, sentences, voices = listen(parser, text)
    assert len(attributions(voices, sentences)) == 1
    assert sources(parser, text, "closure") == []


@pytest.mark.parametrize("example", load_cues().examples, ids=lambda example: example.text)
def test_every_entry_of_the_cue_lexicon_reads_its_example(parser, example: Example):
    _, _, voices = listen(parser, example.text)
    assert example.reads in [voice.cue_class for voice in voices]


# ---------------------------------------------------------------- whatever the tree
LEMMAS = sorted({word for word, _ in load_cues().entries} - {"“"})[::7]
TAGS = [("VERB", "VBD"), ("VERB", "VBN"), ("NOUN", "NN"), ("PRON", "PRP"), ("ADJ", "JJ"), ("ADV", "RB"), ("ADP", "IN")]
RELATIONS = ["nsubj", "obj", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "parataxis", "obl", "nmod",
             "nmod:poss", "amod", "case", "mark", "advmod", "nsubj:pass", "aux:pass", "expl", "iobj"]  # fmt: skip


@st.composite
def any_sentence(draw, start: int) -> Sentence:
    """A tree of cue words, pronouns and marks that no grammar would allow."""
    size = draw(st.integers(1, 9))
    vocabulary = [*LEMMAS, "he", "that", "“", "”", '"', ":", ","]
    words = draw(st.lists(st.sampled_from(vocabulary), min_size=size, max_size=size))
    tags = draw(st.lists(st.sampled_from(TAGS), min_size=size, max_size=size))
    root = draw(st.integers(0, size - 1))
    heads = [-1] * size
    for word in (word for word in range(size) if word != root):
        heads[word] = draw(st.sampled_from([root, *range(word)])) if word > root else root
    for word in range(size):
        if heads[word] == word:
            heads[word] = root
    starts = list(itertools.accumulate([start, *(len(word) + 1 for word in words[:-1])]))
    marks = ["PUNCT" if word in "“”\":," else None for word in words]
    return Sentence(
        words=tuple(words), starts=tuple(starts), ends=tuple(s + len(w) for s, w in zip(starts, words, strict=True)),
        lemmas=tuple(words), upos=tuple(m or t[0] for m, t in zip(marks, tags, strict=True)),
        xpos=tuple(t[1] for t in tags), heads=tuple(heads),
        relations=tuple("root" if word == root else draw(st.sampled_from(RELATIONS)) for word in range(size)),
    )  # fmt: skip


@st.composite
def any_report(draw) -> tuple[str, list[Sentence]]:
    sentences: list[Sentence] = []
    text = ""
    for _ in range(draw(st.integers(1, 4))):
        sentence = draw(any_sentence(len(text)))
        sentences.append(sentence)
        text += " ".join(sentence.words) + draw(st.sampled_from([" ", "\n\n"]))
    return text, sentences


@settings(max_examples=150, deadline=None)
@given(any_report())
def test_whatever_the_tree_no_voice_answers_for_its_own_cue_and_no_chain_loops(report):
    text, sentences = report
    voices = hear(sentences, a_document(text))
    for voice in voices:
        held = {(number, word) for number, words in voice.content for word in words}
        if not voice.carried_over:
            assert not held & {(voice.sentence, word) for word in voice.cue_words}
        assert voice.chain[-1] is voice
        assert len(set(map(id, voice.chain))) == len(voice.chain)
        assert all(isinstance(link, Voice) for link in voice.chain)
    for number, sentence in enumerate(sentences):
        for word in range(len(sentence.words)):
            assert voices.chain_at(number, word) == voices.chains_at(number, word)[0]
    for found in attributions(voices, sentences, nested=True):
        for start, end in (*found.source, *found.cue, *found.content):
            assert 0 <= start < end <= len(text)
