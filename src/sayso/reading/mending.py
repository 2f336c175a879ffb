"""Slips of the language model that grammar can tell: a tag, a place in the tree or a role that cannot be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.syntax.lemmas import lemma
from sayso.records import Name, Predicate, Sentence

# Prepositions that also begin a finite clause (Quirk et al. 1985, 14.12).
CONJUNCTIONS = frozenset({"after", "as", "before", "since", "till", "until"})
APART = frozenset({",", "”", '"', "''"})
NOUN_SLOTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "appos", "obl:agent"})


def mended(sentence: Sentence) -> Sentence:
    """The sentence with its names, tags, tree and roles in order: first what the words are, then who did what."""
    return _deeds_mended(_whole_roles(_hung(_tagged(_whole_names(sentence)))))


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


def _deeds_mended(sentence: Sentence) -> Sentence:
    """The sentence without seven slips that parsers make, each of which would give a deed to somebody else.

    - A past tense taken for a participle: a finite verb with a subject of its own that hangs on the noun after it
      (`the blast wounded eleven`, no `blast-wounded eleven`) changes places with that noun, which is its object.
    - A clause taken for a phrase in time: in `days after two strikes killed nine` the finite verb has no subject but a
      phrase before it with `after`; a finite clause cannot do without, so the phrase is it.
    - Who speaks taken for more of what is spoken of: in `“… into the valley”, the fighter said` the fighter stands
      beside the quotation; it is no second subject of its verb and in apposition to nothing in it.
    - Who speaks taken for what is spoken: in `No coin was paid, protests the front` the front is the subject.
    - Who speaks taken for a part of the clause before: in `Asked about it, the mayor said` the mayor did not ask.
    - A lone object taken for a second one, as `Norvia` in `accused Norvia of the bombing`.
    - The middle of `have yet to leave` taken for an object or for a part of what follows: `yet` goes with `have`.
    """
    heads, relations = list(sentence.heads), list(sentence.relations)
    kids: list[list[int]] = [[] for _ in heads]
    for word, head in enumerate(heads):
        if head >= 0:
            kids[head].append(word)
    for word, tag in enumerate(sentence.xpos):
        noun = heads[word]
        if relations[word] == "iobj" and noun >= 0:
            # "accused Norvia of the bombing": what has a preposition is no object, and a lone object is no second one.
            for other in kids[noun]:
                if relations[other] == "obj" and any(relations[c] == "case" for c in kids[other]):
                    relations[other] = "obl"
            if not any(relations[other] in ("obj", "ccomp", "xcomp") for other in kids[noun]):
                relations[word] = "obj"
        subject = any(relations[c].startswith(("nsubj", "csubj", "expl")) for c in kids[word])
        if tag == "VBD" and relations[word] == "amod" and noun > word and subject:
            heads[word], relations[word] = heads[noun], relations[noun]
            heads[noun], relations[noun] = word, "obj"
        elif tag in ("VBD", "VBZ", "VBP") and relations[word] in ("advcl", "parataxis") and not subject:
            before = [c for c in kids[word] if c < word and relations[c] == "obl"]
            marks = [m for c in before[-1:] for m in kids[c] if sentence.words[m].lower() in CONJUNCTIONS]
            if marks and relations[marks[-1]] == "case":
                relations[before[-1]] = "nsubj"
                heads[marks[-1]], relations[marks[-1]] = word, "mark"
            elif relations[word] == "parataxis" and word and sentence.words[word - 1] in APART:
                after = [c for c in kids[word] if c > word and relations[c] in ("obj", "nsubj:pass")]
                first = [c for c in after if not any(relations[k] == "case" for k in kids[c])][:1]
                if first and not any(relations[c] in ("ccomp", "xcomp", "iobj") for c in kids[word]):
                    relations[first[0]] = "nsubj"
        elif tag in ("VBD", "VBZ", "VBP") and relations[word] in ("root", "ccomp") and word and not subject:
            near = _stray_subject(sentence, word, heads, relations, kids)
            if near is not None:
                heads[near], relations[near] = word, "nsubj"
        elif (
            relations[word] in ("appos", "nsubj") and 0 <= noun < word
            and _quotation_ends(sentence.words[noun + 1 : word])
        ):  # fmt: skip
            top = noun
            for _ in heads:  # as many steps as there are words, should the heads go round
                top = heads[top] if heads[top] >= 0 else top
            heads[word], relations[word] = top, "parataxis"
        elif (
            sentence.words[word].lower() == "yet" and word and sentence.lemmas[word - 1].lower() in ("have", "remain")
            and sentence.words[word + 1 : word + 2] == ("to",)
        ):  # fmt: skip
            verb = heads[word + 1]
            heads[word], relations[word] = word - 1, "advmod"
            if verb > word:
                heads[verb], relations[verb] = word - 1, "xcomp"
    changed = (tuple(heads), tuple(relations)) != (sentence.heads, sentence.relations)
    if not changed or not _hangs_together(heads):  # a parse so odd that mending would tear it stays as it is
        return sentence
    return replace(sentence, heads=tuple(heads), relations=tuple(relations))


def _stray_subject(
    sentence: Sentence, verb: int, heads: Sequence[int], relations: Sequence[str], kids: Sequence[Sequence[int]]
) -> int | None:
    """The bare noun phrase right before a finite verb without a subject that hangs in the clause before the comma."""
    noun = verb - 1
    clause = heads[noun]
    if sentence.upos[noun] not in ("NOUN", "PROPN", "PRON") or not 0 <= clause < noun or relations[clause] != "advcl":
        return None
    if relations[noun].partition(":")[0] not in ("obl", "nmod", "appos", "obj") or heads[clause] != verb:
        return None
    if any(relations[c] == "case" for c in kids[noun]):
        return None
    first = min([noun, *(c for c in kids[noun] if c > clause)])
    while (below := min((c for c in kids[first] if c > clause), default=first)) < first:
        first = below
    return noun if "," in sentence.words[clause + 1 : first] else None


def _hangs_together(heads: Sequence[int]) -> bool:
    """Whether every word goes up to the root."""
    above: list[int] = [word for word, head in enumerate(heads) if head < 0]
    below: dict[int, list[int]] = {}
    for word, head in enumerate(heads):
        below.setdefault(head, []).append(word)
    for word in above:
        above.extend(below.get(word, ()))
    return len(above) == len(heads)


def _quotation_ends(words: tuple[str, ...]) -> bool:
    """Whether a quotation that began before these words ends among them with a comma, as before its speaker."""
    closing = [at for at, word in enumerate(words) if word == "”"]
    return bool(closing) and "“" not in words and "," in words[max(0, closing[0] - 1) : closing[0] + 2]
