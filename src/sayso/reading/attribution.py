"""Who is speaking: the sources a report lets speak, by which words, and the words each of them answers for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.cues import CueClass, CueEntry, Cues, Hedges, WordClass, load_cues, load_hedges
from sayso.reading.quotations import CLOSING, OPENING, STRAIGHT, Quotation, Stretch, Words, paragraphs, quotations
from sayso.reading.tree import Tree
from sayso.records import Attribution, Certainty, Document, Sentence, SourceKind, Stance

SENTENCE_END = frozenset(".!?,—–") | {"...", "…", "--"}
WORD_CLASSES: dict[str, WordClass] = {
    "VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADV": "adverb", "ADJ": "adjective",
    "ADP": "preposition", "SCONJ": "preposition",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One source speaking once: who, by which cue, and the words that are then the source's and not the report's.

    `sentence` and `cue` say where the cue stands, `cue_words` with its auxiliaries and particles. `source` are the words of
    the source's noun phrase in `source_sentence` and `head` is its head word; no words and None: nobody is named
    ("reportedly"). `content` holds, for each sentence, words in order; cue and source are never in it. `parent` is the
    voice that tells of this one. `carried_over`: the cue stands in an earlier sentence. `negated`: the source does *not*
    say so. `direct`: the words stand in quotation marks. `account`: the content is told in
    clauses, so that the sentences after may go on with it. `merged`: the cue stands in the words
    of the same source ("I think" in a quotation). `presupposed`: the report states the content itself as well.
    `stance` and `certainty` are what the cue word adds; None: what its class says.
    """

    sentence: int
    cue: int
    cue_words: Words
    lemma: str
    cue_class: CueClass
    source_sentence: int
    source: Words
    head: int | None
    content: tuple[Stretch, ...]
    kind: SourceKind = "unnamed"
    stance: Stance | None = None
    certainty: Certainty | None = None
    negated: bool = False
    direct: bool = False
    presupposed: bool = False
    account: bool = False
    merged: bool = False
    carried_over: bool = False
    parent: Voice | None = None

    @property
    def chain(self) -> tuple[Voice, ...]:
        """This voice with those that tell of it, outermost first."""
        return (*self.parent.chain, self) if self.parent else (self,)


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of one report, in the order of their cues."""

    all: tuple[Voice, ...]
    _standing: dict[tuple[int, int], tuple[int, ...]]  # (sentence, word) → voices whose content holds it, inmost first

    def __iter__(self) -> Iterator[Voice]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def chain_at(self, sentence: int, word: int) -> tuple[Voice, ...]:
        """Who says that word, outermost first; empty: the report itself."""
        return self.chains_at(sentence, word)[0]

    def chains_at(self, sentence: int, word: int) -> tuple[tuple[Voice, ...], ...]:
        """Everybody who takes a stand on that word: first who puts it forward, then who answers.

        In "the council denied the army's claim that guards had fired", `fired` is told by the army and denied by the
        council: two chains. In "the attack was claimed by the Front", `attack` is the report's own and the Front's.
        """
        told: list[tuple[Voice, ...]] = []
        also: list[tuple[Voice, ...]] = []
        covered: set[int] = set()
        for number in self._standing.get((sentence, word), ()):
            voice = self.all[number]
            if id(voice) in covered:
                continue
            chain = voice.chain
            covered.update(map(id, chain))
            (also if voice.presupposed or (told and voice.cue_class != "denial") else told).append(chain)
        return (told[0] if told else (), *told[1:], *(chain for chain in also if chain[-1].presupposed))


class _Tree(Tree):
    """A sentence with the questions that speech asks of it."""

    __slots__ = ()

    def of(self, word: int, *relations: str) -> list[int]:
        """What hangs on `word` by one of `relations`, without or with subtype."""
        labels = self.sentence.relations
        return [
            kid for kid in self.children[word]
            if labels[kid] in relations or labels[kid].partition(":")[0] in relations
        ]  # fmt: skip

    def under(self, word: int, *leave: int) -> list[int]:
        """`word` and all that hangs on it, in order, without the branches at `leave`."""
        found, waiting = [], [word]
        while waiting:
            here = waiting.pop()
            if here not in leave:
                found.append(here)
                waiting.extend(self.children[here])
        return sorted(found)

    def marks(self, word: int) -> set[str]:
        """The lemmas of the prepositions and subordinators on `word`."""
        return {self.lowered[kid] for kid in self.of(word, "case", "mark")}

    def clausal(self, word: int) -> bool:
        return self.sentence.upos[word] in ("VERB", "AUX") or any(self.of(word, "nsubj", "csubj", "cop", "aux"))

    def passive(self, word: int) -> bool:
        """Whether the word is passive: with an auxiliary, or a bare participle ("the raid claimed by …")."""
        labels = self.sentence.relations
        if any(labels[kid] in ("aux:pass", "nsubj:pass", "csubj:pass") for kid in self.children[word]):
            return True
        bare = not self.of(word, "aux", "nsubj", "obj", "ccomp")
        return bare and self.sentence.xpos[word] in ("VBN", "VBD") and labels[word] in ("acl", "advcl", "amod")


def hear(
    sentences: Sequence[Sentence], document: Document, *, cues: Cues | None = None, hedges: Hedges | None = None
) -> Voices:
    """Every voice in `sentences`, which are those of `document` in order.

    `cues` and `hedges` are the lexicons to read with; None: those sayso ships.
    """
    listener = _Listener(sentences, document, cues or load_cues(), hedges or load_hedges())
    return listener.voices()


def attributions(
    voices: Voices, sentences: Sequence[Sentence], *, nested: bool = False
) -> tuple[Attribution, ...]:
    """Source, cue and content of every voice as spans of the canonical text, carried-over ones left out.

    Voices inside another's content are left out too unless `nested`: no word then has two roles, as in PolNeAR.
    """
    return tuple(
        Attribution(
            source=_spans(sentences, [(voice.source_sentence, voice.source)]),
            cue=_spans(sentences, [(voice.sentence, voice.cue_words)]),
            content=_spans(sentences, voice.content),
        )
        for voice in voices
        if not voice.carried_over and (nested or (voice.parent is None and not voice.merged))
    )


def source_record(voice: Voice, sentences: Sequence[Sentence]) -> tuple[str, SourceKind]:
    """The words that name the source, and what kind of source it looks like; "" where nobody is named.

    The words are the noun phrase up to its first clause or apposition: `Hadan Orel`, not `Hadan Orel, who lost a son`.
    """
    if voice.head is None:
        return "", "unnamed"
    tree = _Tree(sentences[voice.source_sentence], voice.source_sentence)
    leave = [kid for kid in tree.of(voice.head, "appos", "acl", "parataxis", "conj", "cc", "punct", "dep", "list")]
    if tree.sentence.upos[voice.head] == "NOUN":  # "the minister, Hadan Orel"
        leave = [kid for kid in leave if tree.relation(kid) != "appos" or tree.sentence.upos[kid] != "PROPN"]
        leave += [below for kid in tree.of(voice.head, "appos") for below in tree.of(kid, "appos", "acl", "punct", "parataxis")]
    conjoined = tree.of(voice.head, "conj")
    if conjoined:
        leave = [kid for kid in leave if tree.relation(kid) not in ("conj", "cc")]
    kept = [word for word in tree.under(voice.head, *leave) if word in voice.source]
    sentence = tree.sentence
    kept = _trimmed(sentence, kept)
    if not kept:
        return sentence.words[voice.head], voice.kind
    spans = _spans(sentences, [(voice.source_sentence, tuple(kept))])
    pieces = []
    for start, end in spans:
        inside = [word for word in kept if start <= sentence.starts[word] < end]
        piece = sentence.words[inside[0]]
        for before, word in zip(inside, inside[1:], strict=False):
            piece += " " * (sentence.starts[word] > sentence.ends[before]) + sentence.words[word]
        pieces.append(piece)
    return " ".join(pieces), voice.kind


def _trimmed(sentence: Sentence, words: Sequence[int]) -> list[int]:
    """`words` without punctuation at either end."""
    kept = list(words)
    while kept and sentence.upos[kept[-1]] == "PUNCT":
        kept.pop()
    while kept and sentence.upos[kept[0]] == "PUNCT":
        kept.pop(0)
    return kept


def _spans(sentences: Sequence[Sentence], stretches: Iterable[Stretch]) -> tuple[tuple[int, int], ...]:
    """Character spans of words; neighbouring words make one span, a word left out in between makes two."""
    spans: list[tuple[int, int]] = []
    last = (-1, -1)
    for number, words in stretches:
        sentence = sentences[number]
        for word in _trimmed(sentence, words) or words:
            follows = last == (number, word - 1) or (last[0] == number - 1 and word == 0)
            if spans and follows:
                spans[-1] = (spans[-1][0], sentence.ends[word])
            else:
                spans.append((sentence.starts[word], sentence.ends[word]))
            last = (number, word)
        if words and last[1] != len(sentence.words) - 1 and words[-1] == len(sentence.words) - 1:
            last = (number, words[-1])
    return tuple(spans)


class _Listener:
    """One hearing of one report: collects voices sentence by sentence, then ties them together."""

    def __init__(self, sentences: Sequence[Sentence], document: Document, cues: Cues, hedges: Hedges) -> None:
        self.document = document
        self.cues = cues
        self.hedges = hedges
        self.trees = [_Tree(sentence, number) for number, sentence in enumerate(sentences)]
        self.paragraphs = paragraphs(sentences, document)
        self.quotations = list(quotations([tree.sentence for tree in self.trees], self.paragraphs))
        self.quoted = {
            (sentence, word): number
            for number, quotation in enumerate(self.quotations)
            for sentence, words in quotation.stretches for word in words
        }
        self.heard: list[Voice] = []
        self.open: list[list[int]] = [[] for _ in sentences]  # words that could open a quotation and have no content

    def voices(self) -> Voices:
        for tree in self.trees:
            for word in range(len(tree.lowered)):
                self._listen(tree, word)
            self._colon(tree)
        self._quotations()
        self._statements()
        self._carry_over()
        return self._nested()

    # ------------------------------------------------------------ one word
    def _listen(self, tree: _Tree, word: int) -> None:
        upos = tree.sentence.upos[word]
        word_class = WORD_CLASSES.get(upos)
        if word_class != "verb" and tree.of(word, "nsubj") and tree.of(word, "ccomp", "parataxis"):
            word_class = "verb"  # the tree knows better than the tag
        if word_class is None:
            return
        entries = self.cues.entries.get((tree.lowered[word], word_class), ())
        if tree.relation(word) == "amod":  # a participle: "the alleged bribery"
            word_class = "adjective"
            entries = self.cues.entries.get((tree.sentence.words[word].lower(), word_class), ())
        elif self._fixed(tree, word):
            word_class = "preposition"
            entries = self.cues.entries.get((tree.lowered[word], word_class), ())
        for entry in entries:
            if entry.rest and not self._has_rest(tree, word, entry.rest):
                continue
            if self._open_with(tree, word, word_class, entry):
                return

    def _fixed(self, tree: _Tree, word: int) -> bool:
        """Whether `word` is a verb only by its form: the "according" of "according to"."""
        return tree.relation(word) == "case" or any(tree.lowered[kid] == "to" for kid in tree.of(word, "fixed"))

    def _has_rest(self, tree: _Tree, word: int, rest: Sequence[str]) -> bool:
        near = {tree.lowered[kid] for kid in tree.children[word]}
        for kid in tree.of(word, "obj"):
            near.update(tree.lowered[below] for below in tree.children[kid])
        return all(part in near for part in rest)

    def _open_with(self, tree: _Tree, word: int, word_class: WordClass, entry: CueEntry) -> bool:
        """Whether `entry` finds its content at `word`; the voice is then kept."""
        if word_class == "verb":
            return self._verb(tree, word, entry)
        if word_class == "noun":
            return self._aside(tree, word, entry) if "aside" in entry.takes else self._noun(tree, word, entry)
        if word_class == "adverb":
            return self._adverb(tree, word, entry)
        if word_class == "adjective":
            return self._adjective(tree, word, entry)
        return self._according(tree, word, entry)

    # ------------------------------------------------------------ verbs
    def _verb(self, tree: _Tree, word: int, entry: CueEntry) -> bool:
        passive = tree.passive(word)
        speaker = self._agent(tree, word) if passive else self._subject(tree, word)
        if entry.tellers and not self._teller(tree, speaker):
            return False
        for take in entry.takes:
            content = self._content(tree, word, entry, take, passive, speaker)
            if content is None:
                continue
            if speaker is None and not (passive and take in ("raised", "clause", "accuse", "object", "claimed")):
                return False
            if speaker is None and (take in ("object", "claimed") or entry.cue_class not in ("distancing", "belief", "performative", "neutral")):
                return False
            self._keep(
                tree, word, entry, speaker, content, account=take == "clause",
                presupposed=self._presupposed(tree, word, take, passive),
            )  # fmt: skip
            return True
        if "quote" in entry.takes and entry.cue_class != "attitude":
            self.open[tree.index].append(word)
        return False

    def _presupposed(self, tree: _Tree, word: int, take: str, passive: bool) -> bool:
        """Whether the report states the deed itself too: "claimed responsibility for the raid", "the raid was claimed"."""
        if take != "claimed":
            return False
        if passive or tree.relation(word) == "acl":
            return True
        for deed in tree.of(word, "obj"):
            if any(tree.lowered[kid] in self.cues.pronouns["definite"] for kid in tree.of(deed, "det")):
                return True
        return any(tree.lowered[kid] != tree.lowered[word] and self._has_rest(tree, word, (tree.lowered[kid],)) and
                   any("for" in tree.marks(below) for below in (*tree.children[kid], *tree.children[word]))
                   for kid in tree.of(word, "obj"))

    def _content(
        self, tree: _Tree, word: int, entry: CueEntry, take: str, passive: bool,
        speaker: tuple[int, list[int]] | None,
    ) -> list[int] | None:  # fmt: skip
        """The words that `word` puts in the source's mouth, or None where nothing of the kind `take` is there."""
        upos, xpos = tree.sentence.upos, tree.sentence.xpos
        if take == "clause":
            clauses = tree.of(word, "ccomp")
            clauses += [kid for part in tree.children[word] if tree.lowered[part] in entry.rest for kid in tree.of(part, "ccomp")]
            clauses += [kid for kid in tree.of(word, "csubj", "xcomp", "obj", "dep", "acl")
                        if tree.of(kid, "nsubj") and upos[kid] in ("VERB", "AUX", "ADJ") and tree.relation(kid) != "acl"]
            if passive and not clauses:
                return None
            if clauses:
                return self._joined(tree, word, clauses)
            inserted = self._inserted(tree, word, speaker)
            if inserted is not None:
                return inserted
            after = [kid for kid in tree.of(word, "parataxis") if kid > word and tree.clausal(kid)
                     and any(tree.sentence.words[mark] == ":" for mark in range(word, kid))]
            return self._joined(tree, word, after) if after else None
        if take == "infinitive":
            found = [kid for kid in tree.of(word, "xcomp") if (upos[kid] in ("VERB", "AUX") and xpos[kid] != "VBG")
                     or ("to" in tree.marks(kid) and tree.relation(kid) == "xcomp")]
            return self._joined(tree, word, found) if found and not passive else None
        if take == "gerund":
            found = [kid for kid in tree.of(word, "xcomp", "ccomp", "advcl", "obj")
                     if xpos[kid] == "VBG" or any(xpos[aux] == "VBG" for aux in tree.of(kid, "aux"))]
            found = [kid for kid in found if upos[kid] in ("VERB", "AUX") and tree.relation(kid) != "advcl" and kid > word]
            return self._joined(tree, word, found) if found and not passive else None
        if take in ("object", "claimed"):
            return self._object(tree, word, take, passive)
        if take == "describe":
            return self._described(tree, word, passive)
        if take == "accuse":
            return self._accused(tree, word, passive)
        if take == "ask":
            whom = tree.of(word, "obj", "iobj", "obl") if not passive else tree.of(word, "nsubj")
            found = [kid for kid in tree.of(word, "xcomp", "ccomp", "advcl") if "to" in tree.marks(kid) and kid > word]
            return self._joined(tree, word, found) if found and whom else None
        if take == "raised":
            if not passive:
                return None
            found = tree.of(word, "xcomp")
            if found:
                subjects = tree.of(word, "nsubj")
                return self._joined(tree, word, [*subjects, *found])
            expletive = tree.of(word, "expl") or [kid for kid in tree.of(word, "nsubj") if tree.lowered[kid] == "it"]
            found = tree.of(word, "ccomp", "csubj")
            return self._joined(tree, word, found) if found and expletive else None
        found = [kid for kid in tree.of(word, "obl", "advcl", "xcomp") if take in tree.marks(kid) and kid > word]
        return self._joined(tree, word, found) if found and not passive else None

    def _inserted(self, tree: _Tree, word: int, speaker: tuple[int, list[int]] | None) -> list[int] | None:
        """The sentence around "…, officials said, …" or "as officials put it"."""
        head, sentence = tree.sentence.heads[word], tree.sentence
        if head < 0 or speaker is None or tree.of(word, "obj", "xcomp") or self._negated(tree, word):
            return None
        relation = tree.relation(word)
        if relation == "advcl" and "as" in tree.marks(word):
            return self._without(tree.under(head, word), tree, speaker)
        first = min(word, *speaker[1])
        apart = first == 0 or sentence.upos[first - 1] == "PUNCT"
        if not apart or relation not in ("parataxis", "advcl", "acl", "conj", "dep") or tree.of(word, "mark", "cc"):
            return None
        if relation == "acl" and any(tree.lowered[kid] in self.cues.pronouns["relative"] for kid in tree.children[word]):
            return None
        top = head
        while relation != "parataxis" and sentence.heads[top] >= 0:
            top = sentence.heads[top]
        beside = [kid for kid in tree.of(top, "parataxis", "conj") if kid != word and self._apart(tree, top, kid)]
        beside += [kid for kid in tree.of(word, "parataxis", "conj")]
        return self._without(tree.under(top, word, *beside), tree, speaker)

    def _joined(self, tree: _Tree, word: int, branches: Iterable[int]) -> list[int]:
        """All that hangs on `branches`, but for other speech beside it: "said it fled and added that …", "; they deny it"."""
        branches = list(branches)
        leave = [kid for branch in branches if tree.relation(branch) == "ccomp"
                 for kid in tree.of(branch, "conj", "parataxis") if self._speaks_on(tree, kid) or self._apart(tree, branch, kid)]
        branches += [
            kid for kid in tree.of(word, "conj")
            if any(tree.relation(branch) == "ccomp" and branch < kid for branch in branches) and not tree.of(kid, "nsubj")
            and any(tree.sentence.xpos[aux] == "MD" or tree.sentence.words[aux].lower() == "had" for aux in tree.of(kid, "aux"))
        ]  # "claims it pays them and may have armed them": hung on "claims", said of them
        return sorted({below for branch in branches for below in tree.under(branch, word, *leave)})

    def _apart(self, tree: _Tree, branch: int, kid: int) -> bool:
        """Whether `kid` opens a clause of its own beside `branch`: after a semicolon, or with another who speaks."""
        if not tree.of(kid, "nsubj") or (tree.index, kid) in self.quoted:
            return False
        if any(tree.sentence.words[word] == ";" for word in range(branch, kid)):
            return True
        entries = self.cues.entries.get((tree.lowered[kid], "verb"), ())
        return any(entry.cue_class != "attitude" for entry in entries) and bool(tree.of(kid, "ccomp", "xcomp"))

    def _speaks_on(self, tree: _Tree, word: int) -> bool:
        """Whether the verb at `word` opens speech of its own and shares the subject of a verb of speech above it."""
        entries = self.cues.entries.get((tree.lowered[word], "verb"), ())
        return (
            any(entry.cue_class in ("neutral", "factive", "denial") and "clause" in entry.takes for entry in entries)
            and bool(tree.of(word, "ccomp")) and not tree.of(word, "nsubj", "aux")
        )

    def _without(self, words: list[int], tree: _Tree, speaker: tuple[int, list[int]]) -> list[int]:
        gone = set(speaker[1])
        return [word for word in words if word not in gone]

    def _object(self, tree: _Tree, word: int, take: str, passive: bool) -> list[int] | None:
        found = tree.of(word, "nsubj") if passive else tree.of(word, "obj")
        if tree.of(word, "iobj"):
            return None  # "deny the enemy a haven"
        if take == "claimed" and any(tree.lowered[kid] in ("responsibility", "credit") for kid in found):
            below = [*tree.children[word], *(kid for deed in found for kid in tree.children[deed])]
            found = [kid for kid in below if "for" in tree.marks(kid)]
        relative = [kid for kid in found if tree.lowered[kid] in self.cues.pronouns["relative"]]
        head = tree.sentence.heads[word]
        if relative or not found:
            clause = tree.sentence.relations[word]
            gap = (clause == "acl:relcl" and (relative or not passive)) or (clause == "acl" and passive)
            if not gap or head < 0 or tree.sentence.upos[head] not in ("NOUN", "PROPN"):
                return None
            return tree.under(head, word)
        found = [kid for kid in found if tree.sentence.upos[kid] not in ("PRON", "DET") or tree.of(kid, "acl")]
        return self._joined(tree, word, found) if found else None

    def _described(self, tree: _Tree, word: int, passive: bool) -> list[int] | None:
        what = tree.of(word, "nsubj") if passive else tree.of(word, "obj")
        as_what = [kid for kid in tree.of(word, "xcomp", "obl", "advcl", "nmod")
                   if tree.relation(kid) == "xcomp" or "as" in tree.marks(kid)]
        for kid in what:
            as_what += [below for below in tree.of(kid, "nmod", "obl") if "as" in tree.marks(below)]
        return self._joined(tree, word, [*what, *as_what]) if what and as_what else None

    def _accused(self, tree: _Tree, word: int, passive: bool) -> list[int] | None:
        whom = tree.of(word, "nsubj") if passive else tree.of(word, "obj")
        deeds = [kid for kid in tree.of(word, "obl", "advcl", "nmod", "xcomp", "ccomp")
                 if tree.marks(kid) & {"of", "for", "over", "with"} and kid > word]
        for kid in whom:
            deeds += [below for below in tree.of(kid, "nmod", "acl")
                      if (tree.marks(below) & {"of", "for", "over"} and tree.sentence.xpos[below] == "VBG") or
                      (tree.relation(below) == "nmod" and "for" in tree.marks(below))]
        return self._joined(tree, word, [*whom, *deeds]) if deeds and (whom or passive) else None

    # ------------------------------------------------------------ who
    def _subject(self, tree: _Tree, word: int) -> tuple[int, list[int]] | None:
        """Head and words of the noun phrase that says what the verb at `word` says.

        A phrase inside quotation marks that the verb stands outside of is none: then it is the one beside the verb.
        """
        found = self._grammatical(tree, word)
        if found is None:
            return None
        head, words = self._writer(tree, found[0]) or found
        found = head, words
        around = self.quoted.get((tree.index, word))
        inside = {inner for inner in words if self.quoted.get((tree.index, inner), around) != around}
        if not inside or (len(inside) < 4 and head not in inside):
            return found
        if head not in inside:
            return head, [inner for inner in words if inner not in inside]
        return self._beside(tree, word, around)

    def _beside(self, tree: _Tree, word: int, around: int | None) -> tuple[int, list[int]] | None:
        """The noun phrase next to the verb at `word`, on its own side of the quotation marks."""
        sentence = tree.sentence
        for step in (-1, 1):
            here = word + step
            reach: list[int] = []
            while 0 <= here < len(sentence.words) and self.quoted.get((tree.index, here), around) == around:
                if sentence.words[here] in OPENING | CLOSING | STRAIGHT or sentence.words[here] in (";", ":"):
                    break
                reach.append(here)
                here += step
            tops = [
                inner for inner in reach
                if sentence.upos[inner] in ("PROPN", "NOUN", "PRON") and sentence.heads[inner] not in reach
            ]
            top = min(tops, default=None)
            if top is not None and (step < 0 or top - word < 4):
                words = [inner for inner in self._phrase(tree, top, word)[1] if inner in reach]
                return top, words or [top]
        return None

    def _grammatical(self, tree: _Tree, word: int) -> tuple[int, list[int]] | None:
        here, steps = word, 0
        while here >= 0 and steps < 12:
            steps += 1
            found = [kid for kid in tree.of(here, "nsubj", "expl") if tree.sentence.upos[kid] != "SCONJ"]
            if found:
                return self._antecedent(tree, here, found[0])
            head, relation = tree.sentence.heads[here], tree.sentence.relations[here]
            if head < 0:
                return None
            if relation in ("acl", "acl:relcl"):
                return self._phrase(tree, head, here)
            if relation == "advcl" and "as" in tree.marks(here) and here != word:
                return None
            if relation in ("xcomp", "advcl") and (relation == "xcomp" or "as" in tree.marks(here)):
                objects = [kid for kid in tree.of(head, "obj", "iobj") if kid < here]
                if objects:
                    return self._phrase(tree, objects[0], here)
            if relation.partition(":")[0] not in ("conj", "xcomp", "advcl", "parataxis"):
                return None
            if relation == "conj" and tree.relation(head) == "ccomp" and self._speaks_on(tree, here):
                head = tree.sentence.heads[head]
            here = head
        return None

    def _writer(self, tree: _Tree, head: int) -> tuple[int, list[int]] | None:
        """Whose the document at `head` is: "his statement claims", "he issued statements asserting"."""
        if self.cues.kinds.get(tree.lowered[head]) != "document":
            return None
        for kid in tree.children[head]:
            if tree.sentence.relations[kid] == "nmod:poss" and tree.sentence.upos[kid] == "PRON":
                return kid, [kid]
        verb = tree.sentence.heads[head]
        if verb >= 0 and tree.relation(head) == "obj" and tree.lowered[verb] in self.cues.light_verbs:
            return self._grammatical(tree, verb)
        return None

    def _antecedent(self, tree: _Tree, verb: int, subject: int) -> tuple[int, list[int]]:
        """The noun phrase at `subject`; for "who" and its like, the one it stands for."""
        head = tree.sentence.heads[verb]
        if tree.lowered[subject] in self.cues.pronouns["relative"] and tree.sentence.relations[verb] == "acl:relcl" and head >= 0:
            return self._phrase(tree, head, verb)
        return self._phrase(tree, subject, verb)

    def _agent(self, tree: _Tree, word: int) -> tuple[int, list[int]] | None:
        for kid in tree.of(word, "obl"):
            if tree.sentence.relations[kid] == "obl:agent" or tree.marks(kid) == {"by"}:
                head, words = self._phrase(tree, kid, word)
                cases = set(tree.of(kid, "case"))
                return head, [inside for inside in words if inside not in cases]
        return None

    def _phrase(self, tree: _Tree, head: int, verb: int) -> tuple[int, list[int]]:
        leave = [verb, *tree.of(head, "parataxis")]
        leave += [kid for kid in tree.of(head, "acl") if tree.sentence.relations[kid] == "acl:relcl" or kid > verb > head]
        leave += [kid for kid in tree.of(head, "case", "advmod", "obl", "discourse", "cc", "advcl", "mark")
                  if kid < head or tree.relation(kid) in ("obl", "advcl")]
        words = _trimmed(tree.sentence, [inside for inside in tree.under(head, *leave) if inside != verb])
        return head, words or [head]

    def _teller(self, tree: _Tree, speaker: tuple[int, list[int]] | None) -> bool:
        if speaker is None:
            return True
        head = speaker[0]
        upos, lemma = tree.sentence.upos[head], tree.lowered[head]
        if upos == "PRON":
            return lemma in self.cues.pronouns["people"]
        name = upos == "PROPN" or (head > 0 and tree.sentence.words[head][0].isupper())
        return name or lemma in self.cues.kinds or lemma in self.cues.pronouns["people"]

    # ------------------------------------------------------------ nouns, adverbs, adjectives, prepositions
    def _noun(self, tree: _Tree, word: int, entry: CueEntry) -> bool:
        xpos = tree.sentence.xpos
        branches: list[int] = []
        if "clause" in entry.takes:
            branches = [kid for kid in tree.of(word, "acl", "ccomp") if "that" in tree.marks(kid)
                        or (tree.of(kid, "nsubj") and tree.sentence.relations[kid] != "acl:relcl")]
        if not branches and "infinitive" in entry.takes:
            branches = [kid for kid in tree.of(word, "acl") if "to" in tree.marks(kid) and xpos[kid] in ("VB", "NN", "JJ", "VBN")]
        verb = tree.sentence.heads[word]
        if not branches and verb >= 0 and tree.relation(word) == "obj" and "clause" in entry.takes:
            branches = [kid for kid in tree.of(verb, "ccomp") if kid > word]
        clause = bool(branches)
        if not branches:
            branches = [kid for kid in tree.of(word, "nmod", "acl") if tree.marks(kid) & set(entry.takes)]
        if not branches:
            return False
        speaker = self._owner(tree, word, also_of=clause)
        if speaker is None and entry.cue_class not in ("distancing", "attitude"):
            return False
        self._keep(tree, word, entry, speaker, self._joined(tree, word, branches))
        return True

    def _owner(self, tree: _Tree, word: int, also_of: bool) -> tuple[int, list[int]] | None:
        """Whose claim, report or account the noun at `word` is."""
        relations = tree.sentence.relations
        for kid in tree.children[word]:
            if relations[kid] == "nmod:poss":
                return self._phrase(tree, kid, word)
        wanted = {"by", "from", "of"} if also_of else {"by", "from"}
        for kid in tree.of(word, "nmod"):
            if tree.marks(kid) & wanted:
                return self._phrase(tree, kid, word)
        for kid in tree.of(word, "compound", "amod"):
            if tree.sentence.upos[kid] == "PROPN" or tree.lowered[kid] in self.cues.kinds or (
                tree.sentence.upos[kid] == "ADJ" and tree.sentence.words[kid][0].isupper() and kid > 0
            ):
                return self._phrase(tree, kid, word)
        verb = tree.sentence.heads[word]
        if verb >= 0 and tree.relation(word) == "obj" and tree.lowered[verb] in self.cues.light_verbs:
            speaker = self._subject(tree, verb)
            return speaker if self._teller(tree, speaker) else None
        return None

    def _aside(self, tree: _Tree, word: int, entry: CueEntry) -> bool:
        """"In the navy's version, …", "by the drivers' account …"."""
        head = self._clause_above(tree, word)
        owner = self._owner(tree, word, also_of=True)
        if head is None or owner is None or not tree.marks(word) & {"in", "by", "on"} or tree.relation(word) not in ("obl", "nmod"):
            return False
        if (tree.lowered[head], "verb") in self.cues.entries and tree.of(head, "ccomp", "obj"):
            return False
        self._keep(tree, word, entry, owner, tree.under(head, word), account=True)
        return True

    def _clause_above(self, tree: _Tree, word: int) -> int | None:
        """The head of the clause that `word` hangs in; None where it hangs on nothing."""
        here = tree.sentence.heads[word]
        while here >= 0 and tree.relation(here) in ("nmod", "obj", "obl", "nsubj", "appos", "compound", "amod", "iobj", "advmod"):
            here = tree.sentence.heads[here]
        return here if here >= 0 else None

    def _adverb(self, tree: _Tree, word: int, entry: CueEntry) -> bool:
        head = tree.sentence.heads[word]
        if head < 0:
            return False
        leave = [word, *(kid for kid in tree.children[head] if tree.relation(kid) in ("parataxis", "punct", "mark", "cc"))]
        for kid in tree.children[head]:
            if (tree.relation(kid) == "advcl" and kid < head) or (tree.relation(kid) == "conj" and (kid > head and tree.of(kid, "nsubj"))):
                leave.append(kid)
            elif tree.relation(kid) in ("nsubj", "obj", "obl"):
                leave += [below for below in tree.children[kid] if tree.sentence.relations[below] in ("acl:relcl", "appos")]
        if tree.sentence.upos[head] in ("NOUN", "PROPN"):
            leave += [kid for kid in tree.children[head] if tree.sentence.relations[kid] in ("acl:relcl", "case", "nsubj", "appos")]
        self._keep(tree, word, entry, None, tree.under(head, *leave))
        return True

    def _adjective(self, tree: _Tree, word: int, entry: CueEntry) -> bool:
        if "clause" in entry.takes:
            clauses = tree.of(word, "ccomp")
            speaker = self._subject(tree, word)
            if not clauses or speaker is None or not self._teller(tree, speaker):
                return False
            self._keep(tree, word, entry, speaker, self._joined(tree, word, clauses))
            return True
        head = tree.sentence.heads[word]
        if head < 0 or tree.relation(word) != "amod":
            return False
        leave = [word, *(kid for kid in tree.children[head]
                         if tree.sentence.relations[kid] in ("acl:relcl", "case", "det", "appos", "punct", "parataxis", "nsubj", "cop"))]
        self._keep(tree, word, entry, None, tree.under(head, *leave))
        return True

    def _according(self, tree: _Tree, word: int, entry: CueEntry) -> bool:
        heads = tree.sentence.heads
        noun = heads[word]
        if tree.relation(word) != "case":
            nouns = [kid for kid in tree.of(word, "obl", "nmod", "obj") if kid > word]
            noun = nouns[0] if nouns else -1
            clause = heads[word] if nouns and tree.relation(word) in ("advcl", "advmod", "obl", "acl", "dep", "parataxis") else -1
        else:
            above = self._clause_above(tree, noun) if noun >= 0 else None
            clause = above if above is not None else -1
            while clause >= 0 and tree.relation(clause) == "conj" and not tree.of(clause, "nsubj"):
                clause = heads[clause]
        if noun >= 0 and heads[noun] < 0 and tree.relation(word) == "case":
            return self._according_root(tree, word, noun, entry)
        if noun < 0 or clause < 0 or (tree.lowered[word] == "per" and tree.sentence.upos[noun] != "PROPN"):
            return False
        branch = word if tree.relation(word) != "case" else noun
        head, words = self._phrase(tree, noun, word)
        content = self._without(tree.under(clause, branch), tree, (head, words))
        self._keep(tree, word, entry, (head, words), content, account=tree.relation(clause) in ("root", "conj", "ccomp"))
        return True

    def _according_root(self, tree: _Tree, word: int, noun: int, entry: CueEntry) -> bool:
        """Where the tree hangs the sentence on the source, the source ends at the next comma."""
        words = tree.sentence.words
        end = next((here for here in range(noun + 1, len(words)) if words[here] in (",", ".", ";")), len(words))
        start = next((here for here in range(word, noun) if tree.lowered[here] == "to"), word) + 1
        source = [here for here in range(start, end)]
        content = [here for here in range(len(words)) if not word <= here < end]
        if not any(tree.clausal(here) for here in content):
            return False
        self._keep(tree, word, entry, (noun, source), content, account=True)
        return True

    def _colon(self, tree: _Tree) -> None:
        """"Minister: no talks held", "No talks held: minister", and the lines of an interview."""
        words, upos = tree.sentence.words, tree.sentence.upos
        if ":" not in words or any(voice.sentence == tree.index for voice in self.heard[-4:]):
            return
        headline = self._headline(tree)
        colon = len(words) - 1 - words[::-1].index(":") if headline else words.index(":")
        left, right = range(colon), range(colon + 1, len(words))
        verbal = ("VERB", "AUX")
        entry = _plain_cue(":")
        if headline and 0 < len(right) <= 4 and not any(upos[word] in verbal for word in right):
            speaking, said = right, left
        elif 0 < len(left) <= 6 and len(right) > 2 and not any(upos[word] in verbal or words[word] == "(" for word in left):
            speaking, said = left, right
        else:
            return
        inside = set(speaking)
        tops = [word for word in speaking if tree.sentence.heads[word] not in inside]
        head = tops[0] if tops else speaking[0]
        label = len(speaking) == 1 and tree.sentence.words[head].isupper()  # the "Q:" and "A:" of an interview
        if not label and not self._teller(tree, (head, [])):
            return
        if not headline and not any(upos[word] in verbal for word in said):
            return
        voice = self._keep(tree, colon, entry, (head, _trimmed(tree.sentence, list(speaking))), list(said))
        if speaking is left and not headline:  # a line of an interview: the whole paragraph is the speaker's
            last = bisect_right(self.paragraphs, self.paragraphs[tree.index])
            rest = [(number, tuple(range(len(self.trees[number].lowered)))) for number in range(tree.index + 1, last)]
            self.heard[-1] = _with_words(voice, rest)

    def _headline(self, tree: _Tree) -> bool:
        starts = [block.start for block in self.document.blocks]
        place = bisect_right(starts, tree.sentence.start) - 1
        if place < 0:
            return tree.sentence.words[-1] not in SENTENCE_END and len(tree.sentence.words) < 25
        return self.document.blocks[place].kind in ("headline", "standfirst", "subhead", "related", "caption")

    # ------------------------------------------------------------ keeping
    def _keep(
        self, tree: _Tree, word: int, entry: CueEntry, speaker: tuple[int, list[int]] | None, content: list[int], *,
        presupposed: bool = False, account: bool = False, stretches: tuple[Stretch, ...] | None = None,
    ) -> Voice:  # fmt: skip
        cue_words = self._cue_words(tree, word, entry)
        head, source = speaker if speaker else (None, [])
        gone = {*cue_words, *source}
        kept = tuple(_trimmed(tree.sentence, [inside for inside in content if inside not in gone]))
        voice = Voice(
            sentence=tree.index, cue=word, cue_words=cue_words, lemma=" ".join((entry.word, *entry.rest)),
            cue_class=entry.cue_class, source_sentence=tree.index, source=tuple(source), head=head,
            content=stretches if stretches is not None else ((tree.index, kept),), kind=self._kind(tree, head),
            stance=entry.stance, certainty=entry.certainty, negated=self._negated(tree, word),
            direct=stretches is not None, presupposed=presupposed, account=account,
        )  # fmt: skip
        self.heard.append(voice)
        return voice

    def _cue_words(self, tree: _Tree, word: int, entry: CueEntry) -> Words:
        near = [kid for kid in tree.children[word] if tree.sentence.relations[kid] in ("aux", "aux:pass", "compound:prt", "fixed")]
        near += [kid for kid in tree.children[word] if tree.lowered[kid] in entry.rest]
        return tuple(sorted({word, *near}))

    def _kind(self, tree: _Tree, head: int | None) -> SourceKind:
        if head is None:
            return "unnamed"
        for name in tree.sentence.names:
            if name.first <= head < name.last:
                if name.kind == "STATE" or name.label == "LOC":
                    return "state"
                return "organisation" if name.label == "ORG" else "named"
        kind = self.cues.kinds.get(tree.lowered[head])
        if tree.sentence.upos[head] == "PROPN" and kind is None:
            return "named"
        if kind == "unnamed" or kind is None:
            named = [kid for kid in tree.of(head, "appos", "flat") if tree.sentence.upos[kid] == "PROPN"]
            pronoun = tree.sentence.upos[head] == "PRON" and tree.lowered[head] in self.cues.pronouns["back"]
            return "named" if named or pronoun else "unnamed"
        return kind

    def _negated(self, tree: _Tree, word: int) -> bool:
        """Whether the source is said *not* to speak: "did not say", "refused to confirm", "nobody claims"."""
        here = word
        for _ in range(4):
            for kid in tree.children[here]:
                relation = tree.relation(kid)
                if relation == "advmod" and self._denies(tree, kid, "adverb") and kid < here + 2:
                    return True
                if relation == "nsubj" and (self._denies(tree, kid, "determiner") or any(
                    self._denies(tree, below, "determiner") for below in tree.of(kid, "det", "cc", "advmod")
                )):
                    return True
            head = tree.sentence.heads[here]
            if head < 0 or tree.relation(here) != "xcomp":
                return False
            if any(hedge.then == "CT-" for hedge in self.hedges.entries.get((tree.lowered[head], "verb"), ())):
                return True
            here = head
        return False

    def _denies(self, tree: _Tree, word: int, word_class: WordClass) -> bool:
        return any(hedge.then == "CT-" and not hedge.rest
                   for hedge in self.hedges.entries.get((tree.lowered[word], word_class), ()))  # fmt: skip

    # ------------------------------------------------------------ quotation marks
    def _quotations(self) -> None:
        sources: dict[int, int] = {}  # paragraph → the last voice that spoke directly in it
        by_sentence: dict[int, list[int]] = {}
        for number, voice in enumerate(self.heard):
            by_sentence.setdefault(voice.sentence, []).append(number)
        for quotation in self.quotations:
            first, last = quotation.stretches[0][0], quotation.stretches[-1][0]
            near = [number for sentence in {first, last} for number in by_sentence.get(sentence, ())]
            number = self._speaking(quotation, near)
            if number is None:
                opened = self._opening_cue(quotation)
                if opened is not None:
                    tree, cue, entry, speaker = opened
                    same = [n for n in by_sentence.get(tree.index, ()) if self.heard[n].cue == cue]
                    if same:
                        number = same[0]
                    else:
                        self._keep(tree, cue, entry, speaker, [], stretches=quotation.stretches)
                        number = len(self.heard) - 1
                        by_sentence.setdefault(tree.index, []).append(number)
            if number is None:
                number = self._goes_on(quotation, sources)
                if number is None:
                    continue
            else:
                self.heard[number] = _with_words(self.heard[number], quotation.stretches)
            for paragraph in {quotation.paragraph, self.paragraphs[last]}:
                sources[paragraph] = number

    def _speaking(self, quotation: Quotation, near: Sequence[int]) -> int | None:
        """The voice whose content the quotation overlaps and whose cue stands outside it: the smallest such."""
        inside = {(sentence, word) for sentence, words in quotation.stretches for word in words}
        found = None
        for number in near:
            voice = self.heard[number]
            if (voice.sentence, voice.cue) in inside or voice.cue_class == "attitude" or not voice.source:
                continue
            content = {(sentence, word) for sentence, words in voice.content for word in words}
            if content & inside and (found is None or len(content) < found[1]):
                found = number, len(content)
        return found[0] if found else None

    def _opening_cue(
        self, quotation: Quotation
    ) -> tuple[_Tree, int, CueEntry, tuple[int, list[int]] | None] | None:
        """The verb beside the marks that says who speaks: after them (`," said X`), else before (`X said: "`)."""
        (after_sentence, after), (before_sentence, before) = quotation.after, quotation.before
        tree = self.trees[after_sentence]
        tail = range(after + 1, min(after + 30, len(tree.lowered)))
        last_sentence, last_words = quotation.stretches[-1]
        ends = self.trees[last_sentence].sentence.words[last_words[-1]]
        if ends in SENTENCE_END or ends == "?" or (tail and tree.sentence.words[tail[0]] == ","):
            found = self._speech_verb(tree, tail, unknown=ends in SENTENCE_END)
            if found:
                return found
        tree = self.trees[before_sentence]
        if before == 0 and before_sentence > 0 and self.trees[before_sentence - 1].sentence.words[-1] == ":":
            tree = self.trees[before_sentence - 1]
            before = len(tree.lowered)
        head = range(before - 1, max(before - 20, -1), -1)
        found = self._speech_verb(tree, head, unknown=bool(head) and tree.sentence.words[head[0]] in (":", ","))
        if found is None and ":" in tree.sentence.words and before == len(tree.lowered):
            announced = self._announces(tree, quoted=True)
            found = (tree, *announced) if announced else None
        return found

    def _speech_verb(
        self, tree: _Tree, words: Iterable[int], unknown: bool
    ) -> tuple[_Tree, int, CueEntry, tuple[int, list[int]] | None] | None:
        for word in words:
            text = tree.sentence.words[word]
            if text in OPENING or text in CLOSING - {"’"} or text in STRAIGHT or text == ";":
                return None
            if tree.sentence.upos[word] != "VERB":
                continue
            entries = [entry for entry in self.cues.entries.get((tree.lowered[word], "verb"), ())
                       if "quote" in entry.takes and not entry.rest]  # fmt: skip
            speaker = self._subject(tree, word)
            if speaker is None and entries:
                speaker = self._beside(tree, word, self.quoted.get((tree.index, word)))
            if speaker is None:
                continue
            if entries:
                return tree, word, entries[0], speaker
            if unknown and tree.of(word, "nsubj") and not tree.of(word, "obj"):
                return tree, word, _plain_cue(tree.lowered[word]), speaker
        return None

    def _goes_on(self, quotation: Quotation, sources: dict[int, int]) -> int | None:
        """A quotation without a cue goes on with who was last quoted in this paragraph, or in the one before."""
        sentence, words = quotation.stretches[0]
        upos = self.trees[sentence].sentence.upos
        outside = [word for word, tag in enumerate(upos) if word not in words and tag not in ("PUNCT", "CCONJ", "ADV")]
        if len(words) < 4 or outside:
            return None
        number = sources.get(quotation.paragraph)
        if number is not None:
            self.heard[number] = _with_words(self.heard[number], quotation.stretches)
            return number
        number = sources.get(quotation.paragraph - 1)
        if number is None:
            return None
        voice = replace(self.heard[number], content=quotation.stretches, carried_over=True, direct=True)
        self.heard.append(voice)
        return len(self.heard) - 1

    def _statements(self) -> None:
        """"The minister said:" and then, without marks, what was said: up to the next quotation, speaker or heading."""
        taken = 0
        for tree in self.trees:
            words = tree.sentence.words
            cue = self._announces(tree) if ":" in words and tree.index >= taken else None
            if cue is None:
                continue
            word, entry, speaker = cue
            colon = words.index(":", word)
            said: list[Stretch] = [(tree.index, tuple(range(colon + 1, len(words))))] if colon + 1 < len(words) else []
            for number in range(tree.index + 1, len(self.trees)):
                here = self.paragraphs[number] == self.paragraphs[tree.index]
                if self._breaks_off(number, bool(said)) or (colon + 1 < len(words) and not here):
                    break
                said.append((number, tuple(range(len(self.trees[number].lowered)))))
            if said:
                taken = said[-1][0] + 1
                self.heard = [voice for voice in self.heard if (voice.sentence, voice.cue) != (tree.index, word)]
                self._keep(tree, word, entry, speaker, [], stretches=tuple(said))

    def _announces(self, tree: _Tree, quoted: bool = False) -> tuple[int, CueEntry, tuple[int, list[int]]] | None:
        """The verb of speech, or the "statement", before a colon and whose it is; `quoted`: marks may follow."""
        words, heads = tree.sentence.words, tree.sentence.heads
        colon = words.index(":")
        if not quoted and any((tree.index, word) in self.quoted for word in range(colon, len(words))):
            return None
        following = self.trees[tree.index + 1] if tree.index + 1 < len(self.trees) else None
        if colon + 1 == len(words) and (following is None or (not quoted and (following.index, 1) in self.quoted)):
            return None
        for word in range(colon - 1, max(colon - 8, -1), -1):
            lemma, verb = tree.lowered[word], word
            if tree.sentence.upos[word] == "NOUN" and self.cues.kinds.get(lemma) == "document" and heads[word] >= 0:
                verb = heads[word]
            elif tree.sentence.upos[word] != "VERB":
                continue
            entries = [entry for entry in self.cues.entries.get((tree.lowered[verb], "verb"), ())
                       if "quote" in entry.takes and entry.cue_class == "neutral"]  # fmt: skip
            if verb != word and tree.lowered[verb] in self.cues.light_verbs:
                entries = [_plain_cue(lemma)]
            speaker = self._subject(tree, verb) if entries else None
            if speaker is not None and tree.lowered[speaker[0]] in self.cues.pronouns["self"]:
                return None
            if speaker is not None and self._teller(tree, speaker):
                return word, entries[0], speaker
        return None

    def _breaks_off(self, number: int, begun: bool) -> bool:
        """Whether a statement ends before this sentence: at a heading, a quotation or another speaker's paragraph."""
        tree = self.trees[number]
        if self.paragraphs[number] == self.paragraphs[number - 1]:
            return False
        words = tree.sentence.words
        if begun and words[-1] not in SENTENCE_END:
            return True
        voices = [voice for voice in self.heard if voice.sentence == number and voice.source and voice.cue_class != "attitude"]
        return (number, 1) in self.quoted or any(
            voice.direct or (tree.sentence.upos[voice.head or 0] != "PRON" and voice.lemma in ("say", "tell", "add"))
            for voice in voices
        )

    # ------------------------------------------------------------ the sentences after
    def _carry_over(self) -> None:
        """A sentence without a cue goes on with the source of the one before, where it goes on with its account."""
        told: dict[int, list[Voice]] = {}
        for voice in self.heard:
            if voice.cue_class != "attitude":
                for sentence in {voice.sentence, *(number for number, _ in voice.content)}:
                    told.setdefault(sentence, []).append(voice)
        for tree in self.trees[1:]:
            number = tree.index
            if self.paragraphs[number] != self.paragraphs[number - 1]:
                continue
            if any(voice.source for voice in told.get(number, ())):
                continue
            before = self._telling(self.trees[number - 1], told.get(number - 1, ()))
            if before is None or not self._continues(tree, first=not before.carried_over):
                continue
            voice = replace(before, content=((number, tuple(range(len(tree.lowered)))),), carried_over=True, direct=False)
            self.heard.append(voice)
            told.setdefault(number, []).append(voice)

    def _telling(self, tree: _Tree, told: Sequence[Voice]) -> Voice | None:
        """The one source that tells the sentence: its content holds the end of it, or most of it."""
        best = None
        for voice in told:
            words = next((words for number, words in voice.content if number == tree.index), ())
            if not voice.source or not voice.account or voice.direct or voice.negated:
                continue
            if voice.cue_class not in ("neutral", "factive", "distancing"):
                continue
            if voice.parent is None and words and (best is None or len(words) > best[0]):
                best = len(words), voice
        return best[1] if best else None

    def _continues(self, tree: _Tree, first: bool) -> bool:
        """Whether the sentence's subject points back, or its tense is that of an account: "they had left by then".

        "These raids …" goes on with a telling only right after it (`first`): further on, the report sums up.
        """
        root = tree.sentence.heads.index(-1)
        pronouns = self.cues.pronouns
        for verb in (root, *tree.of(root, "conj")):
            for kid in tree.of(verb, "nsubj"):
                if tree.lowered[kid] in pronouns["back"]:
                    return True
                if first and any(tree.lowered[det] in pronouns["pointing"] for det in tree.of(kid, "det")):
                    return True
                if any(tree.lowered[poss] in pronouns["theirs"] for poss in tree.of(kid, "nmod")):
                    return True
        return tree.sentence.xpos[root] == "VBN" and any(
            tree.sentence.words[kid].lower() == "had" for kid in tree.of(root, "aux")
        )

    # ------------------------------------------------------------ who tells of whom
    def _nested(self) -> Voices:
        order = sorted(range(len(self.heard)), key=lambda n: (self.heard[n].sentence, self.heard[n].cue, n))
        heard = [self.heard[number] for number in order]
        parents, sizes, holding = self._parents(heard)
        own = {
            number for number, voice in enumerate(heard)
            if (parents[number] is None and self._is_author(voice)) or self._denied_rumour(voice, heard, holding)
        }
        if own:
            heard = [voice for number, voice in enumerate(heard) if number not in own]
            parents, sizes, holding = self._parents(heard)
        placed: dict[int, Voice] = {}

        def place(number: int, seen: frozenset[int]) -> Voice:
            if number not in placed:
                above = parents[number]
                voice = heard[number]
                if above is not None and above not in seen:
                    voice = self._told_by(voice, place(above, seen | {number}))
                placed[number] = voice
            return placed[number]

        every = tuple(place(number, frozenset()) for number in range(len(heard)))
        depth = [len(voice.chain) for voice in every]
        standing = {where: tuple(sorted(numbers, key=lambda n: (-depth[n], sizes[n]))) for where, numbers in holding.items()}
        return Voices(every, standing)

    def _parents(
        self, heard: Sequence[Voice]
    ) -> tuple[list[int | None], list[int], dict[tuple[int, int], list[int]]]:
        """For each voice the one that tells of it, and how many words it answers for; for each word who answers."""
        sizes = [sum(len(words) for _, words in voice.content) for voice in heard]
        holding: dict[tuple[int, int], list[int]] = {}
        for number, voice in enumerate(heard):
            if voice.cue_class != "attitude":
                for sentence, words in voice.content:
                    for word in words:
                        holding.setdefault((sentence, word), []).append(number)
        return [self._parent(number, heard, sizes, holding) for number in range(len(heard))], sizes, holding

    def _denied_rumour(
        self, voice: Voice, heard: Sequence[Voice], holding: dict[tuple[int, int], list[int]]
    ) -> bool:
        """Whether `voice` is only what somebody denies: "dismissed rumours that …" has one voice, who dismisses."""
        return not voice.source and self._is_noun(voice) and any(
            heard[number].cue_class == "denial" for number in holding.get((voice.sentence, voice.cue), ())
        )

    def _is_author(self, voice: Voice) -> bool:
        """ "I think", "as we noted", "you may say": the report itself, where nobody is quoted."""
        if voice.head is None or voice.direct:
            return False
        lemma = self.trees[voice.source_sentence].lowered[voice.head]
        return lemma in self.cues.pronouns["self"] or lemma in self.cues.pronouns["reader"]

    def _parent(
        self, number: int, heard: Sequence[Voice], sizes: Sequence[int], holding: dict[tuple[int, int], list[int]]
    ) -> int | None:
        voice = heard[number]
        where = next(iter(voice.content), (voice.sentence, ()))
        around = holding.get((voice.sentence, voice.cue), ())
        if voice.carried_over:
            around = [n for n in holding.get((where[0], where[1][0]), ()) if heard[n].direct] if where[1] else []
        best = None
        for other in around:
            outer = heard[other]
            if other == number or outer.presupposed or (outer.sentence, outer.cue) == (voice.sentence, voice.cue):
                continue
            if (outer.sentence, outer.cue) in {(s, w) for s, words in voice.content for w in words} and sizes[other] <= sizes[number]:
                continue
            if outer.cue_class == "denial" and self._is_noun(voice):  # it answers what the noun says, and tells nothing
                continue
            if best is None or sizes[other] < sizes[best]:
                best = other
        return best

    def _is_noun(self, voice: Voice) -> bool:
        return self.trees[voice.sentence].sentence.upos[voice.cue] == "NOUN"

    def _told_by(self, voice: Voice, outer: Voice) -> Voice:
        """`voice` inside `outer`. "I" and "we" in a quotation, and a bare "alleged", are the quoted source itself."""
        tree = self.trees[voice.source_sentence]
        itself = voice.head is not None and tree.lowered[voice.head] in self.cues.pronouns["self"]
        bare = voice.head is None and voice.cue_class == "distancing" and self.trees[voice.sentence].relation(voice.cue) == "amod"
        if (itself or bare) and outer.source:
            return replace(voice, source_sentence=outer.source_sentence, source=outer.source, head=outer.head,
                           kind=outer.kind, parent=outer.parent, merged=True)  # fmt: skip
        return replace(voice, parent=outer)


def _plain_cue(word: str) -> CueEntry:
    """A cue of no class of its own: a colon, an unlisted verb beside a quotation, the "statement" that follows."""
    return CueEntry(word=word, rest=(), cue_class="neutral", takes=("quote",), stance=None, certainty=None, tellers=False)


def _with_words(voice: Voice, stretches: Iterable[Stretch]) -> Voice:
    """`voice` answering for the words of `stretches` as well."""
    content = {number: set(words) for number, words in voice.content}
    for number, words in stretches:
        content.setdefault(number, set()).update(words)
    gone = {(voice.sentence, word) for word in voice.cue_words} | {(voice.source_sentence, word) for word in voice.source}
    merged = tuple(
        (number, tuple(sorted(word for word in content[number] if (number, word) not in gone))) for number in sorted(content)
    )
    return replace(voice, content=merged, direct=True)
