"""Voices, and who tells of whom: the source chains of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.cues import CueClass, Cues
from sayso.reading.quotations import Stretch, Words
from sayso.reading.speakers import SpeechTree
from sayso.records import Certainty, SourceKind, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One source speaking once: who, by which cue, and the words that are then the source's and not the report's.

    `sentence` and `cue` say where the cue stands, `cue_words` with its auxiliaries and particles. `source` are the
    words of the source's noun phrase in `source_sentence` and `head` is its head word; no words and None: nobody is
    named ("reportedly"). `content` holds, for each sentence, words in order; cue and source are never in it. `parent`
    is the voice that tells of this one. `negated`: the source does *not* say so. `direct`: the words stand in quotation
    marks. `account`: the content is told in clauses, so that the sentences after may go on with it. `presupposed`: the
    report states the content itself as well. `doer`: the word, in the cue's sentence, of
    whoever did the deeds told in the content by nouns alone, as the source has it ("blamed the navy for the raid").
    `merged`: the cue stands in the words of the same source ("I think" in a
    quotation). `carried_over`: the cue stands in an earlier sentence.
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
    doer: int | None = None
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


def with_words(voice: Voice, stretches: Iterable[Stretch]) -> Voice:
    """`voice` answering for the words of `stretches` as well."""
    content = {number: set(words) for number, words in voice.content}
    for number, words in stretches:
        content.setdefault(number, set()).update(words)
    for number, taken in ((voice.sentence, voice.cue_words), (voice.source_sentence, voice.source)):
        content.get(number, set()).difference_update(taken)
    merged = tuple((number, tuple(sorted(content[number]))) for number in sorted(content))
    return replace(voice, content=merged, direct=True)


def nested(heard: Sequence[Voice], trees: Sequence[SpeechTree], cues: Cues) -> Voices:
    """The voices of one report, each inside the one that tells of it; what is only the report's own is left out."""
    return _Nest(trees, cues).voices(heard)


class _Nest:
    def __init__(self, trees: Sequence[SpeechTree], cues: Cues) -> None:
        self.trees = trees
        self.cues = cues

    def voices(self, heard: Sequence[Voice]) -> Voices:
        """`heard` in the order of the text, each told by whom the text lets tell it."""
        heard = sorted(heard, key=lambda voice: (voice.sentence, voice.cue))
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
        standing = {
            where: tuple(sorted(numbers, key=lambda n: (-depth[n], sizes[n]))) for where, numbers in holding.items()
        }
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
            if sizes[other] <= sizes[number] and number in holding.get((outer.sentence, outer.cue), ()):
                continue  # each holds the other's cue: the wider one tells
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
        amod = self.trees[voice.sentence].relation(voice.cue) == "amod"
        bare = amod and voice.head is None and voice.cue_class == "distancing"
        if (itself or bare) and outer.source:
            return replace(voice, source_sentence=outer.source_sentence, source=outer.source, head=outer.head,
                           kind=outer.kind, parent=outer.parent, merged=True)  # fmt: skip
        return replace(voice, parent=outer)
