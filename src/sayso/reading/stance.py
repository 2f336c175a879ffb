"""How surely a source puts something forward: the stance and certainty of one act in one sentence.

The rules are those at the head of the codebook: certainty is FactBank's, relative to the innermost source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from sayso.codebook.cues import Hedge, Hedges, WordClass, load_hedges
from sayso.reading.voices import Voice
from sayso.records import Certainty, Sentence, Stance

Level = Literal["CT", "PR", "PS", "Uu"]
LEVELS: tuple[Level, ...] = ("CT", "PR", "PS", "Uu")  # from sure to open


@dataclass(frozen=True, slots=True)
class _Outlook:
    """How things stand at one word: how sure, whether it did *not* happen, whether it lies ahead."""

    level: Level = "CT"
    minus: bool = False
    future: bool = False

    @property
    def certainty(self) -> Certainty:
        if self.level == "Uu":
            return "Uu"
        return _CERTAINTIES[self.level, self.minus]

    def under(self, effect: Certainty, future: bool = False) -> _Outlook:
        """What `effect` makes of this: never surer than before, with the polarity of `effect`."""
        level, minus = _OUTLOOKS[effect]
        return _Outlook(max(self.level, level, key=LEVELS.index), minus, self.future or future)


_CERTAINTIES: dict[tuple[Level, bool], Certainty] = {
    ("CT", False): "CT+", ("PR", False): "PR+", ("PS", False): "PS+",
    ("CT", True): "CT-", ("PR", True): "PR-", ("PS", True): "PS-",
}  # fmt: skip
_OUTLOOKS: dict[Certainty, tuple[Level, bool]] = {
    **{certainty: outlook for outlook, certainty in _CERTAINTIES.items()}, "Uu": ("Uu", False),
}  # fmt: skip
_PLAIN = _Outlook()


def stance_of(
    sentence: Sentence, trigger: int, chain: Sequence[Voice], *, carrier: int | None = None,
    hedges: Hedges | None = None,
) -> tuple[Stance, Certainty]:  # fmt: skip
    """Stance and certainty of the act that the word at `trigger` names, as the last voice of `chain` puts it.

    `chain` is what `Voices.chain_at` gives for that word; empty: the report's own voice. `carrier` is the verb that
    says who did a deed told by a noun; the deed is then as sure as that. `hedges` is the lexicon to read with;
    None: the one sayso ships.
    """
    return _voiced(_Reader(sentence, hedges or load_hedges(), carrier).outlook(trigger, chain), chain)


def _voiced(outlook: _Outlook, chain: Sequence[Voice]) -> tuple[Stance, Certainty]:
    """What the innermost voice makes of the bare content."""
    plain: Stance = "predicted" if outlook.future else "affirmed"
    bare = outlook
    if not chain:
        return plain, outlook.certainty
    voice = chain[-1]
    if voice.cue_class == "denial":
        if voice.negated:
            return "affirmed", "PS-" if outlook.minus else "PS+"
        return ("affirmed", "CT+") if outlook.minus and outlook.level == "CT" else ("denied", "CT-")
    if voice.negated and voice.cue_class not in ("belief", "prediction"):
        return "affirmed", "Uu"
    if voice.negated and voice.cue_class == "belief" and voice.certainty is None:  # "is not convinced that"
        return plain, (outlook.under("PR+" if outlook.minus else "PR-")).certainty
    if voice.certainty is not None:
        level, minus = _OUTLOOKS[voice.certainty]
        outlook = replace(
            outlook, level=max(outlook.level, level, key=LEVELS.index),
            minus=outlook.minus != (minus != voice.negated),
        )  # fmt: skip
    if not voice.source:
        return "alleged", bare.certainty if bare.level in ("PR", "PS") else "Uu"
    if voice.cue_class == "withholding":
        return "affirmed", "Uu"
    stance = voice.stance or ("alleged" if voice.cue_class == "distancing" else plain)
    return ("predicted" if outlook.future else stance), outlook.certainty


class _Reader:
    """One sentence, read for what its hedges say of its words."""

    def __init__(self, sentence: Sentence, hedges: Hedges, carrier: int | None = None) -> None:
        self.sentence = sentence
        self.carrier = carrier
        self.hedges = hedges
        self.kids: list[list[int]] = [[] for _ in sentence.words]
        for word, head in enumerate(sentence.heads):
            if head >= 0:
                self.kids[head].append(word)

    def outlook(self, trigger: int, chain: Sequence[Voice]) -> _Outlook:
        """The outlook at `trigger`, from the top of the clause (or the cue of whoever speaks) down to it."""
        cues = {voice.cue for voice in chain if self._stands_here(voice)}
        path = [trigger]
        while (head := self.sentence.heads[path[-1]]) >= 0 and head not in cues:
            path.append(head)
        path.reverse()
        above = _Outlook("Uu") if self._asks(path[0]) else _PLAIN
        here = self._local(path[0], above, path)
        for head, word in pairwise(path):
            above = self._step(head, word, above, here)
            here = self._local(word, above, path)
        return here

    def _stands_here(self, voice: Voice) -> bool:
        lemmas, words = self.sentence.lemmas, self.sentence.words
        return voice.cue < len(lemmas) and voice.lemma.split()[0] in (
            lemmas[voice.cue].lower(), words[voice.cue].lower()
        )  # fmt: skip

    def _asks(self, top: int) -> bool:
        """Whether the sentence asks if `top` is so: a question without a question word."""
        words, xpos = self.sentence.words, self.sentence.xpos
        if "?" not in words[-3:] or self.sentence.heads[top] >= 0:
            return False
        return not any(tag in ("WP", "WRB", "WDT", "WP$") for tag in xpos[: top + 1])

    # ------------------------------------------------------------ one word
    def _local(self, word: int, above: _Outlook, path: Sequence[int]) -> _Outlook:
        """`above` with the auxiliaries, negations, hedging adverbs, determiners and conjunctions on `word`.

        "No" on a subject or object negates the verb; on the way down `path` it negates that noun itself instead.
        """
        sentence, relations = self.sentence, self.sentence.relations
        here = above
        negated = False
        modal: Hedge | None = None
        for kid in self.kids[word]:
            relation = relations[kid].partition(":")[0]
            if relation in ("aux", "cop") and sentence.xpos[kid] == "MD":
                modal = self._hedge(kid, "verb") or modal
            elif relation in ("advmod", "cc", "discourse", "aux") and (hedge := self._hedge(kid, "adverb")):
                if hedge.then == "CT-":
                    negated = negated or self._negates(kid, word)
                else:
                    here = self._under(here, hedge.then, hedge.future)
            elif hedge := self._hanging(kid, word, relation):
                here = self._under(here, hedge.then, hedge.future)
            elif relation == "advcl" and any(
                (hedge := self._hedge(mark, "conjunction")) and hedge.future and relations[mark] == "mark"
                for mark in self.kids[kid]
            ):
                here = replace(here, future=True)
            argument = relation in ("nsubj", "obj", "obl") and kid not in path and not self._nominal(word)
            if argument or relation in ("det", "amod"):
                few = self._hedge(kid, "determiner") if relation in ("det", "amod") else self._few(kid)
                if few and few.then == "CT-":
                    negated = True
                elif few:
                    here = self._under(here, few.then, few.future)
        if self._impends(word):
            here = replace(here, future=True)
        if self._supposes(word):
            here = self._under(here, "Uu", future=True)
        if modal:
            effect = (modal.negated or "CT-") if negated else modal.then
            unable = negated and effect == "CT-" and modal.then != "CT+"  # "could not reach": it did not
            return self._under(here, effect, modal.future and not unable)
        return replace(here, minus=not here.minus) if negated else here

    def _hanging(self, kid: int, word: int, relation: str) -> Hedge | None:
        """A hedge that hangs on `word` as adjective, conjunction or preposition."""
        if relation == "amod":
            return self._hedge(kid, "adjective") if self._nominal(word) else None
        if relation == "mark":
            return self._hedge(kid, "conjunction") or self._hedge(kid, "preposition")
        return self._hedge(kid, "preposition") if relation == "case" else None

    def _impends(self, word: int) -> bool:
        """ "The army is to withdraw", and the headline's "Army to withdraw"."""
        if self.sentence.relations[word] not in ("root", "acl:relcl", "conj", "parataxis"):
            return False
        xpos, relations = self.sentence.xpos, self.sentence.relations
        return any(relations[kid] == "mark" and xpos[kid] == "TO" for kid in self.kids[word])

    def _supposes(self, word: int) -> bool:
        """ "Had the army known", "were the truce to fail": a condition told by the order of its words."""
        if self.sentence.relations[word] != "advcl":
            return False
        kids = {self.sentence.relations[kid].partition(":")[0]: kid for kid in reversed(self.kids[word])}
        first, subject = kids.get("aux", kids.get("cop")), kids.get("nsubj")
        return (
            first is not None and subject is not None and first < subject and "mark" not in kids
            and self.sentence.lemmas[first].lower() in ("have", "be", "should")
        )  # fmt: skip

    def _under(self, here: _Outlook, effect: Certainty, future: bool) -> _Outlook:
        level, minus = _OUTLOOKS[effect]
        return _Outlook(max(here.level, level, key=LEVELS.index), here.minus != minus, here.future or future)

    def _few(self, word: int) -> Hedge | None:
        """The determiner that makes little or nothing of the phrase at `word`: "no shots", "nobody", "none of them"."""
        if own := self._hedge(word, "determiner"):
            return own
        return next(
            (hedge for kid in self.kids[word] if self.sentence.relations[kid] in ("det", "amod", "cc:preconj", "advmod")
             and (hedge := self._hedge(kid, "determiner"))), None,
        )  # fmt: skip

    def _negates(self, word: int, head: int) -> bool:
        follower = word + 1
        words = self.sentence.words
        return not (follower < len(words) and words[follower].lower() in self.hedges.not_negation) and word < head + 2

    def _hedge(self, word: int, word_class: WordClass) -> Hedge | None:
        for hedge in self.hedges.entries.get((self.sentence.lemmas[word].lower(), word_class), ()):
            beside = [*self.kids[word], *range(max(word - 1, 0), word)]  # "almost certainly"
            near = {self.sentence.lemmas[kid].lower() for kid in beside} if hedge.rest else set()
            if all(part in near for part in hedge.rest):
                return hedge
        return None

    # ------------------------------------------------------------ from a word to one that hangs on it
    def _step(self, head: int, word: int, above: _Outlook, here: _Outlook) -> _Outlook:
        """What `word` gets from its head, whose outlook was `above` without and is `here` with the words on it."""
        relation, subtype = (*self.sentence.relations[word].split(":"), "")[:2]
        if relation == "conj":
            unsure = here.minus or here.level != "CT"
            if unsure and self._definite(word) and not self._carried(word):
                return _PLAIN  # "… nor its insistence on …": taken for granted, whatever stands before "and"
            return above if self._own_clause(word) else self._shared(word, above, here)
        # After a conjunction there is no relative clause, whatever its label: "a lie that they hid it".
        told = subtype != "relcl" or any(
            self.sentence.upos[kid] == "SCONJ" and self.sentence.lemmas[kid].lower() == "that"
            for kid in self.kids[word]
        )
        if relation in ("xcomp", "ccomp", "csubj") or (relation in ("advcl", "acl", "obl") and told):
            return self._governed(head, word, relation, here)
        if relation in ("nsubj", "obj", "iobj", "nmod", "compound", "amod"):
            return self._argument(head, word, relation, here)
        return here if relation in ("aux", "cop", "compound:prt", "fixed", "flat") else _PLAIN

    def _own_clause(self, word: int) -> bool:
        relations = self.sentence.relations
        return any(relations[kid].partition(":")[0] in ("nsubj", "aux", "csubj") for kid in self.kids[word])

    def _shared(self, word: int, above: _Outlook, here: _Outlook) -> _Outlook:
        """A second verb under the first one's auxiliaries; "not" reaches over "or", not over "and" or "but"."""
        joined = {self.sentence.lemmas[kid].lower() for kid in self.kids[word] if self.sentence.relations[kid] == "cc"}
        return here if joined & {"or", "nor"} or self._nominal(word) else replace(here, minus=above.minus)

    def _governed(self, head: int, word: int, relation: str, here: _Outlook) -> _Outlook:
        hedge = self._governor(head)
        marks = {self.sentence.lemmas[kid].lower() for kid in self.kids[word]
                 if self.sentence.relations[kid] in ("mark", "case")}  # fmt: skip
        if relation == "obl" and not self._verbal(word):
            return _PLAIN if marks & self.hedges.adjuncts else self._argument(head, word, relation, here)
        if "to" in marks and (measured := self._measured(head, here)) is not None:
            return measured
        if relation == "acl" and (judged := self._judged(head, word)) is not None:
            return judged
        if relation == "advcl" and (hedge is None or ("to" not in marks and not marks & {"of", "from"})):
            participle = (self.sentence.xpos[word] == "VBG" and not marks - {"by"}) or marks == {"to"}
            return replace(here, minus=here.minus and "by" in marks) if participle else _PLAIN
        if relation == "xcomp" and not self._verbal(word) and "to" not in marks:
            return here  # "set alight"
        if hedge is not None and not (hedge.word == "go" and self.sentence.xpos[head] != "VBG"):
            return here if hedge.stays and relation == "xcomp" else self._effect(hedge, here)
        if relation == "xcomp":
            return here
        if relation == "ccomp" and here.minus:
            return _Outlook("Uu", False, here.future)
        if relation == "acl":
            return replace(here, minus=False) if "to" in marks else _PLAIN
        return replace(here, minus=False)

    def _measured(self, head: int, here: _Outlook) -> _Outlook | None:
        """What an infinitive gets after "too weak" and "not strong enough"; None where nothing is measured."""
        lemmas, relations = self.sentence.lemmas, self.sentence.relations
        near = {lemmas[kid].lower() for kid in self.kids[head] if relations[kid] == "advmod"}
        if near & self.hedges.excess:
            return here.under("CT+" if here.minus else "CT-")
        if near & self.hedges.sufficiency:
            return here.under("CT-" if here.minus else "PS+")
        return None

    def _judged(self, noun: int, clause: int) -> _Outlook | None:
        """What a clause gets that is told by a noun of which something is said: "the idea that … is absurd"."""
        top = self.sentence.heads[noun]
        if top < 0 or self.sentence.relations[noun] != "nsubj" or self._verbal(top):
            return None
        hedge = self._governor(top)
        return self._effect(hedge, self._local(top, _PLAIN, (top, noun, clause))) if hedge else None

    def _argument(self, head: int, word: int, relation: str, here: _Outlook) -> _Outlook:
        """An act told by a noun: a hedge above bears on it; else only an indefinite one shares its verb's outlook."""
        passive = self.sentence.relations[word] == "nsubj:pass"
        hedge = self._governor(head)
        if hedge is not None and not hedge.clause_only:
            if self._nominal(head) and relation in ("nmod", "compound"):
                return self._effect(hedge, here)
            if (relation == "obj" or passive) and hedge.then != "CT+":
                return self._effect(hedge, here)
        if relation in ("compound", "amod"):
            return _PLAIN
        if relation == "nmod" and self._verbal(head):
            return _PLAIN
        return _PLAIN if self._definite(word) and not self._carried(word) else here

    def _carried(self, word: int) -> bool:
        """Whether `word` hangs on the verb that says whose the deed is."""
        while self.carrier is not None and word >= 0:
            if word == self.carrier:
                return True
            word = self.sentence.heads[word]
        return False

    def _effect(self, hedge: Hedge, here: _Outlook) -> _Outlook:
        if not here.minus or hedge.stays:
            return here.under(hedge.then, hedge.future)
        if hedge.negated is not None:
            return here.under(hedge.negated, hedge.future)
        level, minus = _OUTLOOKS[hedge.then]
        return _Outlook(max(here.level, level, key=LEVELS.index), not minus, here.future or hedge.future)

    def _governor(self, word: int) -> Hedge | None:
        upos = self.sentence.upos[word]
        if upos in ("VERB", "AUX"):
            return self._hedge(word, "verb") or self._hedge(word, "adjective")
        if upos in ("ADJ", "ADV"):
            return self._hedge(word, "adjective") or self._hedge(word, "preposition")
        return self._hedge(word, "noun") if upos == "NOUN" else None

    def _nominal(self, word: int) -> bool:
        return self.sentence.upos[word] in ("NOUN", "PROPN", "PRON", "NUM")

    def _verbal(self, word: int) -> bool:
        return self.sentence.upos[word] in ("VERB", "AUX")

    def _definite(self, word: int) -> bool:
        """Whether the phrase at `word` takes for granted that there is such a thing: "the raid", "its raids"."""
        if not self._nominal(word):
            return False
        if self.sentence.upos[word] == "PROPN":
            return True
        for kid in self.kids[word]:
            relation = self.sentence.relations[kid]
            if relation == "nmod:poss" or (relation == "det" and self.sentence.lemmas[kid].lower() in (
                "the", "this", "that", "these", "those"
            )):
                return True
        return False
