"""Slips of the language model that grammar can tell: a tag, a place in the tree or a role that cannot be right.

`tree.mended` then mends who did what; here the words are made what they are first.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.syntax.lemmas import lemma
from sayso.records import Name, Predicate, Sentence

NOUN_SLOTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "appos", "obl:agent"})


def settled(sentence: Sentence) -> Sentence:
    """The sentence with its tags, its apposed names and its roles in order."""
    return _whole_roles(_hung(_tagged(_whole_names(sentence))))


def _whole_names(sentence: Sentence) -> Sentence:
    """`the Centre for Sahel Studies`: a capital word that a name is tied to with `for` or `of` begins that name."""
    names = list(sentence.names)
    for place, name in enumerate(names):
        first = name.first - 2
        if name.label not in ("ORG", "MISC") or first < 1 or sentence.words[first + 1] not in ("for", "of"):
            continue
        outer = [sentence.heads[word] for word in range(name.first, name.last)]
        capital = sentence.words[first][:1].isupper() and sentence.upos[first] in ("NOUN", "PROPN")
        if capital and first in outer and sentence.words[first - 1] == "the":
            names[place] = Name(first=first, last=name.last, label="ORG", kind=name.kind)
    return replace(sentence, names=tuple(names)) if tuple(names) != sentence.names else sentence


def _tagged(sentence: Sentence) -> Sentence:
    """Tags that the words around them rule out.

    - `the shelling wounded eleven`: what has an article and stands for a noun is one.
    - `is committed to rebuilding`: after a passive's auxiliary stands a participle.
    - `the delta`: a name does not begin with a small letter, nor hold none.
    """
    upos, xpos = list(sentence.upos), list(sentence.xpos)
    named = {word for name in sentence.names for word in range(name.first, name.last)}
    for word, head in enumerate(sentence.heads):
        relation = sentence.relations[word]
        if relation == "det" and head > word and upos[head] == "VERB" and sentence.relations[head] in NOUN_SLOTS:
            upos[head], xpos[head] = "NOUN", "NN"
        elif relation == "aux:pass" and upos[head] == "ADJ" and sentence.words[head].endswith("ed"):
            upos[head], xpos[head] = "VERB", "VBN"
    for word, tag in enumerate(upos):
        if tag == "PROPN" and word not in named and sentence.words[word].islower() and sentence.words[word].isalpha():
            plural = xpos[word] == "NNPS"
            upos[word], xpos[word] = "NOUN", "NNS" if plural else "NN"
    if (tuple(upos), tuple(xpos)) == (sentence.upos, sentence.xpos):
        return sentence
    lemmas = tuple(
        old if tag == before else lemma(word, tag, penn)
        for word, old, tag, before, penn in zip(sentence.words, sentence.lemmas, upos, sentence.upos, xpos, strict=True)
    )
    return replace(sentence, upos=tuple(upos), xpos=tuple(xpos), lemmas=lemmas)


def _hung(sentence: Sentence) -> Sentence:
    """Words hung on a neighbour of the word they belong to.

    - `the founder of the league, Osip Varlan`: a person is in apposition to the founder, not to the league.
    - `Gen. Oren Vale, commander of the force`: nothing is in apposition to a title.
    - `most of the recruits`: what stands after `of` under a word that is no verb belongs to that word.
    - `Selmara to free sixty prisoners`: an infinitive under a name that tops the sentence is its verb.
    """
    heads, relations = list(sentence.heads), list(sentence.relations)
    people = {name.first + i for name in sentence.names if name.label == "PER" for i in range(name.last - name.first)}
    marks = {(heads[word], sentence.words[word].lower()) for word in range(len(heads)) if heads[word] >= 0}
    for word, head in enumerate(sentence.heads):
        if head < 0:
            continue
        above = sentence.heads[head]
        if relations[word] == "appos" and relations[head] == "nmod:desc":
            heads[word] = above
        elif relations[word] == "appos" and word in people and (head, "of") in marks:
            if relations[head] == "nmod" and above < head < word and not people & {head, above}:
                heads[word] = above
        elif relations[word] == "obl" and (word, "of") in marks and relations[head] in NOUN_SLOTS:
            if sentence.upos[head] in ("ADJ", "DET", "NUM", "NOUN", "PRON"):
                relations[word] = "nmod"
        elif (
            relations[word] == "advcl" and above < 0 and sentence.upos[head] == "PROPN" and head < word
            and sentence.xpos[word] == "VB" and (word, "to") in marks
        ):  # fmt: skip
            relations[word] = "acl"
    if (tuple(heads), tuple(relations)) == (sentence.heads, sentence.relations):
        return sentence
    return replace(sentence, heads=tuple(heads), relations=tuple(relations))


def _whole_roles(sentence: Sentence) -> Sentence:
    """A role given to a part of a name is the name's; a name that has one already keeps that: `Anselm Rudo` is one."""
    head_of: dict[int, int] = {}
    for name in sentence.names:
        inside = range(name.first, name.last)
        outer = [word for word in inside if sentence.heads[word] not in inside]
        if len(outer) == 1:
            head_of.update({word: outer[0] for word in inside if word != outer[0]})
    predicates: list[Predicate] = []
    for predicate in sentence.predicates:
        kept = {word: label for word, label in predicate.arguments if word not in head_of}
        for word, label in predicate.arguments:
            if word in head_of and head_of[word] != predicate.at:
                kept.setdefault(head_of[word], label)
        predicates.append(replace(predicate, arguments=tuple(sorted(kept.items()))))
    if tuple(predicates) == sentence.predicates:
        return sentence
    return replace(sentence, predicates=tuple(predicates))
