"""Who did it and to whom, by the grammar of a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.support.sentences import a_sentence

from sayso.reading.mending import mended
from sayso.reading.tree import Tree

ACTIVE = a_sentence("""
Raiders raider NOUN NNS 2 nsubj
burned burn VERB VBD 0 root
the the DET DT 4 det
mill mill NOUN NN 2 obj
""")
PASSIVE = a_sentence("""
The the DET DT 2 det
mill mill NOUN NN 4 nsubj:pass
was be AUX VBD 4 aux:pass
burned burn VERB VBN 0 root
by by ADP IN 6 case
raiders raider NOUN NNS 4 obl:agent
""")
RELATIVE = a_sentence("""
raiders raider NOUN NNS 0 root
who who PRON WP 3 nsubj
burned burn VERB VBD 1 acl:relcl
the the DET DT 5 det
mill mill NOUN NN 3 obj
""")
PARTICIPLE = a_sentence("""
the the DET DT 2 det
mill mill NOUN NN 0 root
burned burn VERB VBN 2 acl
by by ADP IN 5 case
raiders raider NOUN NNS 3 obl:agent
""")
CONTROL = a_sentence("""
Raiders raider NOUN NNS 2 nsubj
came come VERB VBD 0 root
and and CCONJ CC 4 cc
tried try VERB VBD 2 conj
to to PART TO 6 mark
burn burn VERB VB 4 xcomp
mills mill NOUN NNS 6 obj
""")
PHRASE = a_sentence("""
two two NUM CD 3 nummod
armed armed ADJ JJ 3 amod
fighters fighter NOUN NNS 0 root
from from ADP IN 6 case
the the DET DT 6 det
delta delta NOUN NN 3 nmod
who who PRON WP 8 nsubj
fled flee VERB VBD 3 acl:relcl
""")


def words(sentence, positions):
    return [sentence.words[p] for p in positions]


def test_active_and_passive_tell_the_same_doer_and_the_same_victim():
    for sentence, verb in ((ACTIVE, 1), (PASSIVE, 3)):
        tree = Tree(sentence)
        assert [w.lower() for w in words(sentence, tree.logical_subjects(verb))] == ["raiders"]
        assert words(sentence, tree.logical_objects(verb)) == ["mill"]


def test_who_stands_for_the_noun_before_it():
    assert words(RELATIVE, Tree(RELATIVE).logical_subjects(2)) == ["raiders"]


def test_a_participle_after_a_noun_is_done_to_the_noun():
    tree = Tree(PARTICIPLE)
    assert words(PARTICIPLE, tree.logical_objects(2)) == ["mill"]
    assert words(PARTICIPLE, tree.logical_subjects(2)) == ["raiders"]


def test_an_infinitive_after_and_has_the_first_verbs_subject():
    assert words(CONTROL, Tree(CONTROL).logical_subjects(5)) == ["Raiders"]


def test_a_noun_phrase_ends_before_its_relative_clause():
    tree = Tree(PHRASE)
    first, last = tree.phrase(2)
    assert words(PHRASE, range(first, last)) == ["two", "armed", "fighters", "from", "the", "delta"]


def test_a_past_tense_before_its_object_is_no_participle():
    sentence = a_sentence("""
    The the DET DT 2 det
    blast blast NOUN NN 3 nsubj
    wounded wound VERB VBD 5 amod
    eleven eleven NUM CD 5 nummod
    villagers villager NOUN NNS 0 root
    """)
    tree = Tree(mended(sentence))
    assert words(sentence, tree.logical_subjects(2)) == ["blast"]
    assert words(sentence, tree.logical_objects(2)) == ["villagers"]


def test_a_clause_after_a_preposition_has_the_subject_it_needs():
    """The killing was given to the minister of the main clause, who had nothing to do with it."""
    sentence = a_sentence("""
    The the DET DT 2 det
    minister minister NOUN NN 3 nsubj
    came come VERB VBD 0 root
    days day NOUN NNS 7 obl:tmod
    after after ADP IN 6 case
    strikes strike NOUN NNS 7 obl
    killed kill VERB VBD 3 advcl
    nine nine NUM CD 9 nummod
    soldiers soldier NOUN NNS 7 obj
    """)
    assert words(sentence, Tree(mended(sentence)).logical_subjects(6)) == ["strikes"]


def test_a_finite_clause_with_an_object_borrows_no_subject():
    sentence = a_sentence("""
    Guards guard NOUN NNS 2 nsubj
    came come VERB VBD 0 root
    killed kill VERB VBD 2 advcl
    soldiers soldier NOUN NNS 3 obj
    """)
    assert words(sentence, Tree(mended(sentence)).logical_subjects(2)) == []


def test_yet_goes_with_what_it_changes():
    sentence = a_sentence("""
    Guards guard NOUN NNS 2 nsubj
    have have VERB VBP 0 root
    yet yet ADV RB 5 advmod
    to to PART TO 5 mark
    leave leave VERB VB 2 xcomp
    """)
    assert mended(sentence).heads[2] == 1


@given(st.data())
def test_mending_leaves_a_tree(data):
    """Every word still goes up to one root, whatever tree the parser gave."""
    forms = [("“", "``"), ("”", "''"), (",", ","), ("yet", "RB"), ("to", "TO"), ("have", "VBP"), ("after", "IN"),
             ("killed", "VBD"), ("soldiers", "NNS")]  # fmt: skip
    chosen = data.draw(st.lists(st.sampled_from(forms), min_size=1, max_size=9))
    order = data.draw(st.permutations(range(len(chosen))))
    heads = {order[0]: 0}
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[data.draw(st.integers(0, place - 1))] + 1
    relations = st.sampled_from(["nsubj", "appos", "amod", "advcl", "obl", "case", "aux", "advmod"])
    sentence = a_sentence("\n".join(
        f"{form} {form} X {tag} {heads[word]} {data.draw(relations) if heads[word] else 'root'}"
        for word, (form, tag) in enumerate(chosen)
    ))  # fmt: skip
    tree = Tree(mended(sentence))
    [root] = [word for word, head in enumerate(tree.sentence.heads) if head < 0]
    assert all(root in [word, *tree.ancestors(word)] for word in range(len(chosen)))


def test_a_loop_of_heads_is_walked_once():
    looped = a_sentence("a a NOUN NN 2 conj\nb b NOUN NN 1 conj")
    assert len(list(Tree(looped).ancestors(0))) <= 3
