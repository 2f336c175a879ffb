"""Who is speaking: the sources a report lets speak, by which words, and the words each of them answers for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.codebook.cues import CueEntry, Cues, Hedges, WordClass, load_cues, load_hedges
from sayso.reading.contents import Contents
from sayso.reading.quotations import CLOSING, OPENING, STRAIGHT, Quotation, Stretch, Words, paragraphs, quotations
from sayso.reading.speakers import Speaker, Speakers, SpeechTree, trimmed
from sayso.reading.voices import Voice, Voices, nested, with_words
from sayso.records import Attribution, BlockKind, Document, Sentence, SourceKind

__all__ = ["Voice", "Voices", "attributions", "hear", "source_record"]

NOMINAL = frozenset({"nmod", "obj", "obl", "nsubj", "appos", "compound", "amod", "iobj", "advmod"})
SENTENCE_END = frozenset(".!?,—–") | {"...", "…", "--"}
WORD_CLASSES: dict[str, WordClass] = {
    "VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADV": "adverb", "ADJ": "adjective",
    "ADP": "preposition", "SCONJ": "preposition",
}  # fmt: skip


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
        if not voice.carried_over and any(words for _, words in voice.content)
        and (nested or (voice.parent is None and not voice.merged))
    )


def source_record(voice: Voice, sentences: Sequence[Sentence]) -> tuple[str, SourceKind]:
    """The words that name the source, and what kind of source it looks like; "" where nobody is named.

    The words are the noun phrase up to its first clause or apposition: `Hadan Orel`, not `Hadan Orel, who lost a son`.
    """
    if voice.head is None:
        return "", "unnamed"
    tree = SpeechTree(sentences[voice.source_sentence], voice.source_sentence)
    leave = tree.of(voice.head, "appos", "acl", "parataxis", "conj", "cc", "punct", "dep", "list")
    named = [kid for kid in tree.of(voice.head, "appos") if tree.sentence.upos[kid] == "PROPN"]
    if tree.sentence.upos[voice.head] == "NOUN" and named:  # "the minister, Hadan Orel"
        leave = [kid for kid in leave if kid not in named and tree.relation(kid) != "punct"]
        leave += [
            below for kid in tree.of(voice.head, "appos")
            for below in tree.of(kid, "appos", "acl", "parataxis")
        ]  # fmt: skip
    conjoined = tree.of(voice.head, "conj")
    if conjoined:
        leave = [kid for kid in leave if tree.relation(kid) not in ("conj", "cc")]
    kept = [word for word in tree.under(voice.head, *leave) if word in voice.source]
    sentence = tree.sentence
    kept = trimmed(sentence, kept)
    if not kept:
        return sentence.words[voice.head], voice.kind
    spans = _spans(sentences, [(voice.source_sentence, tuple(kept))])
    pieces = []
    for start, end in spans:
        inside = [word for word in kept if start <= sentence.starts[word] < end]
        piece = sentence.words[inside[0]]
        for before, word in pairwise(inside):
            piece += " " * (sentence.starts[word] > sentence.ends[before]) + sentence.words[word]
        pieces.append(piece)
    return " ".join(pieces), voice.kind


def _spans(sentences: Sequence[Sentence], stretches: Iterable[Stretch]) -> tuple[tuple[int, int], ...]:
    """Character spans of words; neighbouring words make one span, a word left out in between makes two.

    Punctuation at the ends of a span is left out, but where a span has nothing else.
    """
    runs: list[list[tuple[int, int]]] = []
    for number, words in stretches:
        for word in words:
            last = runs[-1][-1] if runs else (-2, -2)
            follows = last == (number, word - 1) or (
                word == 0 and last[0] == number - 1 and last[1] == len(sentences[number - 1].words) - 1
            )
            if follows:
                runs[-1].append((number, word))
            else:
                runs.append([(number, word)])
    plain = [[place for place in run if sentences[place[0]].upos[place[1]] != "PUNCT"] for run in runs]
    ends = [(run[0], run[-1]) for run in (plain if any(plain) else runs) if run]
    return tuple((sentences[a].starts[first], sentences[b].ends[last]) for (a, first), (b, last) in ends)


class _Listener:
    """One hearing of one report: collects voices sentence by sentence, then ties them together."""

    def __init__(self, sentences: Sequence[Sentence], document: Document, cues: Cues, hedges: Hedges) -> None:
        self.document = document
        self.cues = cues
        self.trees = [SpeechTree(sentence, number) for number, sentence in enumerate(sentences)]
        self.paragraphs = paragraphs(sentences, document)
        self.quotations = list(quotations([tree.sentence for tree in self.trees], self.paragraphs))
        self.quoted = {
            (sentence, word): number
            for number, quotation in enumerate(self.quotations)
            for sentence, words in quotation.stretches for word in words
        }
        self.speakers = Speakers(cues, hedges, self.quoted)
        self.contents = Contents(cues, self.speakers)
        self.block_starts = [block.start for block in document.blocks]
        self.heard: list[Voice] = []

    def voices(self) -> Voices:
        for tree in self.trees:
            for word in range(len(tree.lowered)):
                self._listen(tree, word)
            self._colon(tree)
        self._quotations()
        self._statements()
        self._carry_over()
        return nested(self.heard, self.trees, self.cues)

    def _listen(self, tree: SpeechTree, word: int) -> None:
        word_class = WORD_CLASSES.get(tree.sentence.upos[word])
        lemma = tree.lowered[word]
        if tree.relation(word) == "amod":  # a participle: "the alleged bribery"
            word_class, lemma = "adjective", tree.sentence.words[word].lower()
        elif self._fixed(tree, word):
            word_class = "preposition"
        if word_class is None or self._opens(tree, word, lemma, word_class):
            return
        if word_class == "verb" and tree.passive(word):  # "are not convinced that": an adjective tagged as a passive
            self._opens(tree, word, tree.sentence.words[word].lower(), "adjective")
        if word_class != "verb" and tree.of(word, "nsubj") and tree.of(word, "ccomp", "parataxis"):
            self._opens(tree, word, lemma, "verb")  # the tree knows better than the tag
        elif word_class == "noun" and (lemma, word_class) not in self.cues.entries:
            self._mistaken(tree, word)

    def _opens(self, tree: SpeechTree, word: int, lemma: str, word_class: WordClass) -> bool:
        """Whether an entry of the lexicon finds its content at `word`; the voice is then kept."""
        entries = self.cues.entries.get((lemma, word_class), ())
        if not entries and word_class == "verb":  # a lemma the tagger missed: "alleges" taken for a plural's verb
            entries = self.cues.entries.get((lemma.removesuffix("s"), word_class), ())
        return any(
            (not entry.rest or self._has_rest(tree, word, entry.rest))
            and self._open_with(tree, word, word_class, entry)
            for entry in entries
        )

    def _mistaken(self, tree: SpeechTree, word: int) -> None:
        """A verb taken for a noun: "the bargeman alleges that …" with "alleges" as the head of "bargeman"."""
        follower = word + 1
        entries = self.cues.entries.get((tree.lowered[word], "verb"), ())
        entry = next((entry for entry in entries if "clause" in entry.takes and not entry.rest), None)
        if entry is None or word == 0 or follower == len(tree.lowered) or tree.lowered[follower] != "that":
            return
        clause = tree.sentence.heads[follower]
        subjects = [kid for kid in tree.of(word, "nsubj", "compound", "amod", "nmod") if kid < word]
        if tree.relation(follower) == "mark" and clause > follower and subjects:
            speaker = self.speakers.phrase(tree, subjects[-1], word)
            self._keep(tree, word, entry, speaker, tree.under(clause, word), account=True)

    def _fixed(self, tree: SpeechTree, word: int) -> bool:
        """Whether `word` is a verb only by its form: the "according" of "according to"."""
        return tree.relation(word) == "case" or any(tree.lowered[kid] == "to" for kid in tree.of(word, "fixed"))

    def _has_rest(self, tree: SpeechTree, word: int, rest: Sequence[str]) -> bool:
        near = {tree.lowered[kid] for kid in tree.children[word]} | set(tree.lowered[word + 1 : word + 2])
        for kid in tree.of(word, "obj"):
            near.update(tree.lowered[below] for below in tree.children[kid])
        return all(part in near for part in rest)

    def _open_with(self, tree: SpeechTree, word: int, word_class: WordClass, entry: CueEntry) -> bool:
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

    def _verb(self, tree: SpeechTree, word: int, entry: CueEntry) -> bool:
        passive = tree.passive(word) or self._untold(tree, word, entry) or self._undergoes(tree, word, entry)
        speaker = self.speakers.agent(tree, word) if passive else self.speakers.subject(tree, word)
        if entry.tellers and not self.speakers.teller(tree, speaker):
            return False
        for take in entry.takes:
            content = self.contents.content(tree, word, entry, take, passive, speaker)
            if content is None:
                continue
            if take == "seeming":
                speaker = None
            elif speaker is None and not (
                passive and take in ("raised", "clause", "accuse")
                and entry.cue_class in ("distancing", "belief", "performative", "neutral")
            ):  # fmt: skip
                return False
            doer = self.contents.doer(tree, word, entry, take, passive, speaker)
            if take == "clause" and entry.cue_class == "denial" and self._after_colon(tree, word):
                doer = speaker[0] if speaker else None  # "Pipeline blown up: Creek League denies"
            self._keep(
                tree, word, entry, speaker, content, account=take == "clause", doer=doer,
                presupposed=doer is not None and self._presupposed(tree, word, entry, take, passive),
            )  # fmt: skip
            return True
        return False

    def _untold(self, tree: SpeechTree, word: int, entry: CueEntry) -> bool:
        """A headline's ", court told": nobody tells without telling somebody, so the court is who was told."""
        if entry.word != "tell" or entry.rest or not self._headline(tree):
            return False
        return bool(tree.of(word, "nsubj")) and not tree.of(word, "obj", "iobj", "obl", "xcomp")

    def _undergoes(self, tree: SpeechTree, word: int, entry: CueEntry) -> bool:
        """"A deed claimed by the Front": a participle taken for a past tense, whose subject could claim nothing."""
        subjects = tree.of(word, "nsubj")
        return (
            entry.cue_class == "distancing" and tree.sentence.xpos[word] in ("VBN", "VBD") and bool(subjects)
            and tree.sentence.upos[subjects[0]] == "NOUN" and not self.speakers.teller(tree, (subjects[0], []))
            and self.speakers.agent(tree, word) is not None
        )  # fmt: skip

    def _presupposed(self, tree: SpeechTree, word: int, entry: CueEntry, take: str, passive: bool) -> bool:
        """Whether the report states the deed too: "took responsibility for the raid", "the raid was claimed by …"."""
        if take == "claimed":
            return passive or bool(entry.rest) or any(self._definite(tree, deed) for deed in tree.of(word, "obj"))
        if take == "clause":
            return True
        if take == "accuse":
            deeds = self.contents.deeds(tree, word, take)
            return bool(deeds) and all(self._definite(tree, deed) for deed in deeds)
        deeds = [kid for tie in tree.of(word, "obj") for kid in tree.of(tie, "nmod")] + tree.of(word, "obl")
        return any(self._definite(tree, deed) for deed in deeds)

    def _after_colon(self, tree: SpeechTree, word: int) -> bool:
        """Whether a headline tells something before the colon and what the verb at `word` makes of it after."""
        head = tree.sentence.heads[word]
        colons = [at for at in range(max(head, 0), word) if tree.sentence.words[at] == ":"]
        return bool(colons) and tree.relation(word) == "parataxis" and not tree.of(word, "obj", "ccomp", "xcomp")

    def _definite(self, tree: SpeechTree, deed: int) -> bool:
        """Whether a noun takes its deed for granted: "the raid", "Sunday's bombing"."""
        definite = self.cues.pronouns["definite"]
        return tree.sentence.upos[deed] == "NOUN" and (
            any(tree.lowered[kid] in definite for kid in tree.of(deed, "det"))
            or any(tree.sentence.relations[kid] == "nmod:poss" for kid in tree.children[deed])
        )

    def _noun(self, tree: SpeechTree, word: int, entry: CueEntry) -> bool:
        xpos = tree.sentence.xpos
        branches: list[int] = []
        if "clause" in entry.takes:
            branches = [kid for kid in tree.of(word, "acl", "ccomp") if "that" in tree.marks(kid)
                        or (tree.of(kid, "nsubj") and tree.sentence.relations[kid] != "acl:relcl")]
        if not branches and "infinitive" in entry.takes:
            branches = [kid for kid in tree.of(word, "acl") if "to" in tree.marks(kid) and xpos[kid] != "VBG"]
        verb = tree.sentence.heads[word]
        if not branches and verb >= 0 and tree.relation(word) == "obj" and "clause" in entry.takes:
            branches = [kid for kid in tree.of(verb, "ccomp") if kid > word]
        clause = bool(branches)
        if not branches:
            branches = [kid for kid in tree.of(word, "nmod", "acl") if tree.marks(kid) & set(entry.takes)]
        if not branches:
            return False
        speaker = self.speakers.owner(tree, word, also_of=clause)
        if speaker is None and entry.cue_class not in ("distancing", "attitude"):
            return False
        self._keep(tree, word, entry, speaker, self.contents.joined(tree, word, branches))
        return True

    def _aside(self, tree: SpeechTree, word: int, entry: CueEntry) -> bool:
        """"By the bargemen's account, …", "in the abbot's opinion …"."""
        head = self._clause_above(tree, word)
        owner = self.speakers.owner(tree, word, also_of=True)
        if head is None or owner is None or tree.relation(word) not in ("obl", "nmod"):
            return False
        if not tree.marks(word) & {"in", "by", "on"}:
            return False
        if (tree.lowered[head], "verb") in self.cues.entries and tree.of(head, "ccomp", "obj"):
            return False
        self._keep(tree, word, entry, owner, tree.under(head, word), account=True)
        return True

    def _clause_above(self, tree: SpeechTree, word: int) -> int | None:
        """The head of the clause that `word` hangs in; None where it hangs on nothing."""
        here = tree.sentence.heads[word]
        while here >= 0 and tree.relation(here) in NOMINAL:
            here = tree.sentence.heads[here]
        return here if here >= 0 else None

    def _adverb(self, tree: SpeechTree, word: int, entry: CueEntry) -> bool:
        head = tree.sentence.heads[word]
        if head < 0:
            return False
        leave = [word, *tree.of(head, "parataxis", "punct", "mark", "cc")]
        leave += [kid for kid in tree.of(head, "advcl") if kid < head]
        leave += [kid for kid in tree.of(head, "conj") if kid > head and tree.of(kid, "nsubj")]
        for kid in tree.of(head, "nsubj", "obj", "obl"):
            leave += tree.of(kid, "acl:relcl", "appos")
        if tree.sentence.upos[head] in ("NOUN", "PROPN"):
            leave += tree.of(head, "acl:relcl", "case", "nsubj", "appos")
        self._keep(tree, word, entry, None, tree.under(head, *leave))
        return True

    def _adjective(self, tree: SpeechTree, word: int, entry: CueEntry) -> bool:
        if "clause" in entry.takes:
            clauses = tree.of(word, "ccomp")
            speaker = self.speakers.subject(tree, word)
            if not clauses or speaker is None or not self.speakers.teller(tree, speaker):
                return False
            self._keep(tree, word, entry, speaker, self.contents.joined(tree, word, clauses))
            return True
        head = tree.sentence.heads[word]
        if head < 0 or tree.relation(word) != "amod":
            return False
        told = self.cues.entries.get((tree.lowered[head], "noun"), ())
        if any(entry.cue_class != "attitude" for entry in told):  # "an unconfirmed report that …": the noun is the cue
            return False
        leave = tree.of(head, "acl:relcl", "case", "det", "appos", "punct", "parataxis", "nsubj", "cop")
        self._keep(tree, word, entry, None, tree.under(head, word, *leave))
        return True

    def _according(self, tree: SpeechTree, word: int, entry: CueEntry) -> bool:
        heads = tree.sentence.heads
        noun = heads[word]
        if tree.relation(word) != "case":
            nouns = [kid for kid in tree.of(word, "obl", "nmod", "obj") if kid > word]
            noun = nouns[0] if nouns else -1
            clause = heads[word] if nouns and tree.relation(word) not in NOMINAL - {"advmod", "obl"} else -1
        else:
            above = self._clause_above(tree, noun) if noun >= 0 else None
            clause = above if above is not None else -1
            while clause >= 0 and (
                (tree.relation(clause) == "conj" and not tree.of(clause, "nsubj"))
                or (heads[clause] >= 0 and self._closes_sentence(tree, word, noun))
            ):
                clause = heads[clause]
        if noun >= 0 and heads[noun] < 0 and tree.relation(word) == "case":
            return self._according_root(tree, word, noun, entry)
        if noun < 0 or clause < 0 or (tree.lowered[word] == "per" and tree.sentence.upos[noun] != "PROPN"):
            return False
        branch = word if tree.relation(word) != "case" else noun
        head, words = self.speakers.phrase(tree, noun, word)
        content = self.contents.without(tree.under(clause, branch), tree, (head, words))
        main = tree.relation(clause) in ("root", "conj", "ccomp")
        self._keep(tree, word, entry, (head, words), content, account=main)
        return True

    def _closes_sentence(self, tree: SpeechTree, word: int, noun: int) -> bool:
        """Whether "…, according to X" ends the sentence, and so bears on the whole of it."""
        apart = word > 0 and tree.sentence.words[word - 1] == ","
        return apart and all(upos == "PUNCT" for upos in tree.sentence.upos[max(tree.under(noun)) + 1 :])

    def _according_root(self, tree: SpeechTree, word: int, noun: int, entry: CueEntry) -> bool:
        """Where the tree hangs the sentence on the source, the source ends at the next comma."""
        words = tree.sentence.words
        end = next((here for here in range(noun + 1, len(words)) if words[here] in (",", ".", ";")), len(words))
        start = next((here for here in range(word, noun) if tree.lowered[here] == "to"), word) + 1
        source = list(range(start, end))
        content = [here for here in range(len(words)) if not word <= here < end]
        if not any(tree.clausal(here) for here in content):
            return False
        self._keep(tree, word, entry, (noun, source), content, account=True)
        return True

    def _colon(self, tree: SpeechTree) -> None:
        """"Minister: no talks held", "No talks held: minister", and the lines of an interview."""
        words, upos = tree.sentence.words, tree.sentence.upos
        if ":" not in words:
            return
        labelled = words[1:2] == (":",) and words[0].isupper()  # a line of an interview
        if not labelled and any(voice.sentence == tree.index for voice in self.heard[-4:]):
            return
        headline = self._headline(tree)
        colon = len(words) - 1 - words[::-1].index(":") if headline else words.index(":")
        left, right = range(colon), range(colon + 1, len(words))
        verbal = ("VERB", "AUX")
        entry = _plain_cue(":")
        if headline and 0 < len(right) <= 4 and not any(upos[word] in verbal for word in right):
            speaking, said = right, left
        elif 0 < colon <= 6 and len(right) > 2 and not any(upos[w] in verbal or words[w] == "(" for w in left):
            speaking, said = left, right
        else:
            return
        inside = set(speaking)
        tops = [word for word in speaking if tree.sentence.heads[word] not in inside]
        head = tops[0] if tops else speaking[0]
        if headline and speaking is left and self._topic(tree, head, said):
            return
        if self._kind_of_block(tree) == "caption" and speaking is left:
            return  # "Photo: …" says what it is, and tells nothing
        label = len(speaking) == 1 and tree.sentence.words[head].isupper()  # the "Q:" and "A:" of an interview
        if not label and not self.speakers.teller(tree, (head, [])):
            return
        if not headline and not labelled and not any(upos[word] in verbal for word in said):
            return
        voice = self._keep(tree, colon, entry, (head, trimmed(tree.sentence, list(speaking))), list(said))
        if speaking is left and not headline:  # a line of an interview: the whole paragraph is the speaker's
            last = bisect_right(self.paragraphs, self.paragraphs[tree.index])
            rest = [(number, tuple(range(len(self.trees[number].lowered)))) for number in range(tree.index + 1, last)]
            self.heard[-1] = with_words(voice, rest)

    def _topic(self, tree: SpeechTree, head: int, said: range) -> bool:
        """Whether a country before a headline's colon is what it is about ("Norvia: two killed"), not who speaks."""
        own = self.cues.pronouns["self"]
        return self.speakers.kind(tree, head) == "state" and not any(tree.lowered[word] in own for word in said)

    def _kind_of_block(self, tree: SpeechTree) -> BlockKind | None:
        place = bisect_right(self.block_starts, tree.sentence.start) - 1
        return self.document.blocks[place].kind if place >= 0 else None

    def _headline(self, tree: SpeechTree) -> bool:
        kind = self._kind_of_block(tree)
        if kind is None:
            return tree.sentence.words[-1] not in SENTENCE_END and len(tree.sentence.words) < 25
        return kind in ("headline", "standfirst", "subhead", "related", "caption")

    def _keep(
        self, tree: SpeechTree, word: int, entry: CueEntry, speaker: Speaker | None, content: list[int], *,
        presupposed: bool = False, doer: int | None = None, account: bool = False,
        stretches: tuple[Stretch, ...] | None = None,
    ) -> Voice:  # fmt: skip
        cue_words = self._cue_words(tree, word, entry)
        head, source = speaker if speaker else (None, [])
        gone = {*cue_words, *source}
        kept = tuple(trimmed(tree.sentence, [inside for inside in content if inside not in gone]))
        voice = Voice(
            sentence=tree.index, cue=word, cue_words=cue_words, lemma=" ".join((entry.word, *entry.rest)),
            cue_class=entry.cue_class, source_sentence=tree.index, source=tuple(source), head=head,
            content=stretches if stretches is not None else ((tree.index, kept),), kind=self.speakers.kind(tree, head),
            stance=entry.stance, certainty=entry.certainty, negated=self.speakers.negated(tree, word),
            direct=stretches is not None, presupposed=presupposed, doer=doer, account=account,
        )  # fmt: skip
        self.heard.append(voice)
        return voice

    def _cue_words(self, tree: SpeechTree, word: int, entry: CueEntry) -> Words:
        near = tree.of(word, "aux", "compound:prt", "fixed")
        near += [kid for kid in (*tree.children[word], *range(word + 1, min(word + 2, len(tree.lowered))))
                 if tree.lowered[kid] in entry.rest]  # fmt: skip
        return tuple(sorted({word, *near}))

    def _quotations(self) -> None:
        sources: dict[int, int] = {}  # paragraph → the last voice that spoke directly in it
        by_sentence: dict[int, list[int]] = {}
        for place, voice in enumerate(self.heard):
            by_sentence.setdefault(voice.sentence, []).append(place)
        for quotation in self.quotations:
            first, last = quotation.stretches[0][0], quotation.stretches[-1][0]
            near = [told for sentence in {first, last} for told in by_sentence.get(sentence, ())]
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
            if number is not None:
                self.heard[number] = with_words(self.heard[number], quotation.stretches)
            else:
                number = self._goes_on(quotation, sources)
            if number is None:
                continue
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
    ) -> tuple[SpeechTree, int, CueEntry, Speaker | None] | None:
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
        self, tree: SpeechTree, words: Iterable[int], unknown: bool
    ) -> tuple[SpeechTree, int, CueEntry, Speaker | None] | None:
        for word in words:
            text = tree.sentence.words[word]
            if text in OPENING or text in CLOSING - {"’"} or text in STRAIGHT or text == ";":
                return None
            if tree.sentence.upos[word] != "VERB":
                continue
            entries = [entry for entry in self.cues.entries.get((tree.lowered[word], "verb"), ())
                       if "quote" in entry.takes and not entry.rest]  # fmt: skip
            speaker = self.speakers.subject(tree, word)
            if speaker is None and entries:
                speaker = self.speakers.beside(tree, word, self.quoted.get((tree.index, word)))
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
            self.heard[number] = with_words(self.heard[number], quotation.stretches)
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
        replaced: set[tuple[int, int]] = set()
        before = len(self.heard)
        told: dict[int, list[Voice]] = {}
        for voice in self.heard:
            told.setdefault(voice.sentence, []).append(voice)
        for tree in self.trees:
            words = tree.sentence.words
            cue = self._announces(tree) if ":" in words and tree.index >= taken else None
            if cue is None:
                continue
            word, entry, speaker = cue
            colon = words.index(":", word)
            said: list[Stretch] = [(tree.index, tuple(range(colon + 1, len(words))))] if colon + 1 < len(words) else []
            for number in range(tree.index + 1, len(self.trees)):
                runs_on = colon + 1 == len(words) or self._first_person(number)
                if not runs_on or self._breaks_off(number, bool(said), told):
                    break
                said.append((number, tuple(range(len(self.trees[number].lowered)))))
            if said:
                taken = said[-1][0] + 1
                replaced.add((tree.index, word))
                self._keep(tree, word, entry, speaker, [], stretches=tuple(said))

        self.heard = [
            voice for number, voice in enumerate(self.heard)
            if number >= before or (voice.sentence, voice.cue) not in replaced
        ]  # fmt: skip

    def _first_person(self, number: int) -> bool:
        """Whether the paragraph of this sentence speaks as "I" or "we", or was begun before it."""
        here = self.paragraphs[number]
        first = bisect_left(self.paragraphs, here)
        if first < number:
            return True
        own, last = self.cues.pronouns["self"], bisect_right(self.paragraphs, here)
        return any(not own.isdisjoint(self.trees[at].lowered) for at in range(first, last))

    def _announces(self, tree: SpeechTree, quoted: bool = False) -> tuple[int, CueEntry, Speaker] | None:
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
            speaker = self.speakers.subject(tree, verb) if entries else None
            if speaker is not None and tree.lowered[speaker[0]] in self.cues.pronouns["self"]:
                return None
            if speaker is not None and self.speakers.teller(tree, speaker):
                return word, entries[0], speaker
        return None

    def _breaks_off(self, number: int, begun: bool, told: dict[int, list[Voice]]) -> bool:
        """Whether a statement ends before this sentence: at a heading, a quotation or another speaker's paragraph."""
        tree = self.trees[number]
        if self.paragraphs[number] == self.paragraphs[number - 1]:
            return False
        words = tree.sentence.words
        if begun and words[-1] not in SENTENCE_END:
            return True
        another = any(
            voice.direct or (tree.relation(voice.cue) == "root" and tree.sentence.upos[voice.head or 0] != "PRON")
            for voice in told.get(number, ()) if voice.source and voice.account and voice.cue_class == "neutral"
        )  # fmt: skip
        return (number, 1) in self.quoted or (begun and another)

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
            words = tuple(range(len(tree.lowered)))
            voice = replace(before, content=((number, words),), carried_over=True, direct=False)
            self.heard.append(voice)
            told.setdefault(number, []).append(voice)

    def _telling(self, tree: SpeechTree, told: Sequence[Voice]) -> Voice | None:
        """The source that tells most of the sentence, in clauses of its own and not in quotation marks."""
        best = None
        for voice in told:
            words = next((words for number, words in voice.content if number == tree.index), ())
            if not voice.source or not voice.account or voice.direct or voice.negated:
                continue
            if voice.cue_class not in ("neutral", "factive", "distancing"):
                continue
            if words and (best is None or len(words) > best[0]):
                best = len(words), voice
        return best[1] if best else None

    def _continues(self, tree: SpeechTree, first: bool) -> bool:
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


def _plain_cue(word: str) -> CueEntry:
    """A cue of no class of its own: a colon, an unlisted verb beside a quotation, the "statement" that follows."""
    return CueEntry(
        word=word, rest=(), cue_class="neutral", takes=("quote",), stance=None, certainty=None, tellers=False
    )
