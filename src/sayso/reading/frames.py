"""The default reader: frames over syntax. Offline, deterministic, and every claim names the rule that made it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.cues import Cues, Hedges, load_cues, load_hedges
from sayso.codebook.lexicon import Lexicon, load_lexicon
from sayso.codebook.predicates import Codebook, load
from sayso.codebook.referring import Referring, load_referring
from sayso.codebook.tolls import Tolls, load_tolls
from sayso.reading.acts import Act, Filler, Finder
from sayso.reading.attribution import Voice, Voices, attributions, hear
from sayso.reading.counts import FoundFigure, figures
from sayso.reading.dates import FoundTime, found_times, time_of
from sayso.reading.denials import denials
from sayso.reading.gate import Gate, GatedParser
from sayso.reading.judging import Hearing, Judge, sifted
from sayso.reading.languages import other_languages
from sayso.reading.mending import mended
from sayso.reading.mentions import ACTORS, COLLECTIVE, WE, Cast, abbreviations, with_defined_names
from sayso.reading.places import Places, load_places
from sayso.reading.stance import stance_of
from sayso.reading.syntax import Parser, load_parser
from sayso.reading.ties import aliases, offices, units
from sayso.reading.tolls import tolls
from sayso.reading.tree import Tree
from sayso.records import (
    Certainty,
    Claim,
    Document,
    Figure,
    Mention,
    Place,
    Reading,
    ReadingError,
    Sentence,
    Source,
    Stance,
    Time,
    Trouble,
    claim_id,
)  # fmt: skip

VERSION = "1"
FLIPPED: dict[Certainty, Certainty] = {
    "CT+": "CT-", "PR+": "PR-", "PS+": "PS-", "CT-": "CT+", "PR-": "PR+", "PS-": "PS+", "Uu": "Uu",
}  # fmt: skip
# Speech acts and standing facts: a denial after them answers what was said, not that it was said.
UNDENIED = frozenset(
    {"has_alias", "holds_role", "accuse", "publish", "evidence_status", "has_trait", "claim_responsibility", "request",
     "regards", "talks", "refuse"}
)
QUOTES = frozenset("“”„«»\"")
DOCUMENTS = frozenset({"report", "statement", "study", "account"})
SPEAKING = frozenset({"head", "commander", "spokesman", "minister", "official"})  # offices that say "we" for a body
OURS = frozenset({"we", "us", "our", "ours", "ourselves"})  # a spokesman's "we" is the side he speaks for
DEEDS = frozenset({"violence", "coercion_law_enforcement", "support", "movement_presence"})  # groups of the codebook
WISHING = frozenset({"want", "like", "wish", "let"})
MEASURES = frozenset({"trend", "incident_count"})
COUNTS = frozenset({"incident_count", "strength_estimate"})  # without a number they say nothing
SKIPPED_BLOCKS = frozenset({"furniture", "related", "byline", "dateline"})


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the reader knows before it reads, opened once a worker."""

    codebook: Codebook
    lexicon: Lexicon
    referring: Referring
    tolls: Tolls
    places: Places
    cues: Cues
    hedges: Hedges

    @classmethod
    def open(cls) -> Tables:
        """The tables shipped with sayso."""
        codebook = load()
        return cls(
            codebook, load_lexicon(codebook), load_referring(), load_tolls(), load_places(), load_cues(), load_hedges()
        )

    @property
    def mutual(self) -> frozenset[str]:
        """The codebook's ties that hold between two sides alike; acts such as talks may name one side alone."""
        return frozenset(p.id for p in self.codebook if p.symmetric and p.time == "standing")


class FramesReader:
    """Reads documents with one parser and one set of tables; holds nothing of what it read."""

    name = "frames"
    version = VERSION

    def __init__(self, parser: Parser, tables: Tables, judge: Judge | None = None) -> None:
        self.parser = parser
        self.tables = tables
        self.judge = judge

    @classmethod
    def open(cls, *, parser: str = "default", gate: str = "open", sure: str | None = None) -> FramesReader:
        """The reader with the parser of that name; `gate="bulk"` passes over sentences that cannot hold a claim.

        With `sure`, a chance such as "0.2", claims that the judge thinks less likely to be right are left out; without
        it the rules alone read. Raises ReadingError where the parser cannot be opened, there is no such gate, or `sure`
        is no chance.
        """
        tables = Tables.open()
        model = load_parser(parser)
        if gate == "bulk":
            model = GatedParser(model, Gate.of(tables.lexicon, tables.tolls, tables.referring))
        elif gate != "open":
            raise ReadingError(f"{gate!r} is no gate. Use `open`, which reads everything, or `bulk`.")
        return cls(model, tables, None if sure is None else Judge.open(sure=_chance(sure)))

    def read(self, document: Document) -> Reading:
        """Every claim `document` makes, in the order of its text. Same input, same reading, any machine."""
        return read(document, self.parser, self.tables, self.judge)


def _chance(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        raise ReadingError(f"{said!r} is no chance. Give a number from 0 (keep all claims) to 1 (keep none).") from None


@dataclass(frozen=True, slots=True)
class Opened:
    """A report before its claims are read: its sentences as trees with the times they name, its cast, its voices."""

    trees: tuple[Tree, ...]
    times: tuple[tuple[FoundTime, ...], ...]
    cast: Cast
    voices: Voices
    desk: Desk
    foreign: tuple[Trouble, ...]

    def hearing(self, tables: Tables) -> Hearing:
        """Where the grounds for its claims are gathered."""
        return Hearing(tables.codebook, self.desk.finder, self.cast, self.trees)


def opened(document: Document, parser: Parser, tables: Tables) -> Opened:
    """The report parsed, with everybody it names known, ready to be read sentence by sentence."""
    foreign = other_languages(document)
    spans = readable(document, foreign)
    defined = abbreviations(document.text)
    parsed = [mended(s) for s in parser.parse(told_in_capitals(document.text), spans=spans)]
    sentences = with_defined_names(parsed, document.text, defined)
    times = [found_times(s, document.part_at(s.start).published) for s in sentences]
    trees = [Tree(s, n, dated_words(t)) for n, (s, t) in enumerate(zip(sentences, times, strict=True))]
    cast = Cast(document, trees, defined, tables.lexicon, tables.referring, tables.places)
    voices = hear(sentences, document, cues=tables.cues, hedges=tables.hedges)
    desk = Desk(document, tables, cast, voices)
    return Opened(tuple(trees), tuple(times), cast, voices, desk, tuple(foreign))


def read(document: Document, parser: Parser, tables: Tables, judge: Judge | None = None) -> Reading:
    """Every claim `document` makes, in the order of its text, with what could not be read as troubles.

    With a judge, claims it doubts are left out, each with a trouble that says so.
    """
    report = opened(document, parser, tables)
    claims, failed = claims_of(document, report)
    troubles = [*report.foreign, *passed_over(document, [tree.sentence for tree in report.trees]), *failed]
    if judge is not None:
        claims, left = sifted(claims, report.hearing(tables), judge)
        troubles.extend(doubt(claim, chance) for claim, chance in left)
    used = {m.actor for c in claims for m in c.subject + c.object if m.actor} | {
        s.actor for c in claims for s in c.sources if s.actor
    }
    return Reading(
        document=document.name, document_id=document.id, claims=tuple(claims), actors=report.cast.local_actors(used),
        attributions=attributions(report.voices, [tree.sentence for tree in report.trees]), troubles=tuple(troubles),
        sentences=len(report.trees), words=sum(len(t) for t in report.trees), reader=FramesReader.name, version=VERSION,
    )  # fmt: skip


def all_grounds(document: Document, reader: FramesReader, judge: Judge) -> list[tuple[Claim, dict[str, float]]]:
    """Every claim the rules read in the report, with the grounds the judge would weigh."""
    report = opened(document, reader.parser, reader.tables)
    claims, _ = claims_of(document, report)
    return list(zip(claims, report.hearing(reader.tables).grounds(claims, judge), strict=True))


def claims_of(document: Document, report: Opened) -> tuple[list[Claim], list[Trouble]]:
    """The claims the rules read, and the sentences they failed on."""
    claims: list[Claim] = []
    failed: list[Trouble] = []
    for tree, found in zip(report.trees, report.times, strict=True):
        if tree.sentence.passed_over:
            continue
        try:
            claims.extend(report.desk.claims(tree, found))
        except (IndexError, KeyError, ValueError, RecursionError) as error:
            failed.append(
                Trouble(
                    document=document.name,
                    kind="sentence-failed",
                    start=tree.sentence.start,
                    end=tree.sentence.end,
                    why=f"The reader failed on this sentence ({type(error).__name__}: {error}); the rest was read. "
                    "Please report it with the sentence.",
                )
            )
    return without_repeats(claims), failed


def doubt(claim: Claim, chance: float) -> Trouble:
    """What is said of a claim that was left out."""
    sides = "; ".join(m.name for m in claim.subject) or "nobody named", "; ".join(m.name for m in claim.object)
    said = " ".join(filter(None, (sides[0], claim.predicate, sides[1])))
    why = (f"Left out as probably misread: {said} (of claims like it, about {round(100 * chance)} in 100 are right). "
           "Read without --sure to keep it.")  # fmt: skip
    return Trouble(document=claim.document, kind="doubted", why=why, start=claim.start, end=claim.end)


def told_in_capitals(text: str) -> str:
    """`text` with each line that is all in capitals written as headlines are, so that its words are known; same length.

    A capital whose small letter is more than one character stays as it is.
    """
    lines = text.splitlines(keepends=True)
    return "".join(_as_headline(line) if line.isupper() and len(line.split()) > 3 else line for line in lines)


def _as_headline(line: str) -> str:
    return "".join(
        c.lower() if i and line[i - 1].isalpha() and len(c.lower()) == 1 else c for i, c in enumerate(line)
    )  # fmt: skip


def dated_words(times: Sequence[FoundTime]) -> frozenset[int]:
    """The words of a sentence that say when."""
    return frozenset(w for t in times for w in range(t.first, t.last))


def readable(document: Document, foreign: Sequence[Trouble]) -> list[tuple[int, int]]:
    """The stretches of a text to read: its blocks without page furniture and without passages in other languages."""
    blocks = [(b.start, b.end) for b in document.blocks if b.kind not in SKIPPED_BLOCKS]
    spans = blocks if document.blocks else [(0, len(document.text))]
    for trouble in foreign:
        if trouble.start is None or trouble.end is None:
            continue
        cut: list[tuple[int, int]] = []
        for start, end in spans:
            if trouble.end <= start or end <= trouble.start:
                cut.append((start, end))
                continue
            if start < trouble.start:
                cut.append((start, trouble.start))
            if trouble.end < end:
                cut.append((trouble.end, end))
        spans = cut
    return [(s, e) for s, e in spans if document.text[s:e].strip()]


def passed_over(document: Document, sentences: Sequence[Sentence]) -> tuple[Trouble, ...]:
    """What the gate kept from being read, as one trouble; none where everything was read."""
    count = sum(sentence.passed_over for sentence in sentences)
    if not count:
        return ()
    why = (f"{count} of {len(sentences)} sentences name no act of the codebook, or nobody, and were passed over. "
           "Read the report without --bulk to have them read.")  # fmt: skip
    return (Trouble(document=document.name, kind="passed-over", why=why),)


@dataclass(slots=True)
class Draft:
    """A claim before its voice, time and place are known."""

    tree: Tree
    trigger: int
    words: set[int]
    predicate: str
    kind: str | None
    subject: tuple[Mention, ...]
    object: tuple[Mention, ...]
    rule: str
    roles: tuple[tuple[str, str], ...] = ()
    value: Figure | None = None
    negative: bool = False
    negated: bool = False
    predicted: bool = False
    timeless: bool = False
    trouble: str | None = None


class Desk:
    """Turns what the rules found in a sentence into claims: names, voice, stance, time, place and words."""

    def __init__(self, document: Document, tables: Tables, cast: Cast, voices: Voices) -> None:
        self.document = document
        self.tables = tables
        self.cast = cast
        self.voices = voices
        self._spoken = [(voice.sentence, voice.cue) for voice in voices]  # in order
        self.around = tables.places.around(_place_words(cast.trees))
        self.finder = Finder(tables.lexicon, tables.tolls, cast, tables.mutual)
        self.defined = {(a.start, a.end): a for a in cast.abbreviations}
        self._aliases_done: set[tuple[str, str]] = set()
        self._deed: tuple[int, Mention] | None = None  # the sentence and the noun of the deed told last
        self._parts: set[tuple[str, str]] = set()  # units and the bodies they were said to belong to
        self._holders: set[str] = set()  # people whose office was told
        self._all_said: list[Claim] = []  # everything that somebody else said so far and that can be denied
        self._said: list[Claim] = []  # what the sentence before said that can be denied
        self._told: set[str] = set()  # predicates of acts told so far
        for tree in cast.trees:
            for office in offices(tree, cast):
                if office.employer is not None and office.kind in SPEAKING and office.employer_kind in COLLECTIVE:
                    body = cast.canonical(tree.text_of(*office.employer, document.text))
                    cast.speaks_for(tree, office.person, body)
        self._own = self._own_voice()

    def _own_voice(self) -> Mention | None:
        """The body whose own words the report is: `Norvia condemns … We urge …` is a statement of Norvia.

        None where nobody says "we" in the report's own voice, or nobody is spoken of as such a statement does.
        """
        ours, named = False, Counter[str]()
        for tree in self.cast.trees:
            for word, form in enumerate(tree.sentence.words):
                if form.lower() in OURS and not self.voices.chain_at(tree.index, word):
                    ours = True
                verb = tree.sentence.heads[word]
                if tree.sentence.relations[word] != "nsubj" or verb < 0 or self.voices.chain_at(tree.index, word):
                    continue
                lemma = tree.lowered[verb]
                entity = self.cast.entity_at(tree, word)
                if (
                    entity is not None and entity.kind in {"STATE", "GOV", "ORG", "SEC"}
                    and (word in tree.name_at or tree.sentence.upos[word] == "PROPN")
                    and {lemma, lemma.removesuffix("s")} & self.tables.referring.performing
                    and tree.sentence.xpos[verb] in {"VBZ", "VBP"}
                ):  # fmt: skip
                    named[entity.name] += 1
        if not ours or not named:
            return None
        (best, _), *_ = named.most_common(1)
        return self.cast.named(best)

    def claims(self, tree: Tree, times: tuple[FoundTime, ...]) -> list[Claim]:
        """The claims of one sentence, in the order of their words; `times` are the times it names."""
        published = self.document.part_at(tree.sentence.start).published
        counted = figures(tree.sentence, times)
        acts = self._acts(tree, counted)
        counts = self._tolls(tree, counted)
        counted_at = {d.trigger for d in counts}
        # Who died is said once: by the figure where there is one.
        acts = [d for d in acts if d.predicate != "dies" or d.trigger not in counted_at]
        named = {m.name for d in acts if d.predicate == "holds_role" and d.object for m in d.subject}
        names = [
            d for d in self._names(tree)
            if d.predicate != "holds_role" or d.object or not named & {m.name for m in d.subject}
        ]  # fmt: skip
        other_names = {m.name for d in names if d.predicate == "has_alias" for m in d.object}
        acts = [d for d in acts if d.predicate != "has_alias" or not other_names & {m.name for m in d.object}]
        acts += self._whereabouts(tree)
        drafts = [*names, *acts, *self._purposes(tree), *counts]
        claims = []
        for draft in drafts:
            time = None
            if not draft.timeless:
                time = time_of(tree.sentence, draft.trigger, times, published, tense=tree.tense(draft.trigger))
            chains = self._chains(tree, draft)
            for chain in chains:
                told = self._laid_to(draft, chain, chains)
                # "did not carry out the raid": that there was one is taken for granted, that they did it is denied.
                deed = told.subject and self.tables.codebook[draft.predicate].time == "event"
                carrier = self.finder.carrier(tree, draft.trigger) if deed else None
                stance, certainty = stance_of(
                    tree.sentence, draft.trigger, chain, carrier=carrier, hedges=self.tables.hedges
                )
                if draft.negated:
                    if not certainty.endswith("-"):
                        continue  # "commented on the raid": the words withhold something only under negation
                    stance, certainty = "affirmed", "CT+"
                if self._wished(told, certainty):
                    stance, certainty = "affirmed", "CT+"
                if stance != "denied" and self._left_out(told):
                    certainty = FLIPPED[certainty]
                if draft.negative and stance != "denied":
                    certainty = FLIPPED[certainty]
                if draft.predicted and stance in {"affirmed", "alleged"}:
                    stance = "predicted"
                if not certainty.endswith("-") and self._done_by_saying(told, chain):
                    chain, stance = chain[:-1], "affirmed"
                claims.append(self._claim(told, chain, stance, certainty, time))
        claims += self._denied(tree, claims)
        self._said = [c for c in claims if c.predicate not in UNDENIED]
        self._all_said += [c for c in self._said if c.sources]
        return sorted(claims, key=lambda c: (c.start, c.end, c.predicate))

    def _denied(self, tree: Tree, claims: Sequence[Claim]) -> list[Claim]:
        """The claims of this sentence or the one before that somebody denies here, as denials of theirs."""
        sentence, found = tree.sentence, []
        for denial in denials(tree, self.tables.cues, self.tables.referring):
            before = [
                c for c in claims
                if c.predicate not in UNDENIED and c.trigger is not None and c.trigger[0] < sentence.starts[denial.verb]
            ]  # fmt: skip
            answered = before or ([] if denial.within else self._told_by(denial.told) or self._said)
            # What somebody else put forward is denied first; the report's own words where nobody did.
            answered = [c for c in answered if c.sources] or answered
            denier = self.cast.mention(tree, denial.denier)
            if denial.role:  # "denied any role": that the hostile deed just told was theirs
                deeds = [
                    replace(c, subject=(denier,)) for c in before or self._said
                    if self.tables.codebook[c.predicate].sign == -1 and not c.certainty.endswith("-")
                ]  # fmt: skip
                answered = list({(c.predicate, c.object): c for c in deeds}.values())
            outer = self.voices.chain_at(tree.index, denial.verb)
            source = Source(
                name=denier.name, text=denier.text, kind="named" if denier.kind == "PER" else "organisation",
                cue=sentence.words[denial.verb], side=self.cast.side_of(tree, denial.denier), actor=denier.actor,
            )  # fmt: skip
            first, last = sorted((denial.denier, denial.verb))
            start, end = sentence.starts[tree.phrase(first)[0]], sentence.ends[max(last, tree.phrase(first)[1] - 1)]
            for claim in answered:
                if claim.stance == "denied" or (claim.sources and claim.sources[-1].name == source.name):
                    continue
                # The answer is not the words of those it answers.
                telling = (self._source(v) for v in outer if v.cue != denial.verb)
                sources = (*(s for s in telling if s.name not in {told.name for told in claim.sources}), source)
                found.append(
                    replace(
                        claim, start=start, end=end, quote=self.document.text[start:end], sources=sources,
                        stance="denied", certainty="CT-", rule="denial.of-what-was-said",
                        trigger=(sentence.starts[denial.verb], sentence.ends[denial.verb]),
                        id=claim_id(
                            document_id=self.document.id, start=start, end=end, source=source.name,
                            predicate=claim.predicate, subject=tuple(m.name for m in claim.subject),
                            object=tuple(m.name for m in claim.object), kind=claim.kind,
                            value=claim.value.text if claim.value else None,
                        ),
                    )
                )  # fmt: skip
        return found

    def _told_by(self, told: str) -> list[Claim]:
        """What a document the denier names ("the report") said so far."""
        if told not in DOCUMENTS:
            return []
        return [c for c in self._all_said if told in c.sources[-1].text.lower().split() and c.stance != "denied"]

    def _laid_to(
        self, draft: Draft, chain: tuple[Voice, ...], chains: Sequence[tuple[Voice, ...]]
    ) -> Draft:
        """A deed told by a noun is whose the voice says it is: claimed, denied or laid to somebody; else nobody's."""
        voice = chain[-1] if chain else None
        if voice is None:
            laid = {
                self._doer(other[-1]).name for other in chains if other and other[-1].presupposed
                and other[-1].doer is not None
            }  # fmt: skip
            return replace(draft, subject=()) if laid & {m.name for m in draft.subject} else draft
        by_noun = draft.tree.sentence.upos[draft.trigger] == "NOUN"
        if voice.doer is None or draft.subject or not (by_noun or voice.cue_class == "denial"):
            return draft
        words: set[int] = set()
        if voice.sentence == draft.tree.index:
            words = {*range(*draft.tree.phrase(voice.doer)), voice.cue}
        return replace(draft, subject=(self._doer(voice),), words=draft.words | words)

    def _doer(self, voice: Voice) -> Mention:
        assert voice.doer is not None
        return self.cast.mention(self.cast.trees[voice.sentence], voice.doer)

    def _wished(self, draft: Draft, certainty: Certainty) -> bool:
        """Is an act done by the very wish to do it: "I want to thank", "we would like to welcome"?"""
        if certainty != "Uu" or not self.tables.codebook[draft.predicate].spoken:
            return False
        tree, verb = draft.tree, draft.tree.sentence.heads[draft.trigger]
        if verb < 0 or tree.relation(draft.trigger) != "xcomp" or tree.lowered[verb] not in WISHING:
            return False
        return any(tree.sentence.words[s].casefold() in WE for s in tree.surface_subjects(verb))

    def _left_out(self, draft: Draft) -> bool:
        """Is the object one that "but not" leaves out: "arms the Front but not the League"?"""
        sentence = draft.tree.sentence
        if len(draft.object) != 1 or draft.object[0].start is None:
            return False
        start = draft.object[0].start
        return any(
            sentence.starts[first] <= start < sentence.ends[last - 1]
            for word in range(len(draft.tree)) if sentence.relations[word] == "conj"
            and any(draft.tree.lowered[kid] == "not" for kid in draft.tree.having(word, "advmod", "cc"))
            for first, last in [draft.tree.phrase(word)]
        )  # fmt: skip

    def _done_by_saying(self, draft: Draft, chain: tuple[Voice, ...]) -> bool:
        """Does the last voice do by its words what is told: "I welcome", "we call on", "his side will fight on"?

        The source of such an act is then whoever tells of those words, not the speaker.
        """
        voice = chain[-1] if chain else None
        if voice is None or voice.negated or voice.cue_class not in {"neutral", "factive", "performative"}:
            return False
        tree, clause = draft.tree, draft.tree.clause_of(draft.trigger)
        helpers = {tree.lowered[aux] for aux in tree.having(clause, "aux")}
        bent = tree.sentence.words[clause].lower() != tree.lowered[clause]  # "commend" is not past, whatever its tag
        past = "have" in helpers or (voice.direct and bent and tree.sentence.xpos[clause] == "VBD")
        if past or not self.tables.codebook[draft.predicate].spoken:
            return False  # "said it had asked them to leave" tells of another time
        source = self._source(voice)
        return any(m.name in {source.name, source.side} for m in draft.subject)

    def _chains(self, tree: Tree, draft: Draft) -> tuple[tuple[Voice, ...], ...]:
        """Whose words the claim is: one chain for each voice that takes a stand on it. Names are the report's own."""
        if draft.timeless:
            return ((),)
        chains = self.voices.chains_at(tree.index, draft.trigger)
        return tuple(
            chain[:-1]
            if chain and (
                self._only_the_topic(tree, draft.trigger, chain[-1])
                or self._nobody(chain[-1])
                or self._beside(tree, draft.trigger, chain[-1])
            )
            else chain
            for chain in chains
        )

    def _beside(self, tree: Tree, trigger: int, voice: Voice) -> bool:
        """Does an apposition tell it: "the League, an offshoot of the Front, trains boys, he claims"?

        A report that keeps its distance from what is claimed says so itself who it is about.
        """
        if voice.cue_class != "distancing" or voice.direct or voice.carried_over or voice.sentence != tree.index:
            return False
        for word in (trigger, *tree.ancestors(trigger)):
            if word == voice.cue:
                return False
            if tree.sentence.relations[word] == "appos" and word != voice.head:
                apart = tree.sentence.words[max(min(tree.subtree(word)) - 1, 0)]
                return apart == "," or tree.sentence.words[min(tree.subtree(word))] == ","
        return False

    def _nobody(self, voice: Voice) -> bool:
        """Is the source no source at all: "nobody claims", "no witness has said"?"""
        if voice.head is None or not voice.negated:
            return False
        tree = self.cast.trees[voice.source_sentence]
        return any(
            hedge.then == "CT-" for word in (voice.head, *tree.having(voice.head, "det"))
            for hedge in self.tables.hedges.entries.get((tree.lowered[word], "determiner"), ())
        )  # fmt: skip

    def _only_the_topic(self, tree: Tree, trigger: int, voice: Voice) -> bool:
        """Is the deed only what a denied statement is about ("rejected the report on the raid")?"""
        if voice.cue_class != "denial" or voice.sentence != tree.index or tree.sentence.upos[trigger] != "NOUN":
            return False
        topic = set(tree.cases(trigger)) & {"on", "about", "into", "regarding", "concerning", "over", "after"}
        return bool(topic) and any(
            tree.lowered[head] in self.tables.referring.sayings for head in tree.ancestors(trigger) if head != voice.cue
        )

    # -- from rules to drafts -------------------------------------------------------------------------------------

    def _names(self, tree: Tree) -> list[Draft]:
        sentence, text = tree.sentence, self.document.text
        drafts = []
        for (start, end), abbreviation in self.defined.items():
            if (
                not sentence.start <= start < sentence.end
                or (abbreviation.long, abbreviation.short) in self._aliases_done
            ):
                continue
            self._aliases_done.add((abbreviation.long, abbreviation.short))
            words = {w for w in range(len(tree)) if start <= sentence.starts[w] and sentence.ends[w] <= end}
            if words:
                known = self.cast.named(abbreviation.short)
                drafts.append(Draft(
                    tree, min(words), words, "has_alias", "abbreviation",
                    (replace(known, text=abbreviation.long, name=abbreviation.long),),
                    (Mention(text=abbreviation.short, name=abbreviation.short, kind="TXT"),),
                    "has_alias.abbreviation-in-brackets", timeless=True,
                ))  # fmt: skip
        for alias in aliases(tree, self.cast):
            left = self.cast.head_of(tree, *alias.left)
            other = self.cast.clean(tree.text_of(*alias.right, text))
            drafts.append(Draft(
                tree, left, set(range(alias.left[0], alias.right[1])), "has_alias", alias.kind,
                (self.cast.mention(tree, left),), (Mention(text=other, name=other, kind="TXT"),),
                "has_alias.also-known-as", timeless=True,
            ))  # fmt: skip
        for unit, body in units(tree, self.cast):
            part, whole = self.cast.mention(tree, unit), self.cast.mention(tree, body)
            if part.name != whole.name and (part.name, whole.name) not in self._parts:
                self._parts.add((part.name, whole.name))
                words = {*range(*tree.phrase(unit)), *range(*tree.phrase(body))}
                drafts.append(Draft(tree, unit, words, "part_of", None, (part,), (whole,), "part_of.possessor"))
        for office in offices(tree, self.cast):
            holder = self.cast.mention(tree, office.person)
            if office.employer is None and holder.name in self._holders:
                continue  # a bare title again
            self._holders.add(holder.name)
            employer: tuple[Mention, ...] = ()
            if office.employer is not None:
                employer = (self.cast.body(tree.text_of(*office.employer, text), office.employer_kind),)
            drafts.append(Draft(
                tree, office.title, set(range(office.first, office.last)), "holds_role", office.kind,
                (self.cast.mention(tree, office.person),), employer, "holds_role.title-before-name",
                roles=(("role", office.role),), timeless=True,
            ))  # fmt: skip
        return drafts

    def _acts(self, tree: Tree, counted: Sequence[FoundFigure]) -> list[Draft]:
        drafts = []
        acts = list(self.finder.acts(tree))
        for act in acts:
            if act.frame.predicate == "holds_role" and act.frame.kind in SPEAKING and act.subject and act.object:
                body = act.object[0]
                if not body.clause and not body.settled and self.cast.kind_of(tree, body.word) in COLLECTIVE:
                    self.cast.speaks_for(tree, act.subject[0].word, self.cast.mention(tree, body.word).name)
        for act in acts:
            if act.frame.predicate == "holds_role" and self._before_name(tree, act.trigger):
                continue
            if act.frame.predicate == "casualty_count" or self._mentioned_again(act) or self._only_meant(act):
                continue
            if self._only_tells(act):
                continue
            event = self.tables.codebook[act.frame.predicate].time == "event"
            things = [f for f in act.object if not f.settled and self.cast.kind_of(tree, f.word) in {"SITE", "EQP"}]
            no_territory = act.frame.predicate == "controls" and things  # "a League-held mill"
            if event and tree.relation(act.trigger) == "amod" and (no_territory or not act.subject):
                continue  # "the besieged town": a quality here, told as a deed elsewhere if at all
            self._told.add(act.frame.predicate)
            if self.cast.kind_of(tree, act.trigger) == "EVT" and tree.sentence.upos[act.trigger] == "NOUN":
                self._deed = (tree.index, self.cast.mention(tree, act.trigger))
            draft = self._draft(act, counted)
            self.finder.remember(draft.predicate, draft.object)
            if draft.predicate in COUNTS and draft.value is None:
                continue
            if any(f.each_other for f in act.object):
                drafts.extend(self._towards_each_other(draft))
            else:
                drafts.extend(self._one_each(draft))
        return drafts

    def _towards_each_other(self, draft: Draft) -> list[Draft]:
        """`A and B arm each other`: what A does to B, and what B does to A."""
        sides = draft.subject
        if len(sides) < 2:
            return [draft]  # "the two wings feud with each other" names neither
        if self.tables.codebook[draft.predicate].symmetric:
            return [replace(draft, subject=sides[:1], object=sides[1:])]
        return [replace(draft, subject=(s,), object=tuple(o for o in sides if o != s)) for s in sides]

    def _one_each(self, draft: Draft) -> list[Draft]:
        """A tie or deed towards several named actors is a proposition on each of them."""
        named = [m for m in draft.object if m.kind in ACTORS and m.name[:1].isupper()]
        predicate = self.tables.codebook[draft.predicate]
        together = predicate.symmetric if predicate.time == "event" else "PLC" in predicate.object
        if len(named) < 2 or len(named) < len(draft.object) or together:
            return [draft]
        return [replace(draft, object=(m,)) for m in draft.object]

    def _whereabouts(self, tree: Tree) -> list[Draft]:
        """`the militia's headquarters was in Dolna`: a place said of an actor."""
        drafts = []
        for word in range(len(tree)):
            if not tree.having(word, "cop") or not {"in", "at", "near", "inside"} & set(tree.cases(word)):
                continue
            subjects = [s for s in tree.surface_subjects(word) if self.finder.fills(tree, s, ACTORS)]
            if subjects and self.cast.kind_of(tree, word) in {"PLC", "STATE", "SITE"}:
                words = {word, *(w for s in subjects for w in range(*tree.phrase(s)))}
                drafts.append(
                    Draft(
                        tree, word, words,
                        "present_in", None, self._mentions(tree, [Filler(s) for s in subjects], word),
                        (self.cast.mention(tree, word),), "present_in.place-said-of-somebody",
                    )
                )  # fmt: skip
        return drafts

    def _purposes(self, tree: Tree) -> list[Draft]:
        """What something is done for: `sent envoys in order to calm the herders`, `a drive to retake the delta`."""
        drafts = []
        for word in range(len(tree)):
            if tree.sentence.xpos[word] != "VB" or not any(tree.lowered[m] == "to" for m in tree.having(word, "mark")):
                continue
            head, label = tree.sentence.heads[word], tree.sentence.relations[word]
            ordered = "order" in tree.lowered[max(0, word - 3) : word]
            if label == "advcl" and tree.is_verbal(head) and ordered:
                doers = tree.logical_subjects(head)
            elif label == "acl" and self.cast.kind_of(tree, head) == "EVT":
                doers = self.finder.doers(tree, head)
            else:
                continue
            subject = self._mentions(tree, [Filler(d) for d in doers if self.finder.fills(tree, d, ACTORS)], word)
            if not subject:
                continue
            words = {head, *self._clause_words(tree, word, word)}
            drafts.append(
                Draft(
                    tree, head, words, "has_goal", "motive", subject,
                    self._mentions(tree, [Filler(word, clause=True)], word), "has_goal.purpose",
                )
            )  # fmt: skip
        return drafts

    def _only_meant(self, act: Act) -> bool:
        """Is the deed only what a noun is about ("plans to storm the port", "the ability to strike and withdraw")?"""
        tree, word = act.tree, act.trigger
        while tree.sentence.relations[word] == "conj" and tree.sentence.xpos[word] == "VB":
            word = tree.sentence.heads[word]
        infinitive = any(tree.lowered[m] == "to" for m in tree.having(word, "mark"))
        head = tree.sentence.heads[word]
        top = head >= 0 and tree.sentence.heads[head] < 0
        if infinitive and top and self.cast.kind_of(tree, head) in {*ACTORS, "PLC"}:
            return word != act.trigger  # a headline: "Norvia to free prisoners"
        return infinitive and (tree.sentence.relations[word] == "acl" or word != act.trigger)

    def _only_tells(self, act: Act) -> bool:
        """Is the verb no deed but the word by which somebody speaks: "nobody was paid, protests the front"?"""
        group = self.tables.codebook[act.frame.predicate].group
        here = (act.tree.index, act.trigger)
        first, last = bisect_left(self._spoken, here), bisect_right(self._spoken, here)
        return group in DEEDS and any(
            voice.account and voice.head is not None
            and voice.cue_class in {"neutral", "factive", "denial", "distancing"}
            for voice in self.voices.all[first:last]
        )

    def _mentioned_again(self, act: Act) -> bool:
        """Is a deed only picked up by its noun ("the killing of the envoy") after the report told one of its sort?"""
        tree, word = act.tree, act.trigger
        if act.subject or tree.sentence.upos[word] != "NOUN" or act.frame.predicate not in self._told:
            return False
        return bool(tree.having(word, "nmod:poss")) or any(
            tree.lowered[d] in {"the", "this", "that", "these", "those"} for d in tree.having(word, "det")
        )

    def _before_name(self, tree: Tree, word: int) -> bool:
        head = tree.sentence.heads[word]
        return (head in tree.name_at and word < head and tree.relation(word) in {"compound", "flat", "nmod"}) or any(
            c in tree.name_at and c > word for c in tree.having(word, "flat")
        )

    def _draft(self, act: Act, counted: Sequence[FoundFigure]) -> Draft:
        tree, frame = act.tree, act.frame
        words = {act.trigger}
        if frame.predicate in MEASURES and not act.subject:
            act = replace(act, subject=self._measured(act))
        for filler in act.subject + act.object:
            words.update(self._words(tree, filler, act.trigger))
        if frame.with_object and tree.is_verbal(act.trigger):
            given = [w for o in tree.logical_objects(act.trigger) for w in tree.conjuncts(o)]
            words.update([w for w in given if tree.lowered[w] in frame.with_object][:1])
        value = None
        for filler in act.value or act.object[:1] + act.subject[:1]:
            found = next((f for f in counted if f.noun == filler.word or f.first <= filler.word < f.last), None)
            if self.cast.group_at(tree, filler.word):
                continue  # "the two groups" says which, not how many
            inside_name = found is not None and found.first in tree.name_at  # the Three Rivers League counts nothing
            if found is not None and found.kind not in {"duration", "age"} and not inside_name:
                value = found.figure
                break
        return Draft(
            tree, act.trigger, words, frame.predicate, frame.kind, self._mentions(tree, act.subject, act.trigger),
            self._mentions(tree, act.object, act.trigger), frame.id,
            roles=tuple(
                (name, "; ".join(m.text for m in self._mentions(tree, fillers, act.trigger)))
                for name, fillers in act.roles
            ),
            value=value, negative=frame.negative, negated=frame.negated, predicted=frame.modality == "predicted",
        )  # fmt: skip

    def _measured(self, act: Act) -> tuple[Filler, ...]:
        """Whom or where a measure is of: `attacks by the league rose`, `raids in the delta fell`."""
        tree = act.tree
        for filler in act.object:
            complements = tree.complements(filler.word)
            for preposition in ("by", "in", "across", "from", "of"):
                found = [w for w in complements.get(preposition, ()) if self.finder.fills(tree, w, ACTORS | {"PLC"})]
                if found:
                    return tuple(Filler(w) for w in found)
        return ()

    def _tolls(self, tree: Tree, counted: Sequence[FoundFigure]) -> list[Draft]:
        drafts = []
        for toll in tolls(tree, self.cast, self.tables.tolls, counted):
            people = (self.cast.mention(tree, toll.people),) if toll.people is not None else ()
            if toll.kind == "killed":
                self.finder.remember("kill", people)
            event = (self._event(tree, toll.event),) if toll.event is not None else self._latest_deed(tree)
            words = {toll.trigger, toll.figure.first, toll.figure.last - 1}
            if toll.people is not None:
                words.update(range(*tree.phrase(toll.people)))
            drafts.append(Draft(
                tree, toll.trigger, words, "casualty_count", toll.kind, people, event,
                f"casualty_count.{toll.kind}", value=toll.figure.figure,
                trouble="the event is taken from an earlier sentence" if toll.event is None and event else None,
            ))  # fmt: skip
        return drafts

    def _latest_deed(self, tree: Tree) -> tuple[Mention, ...]:
        """The deed told last, within two sentences: what a figure without an event of its own belongs to."""
        if self._deed is None or tree.index - self._deed[0] > 2:
            return ()
        return (self._deed[1],)

    def _event(self, tree: Tree, word: int) -> Mention:
        """The event a figure belongs to; one told by a verb is named by the verb and its object."""
        if not tree.is_verbal(word):
            return self.cast.mention(tree, word)
        last = max(tree.phrase(o)[1] for o in tree.logical_objects(word)[:1])
        first, last = min(word, last - 1), max(word + 1, last)
        text = " ".join(tree.text_of(first, last, self.document.text).split())
        return Mention(text=text, name=self.cast.clean(text), kind="EVT", start=tree.sentence.starts[first],
                       end=tree.sentence.ends[last - 1])  # fmt: skip

    # -- fillers --------------------------------------------------------------------------------------------------

    def _words(self, tree: Tree, filler: Filler, trigger: int) -> Iterable[int]:
        if filler.known is not None or filler.speaker:
            return ()
        if filler.each_other:
            return (filler.word,)
        if filler.own:
            return range(*self._own_words(tree, filler.word))
        if filler.clause:
            return self._clause_words(tree, filler.word, trigger)
        return range(*tree.phrase(filler.word))

    @staticmethod
    def _own_words(tree: Tree, trigger: int) -> tuple[int, int]:
        """The words of a trigger that is text itself: `jihadist organisation`, `deeply secular`."""
        if tree.sentence.upos[trigger] == "NOUN":
            return tree.phrase(trigger, modifiers=False)
        first = min([trigger, *(c for c in tree.having(trigger, "advmod", "compound", "amod") if c < trigger)])
        return first, trigger + 1

    @staticmethod
    def _clause_words(tree: Tree, word: int, trigger: int) -> list[int]:
        """The words of a clause that fills a place, in order; what it is said of stays outside."""
        words = tree.subtree(word)
        if trigger in words and trigger != word:
            outside = {w for c in tree.children[word] if trigger in tree.subtree(c) for w in tree.subtree(c)}
            outside.update(tree.having(word, "cop", "aux", "mark"))
            words = [w for w in words if w not in outside] or [word]
        elif tree.relation(word) == "xcomp" and tree.sentence.heads[word] == trigger:
            # "wants more herders to return": the herders belong to what is wanted.
            controlled = [o for o in tree.having(trigger, "obj") if o < word]
            words = sorted({*words, *(w for o in controlled for w in range(*tree.phrase(o)))})
        while len(words) > 1 and (
            tree.sentence.upos[words[0]] in {"PUNCT", "SCONJ", "ADP", "CCONJ"}
            or tree.lowered[words[0]] in {"to", "that"}
        ):
            words = words[1:]
        while len(words) > 1 and tree.sentence.upos[words[-1]] == "PUNCT":
            words = words[:-1]
        return words

    def _mentions(self, tree: Tree, fillers: Sequence[Filler], trigger: int) -> tuple[Mention, ...]:
        found = []
        for filler in fillers:
            if filler.clause:
                words = self._clause_words(tree, filler.word, trigger)
                text = " ".join(tree.text_of(words[0], words[-1] + 1, self.document.text).split())
                found.append(Mention(
                    text=text, name=self.cast.clean(text), kind="TXT", start=tree.sentence.starts[words[0]],
                    end=tree.sentence.ends[words[-1]],
                ))  # fmt: skip
                continue
            if filler.each_other:
                continue
            if filler.known is not None:
                found.append(filler.known)
                continue
            if filler.speaker:
                found.append(self._speaker(tree, filler.word, Mention(text="", name="")))
                continue
            if filler.own:
                first, last = self._own_words(tree, filler.word)
                text = " ".join(tree.text_of(first, last, self.document.text).split())
                found.append(Mention(text=text, name=text, kind="TXT", start=tree.sentence.starts[first],
                                     end=tree.sentence.ends[last - 1]))  # fmt: skip
                continue
            group = self.cast.group_at(tree, filler.word)
            if group and filler.member is None:
                found.extend(self.cast.mention(tree, filler.word, n) for n in range(len(group)))
                continue
            mention = self.cast.mention(tree, filler.word, filler.member)
            if tree.sentence.words[filler.word].casefold() in WE:
                mention = self._speaker(tree, filler.word, mention)
            found.append(mention)
        return tuple(dict.fromkeys(found))

    def _speaker(self, tree: Tree, word: int, mention: Mention) -> Mention:
        """Whom "we" and "I" mean: the one who speaks there, else the report's publisher or author."""
        chain = self.voices.chain_at(tree.index, word)
        if chain:
            source = self._source(chain[-1])
            if source.side is not None and tree.sentence.words[word].lower() in OURS:
                return replace(self.cast.named(source.side), text=mention.text, start=mention.start, end=mention.end)
            return replace(mention, name=source.name, actor=source.actor)
        first_person = tree.sentence.words[word].lower()
        if self._own is not None and (first_person in OURS or not mention.text):
            return replace(self._own, text=mention.text, start=mention.start, end=mention.end)
        part = self.document.part_at(tree.sentence.start)
        name = part.author or part.publisher or "AUTHOR"
        return replace(mention, name=name)

    # -- voices ---------------------------------------------------------------------------------------------------

    def _source(self, voice: Voice) -> Source:
        said = self.cast.trees[voice.sentence].sentence
        cue = " ".join(said.words[w] for w in voice.cue_words)
        if voice.head is None:
            return Source(name="unnamed", text=cue, kind="unnamed", cue=cue, carried_over=voice.carried_over)
        tree, head, kind = self.cast.trees[voice.source_sentence], voice.head, voice.kind
        mention = self.cast.mention(tree, head)
        if tree.sentence.upos[head] == "PRON" and mention.name.casefold() == tree.sentence.words[head].casefold():
            before = self._spoke_before(voice)
            if before is not None and before.head is not None:  # "The chief blames … Its boats, he says, came at four."
                tree, head, kind = self.cast.trees[before.source_sentence], before.head, before.kind
                mention = replace(self.cast.mention(tree, head), text=mention.text)
        return Source(
            name=mention.name, text=mention.text, kind=kind, cue=cue, side=self.cast.side_of(tree, head),
            actor=mention.actor, carried_over=voice.carried_over,
        )  # fmt: skip

    def _spoke_before(self, voice: Voice) -> Voice | None:
        """The last source with a name or description within the three sentences before, or above in the sentence."""
        at = bisect_left(self._spoken, (voice.sentence, voice.cue))
        for other in reversed(self.voices.all[max(at - 50, 0) : at]):
            tree = self.cast.trees[other.source_sentence]
            if voice.sentence - other.sentence > 3:
                break
            if other.head is None or tree.sentence.upos[other.head] == "PRON" or other.kind == "document":
                continue
            if other.source_sentence < voice.source_sentence:
                return other
        return None

    # -- the claim ------------------------------------------------------------------------------------------------

    def _claim(
        self, draft: Draft, chain: tuple[Voice, ...], stance: Stance, certainty: Certainty, time: Time | None
    ) -> Claim:
        sentence = draft.tree.sentence
        words = draft.words if draft.timeless else draft.words | self._core(draft)
        start, end = sentence.starts[min(words)], sentence.ends[max(words)]
        sources = tuple(self._source(v) for v in chain)
        value = draft.value
        return Claim(
            id=claim_id(
                document_id=self.document.id, start=start, end=end, source=sources[-1].name if sources else "",
                predicate=draft.predicate, subject=tuple(m.name for m in draft.subject),
                object=tuple(m.name for m in draft.object), kind=draft.kind, value=value.text if value else None,
            ),
            document=self.document.name, document_id=self.document.id, start=start, end=end,
            quote=self.document.text[start:end], sources=sources, stance=stance, certainty=certainty,
            predicate=draft.predicate, kind=draft.kind, subject=draft.subject, object=draft.object, roles=draft.roles,
            place=() if draft.timeless else self._place(draft), time=time, value=value, rule=draft.rule,
            trigger=(sentence.starts[draft.trigger], sentence.ends[draft.trigger]), trouble=draft.trouble,
        )  # fmt: skip

    def _core(self, draft: Draft) -> set[int]:
        """The words that carry a claim told by a verb: its auxiliaries, negation, objects and what goes with it."""
        tree, trigger = draft.tree, draft.trigger
        core = {trigger}
        if not tree.is_verbal(trigger):
            return core
        for child in tree.children[trigger]:
            label = tree.relation(child)
            if label in {"aux", "compound", "advmod", "cop"}:
                core.add(child)
            elif label in {"obj", "iobj", "obl", "nsubj"} and not {"according to", "per"} & set(tree.cases(child)):
                core.update(range(*tree.phrase(child)))
                core.update(tree.having(child, "case"))
        marks = [w for w in range(len(tree)) if tree.sentence.words[w] in QUOTES]
        return {
            w for w in core
            if not any(min(w, trigger) < m < max(w, trigger) for m in marks)  # a quotation ends at its mark
        }  # fmt: skip

    def _place(self, draft: Draft) -> tuple[Place, ...]:
        """Where: a place named with in, at, near … under the trigger, what fills its places, or its clause."""
        tree = draft.tree
        anchors = [draft.trigger, tree.clause_of(draft.trigger)]
        anchors += [w for w in tree.children[draft.trigger] if tree.relation(w) in {"nmod", "obl", "obj", "nsubj"}]
        for anchor in dict.fromkeys(anchors):
            complements = tree.complements(anchor)
            found = []
            for preposition in ("in", "at", "near", "inside", "across", "outside", "around", "along", "over", "within"):
                for word in complements.get(preposition, ()):
                    if self.cast.kind_of(tree, word) in {"PLC", "STATE", "SITE"}:
                        text = self.cast.clean(tree.text_of(*tree.phrase(word), self.document.text))
                        found.append(self.tables.places.place(text, self.around))
            if found:
                return tuple(dict.fromkeys(found))
        return ()


def _place_words(trees: Sequence[Tree]) -> Iterator[str]:
    """The words of a report that tell where it is set: names of places, and words for peoples."""
    for tree in trees:
        sentence = tree.sentence
        for name in sentence.names:
            if name.label == "LOC":
                yield " ".join(sentence.words[name.first : name.last])
        yield from (word for word, tag in zip(sentence.words, sentence.upos, strict=True) if tag == "ADJ")


def without_repeats(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without bare repeats: a later one stays if it adds a source, an argument, a place, a time or a number."""
    kept: list[Claim] = []
    seen: dict[tuple[object, ...], list[Claim]] = {}
    ids: set[str] = set()
    for claim in claims:
        if claim.id in ids:
            continue
        key = (
            claim.predicate, claim.kind, tuple(m.name for m in claim.subject), tuple(m.name for m in claim.object),
            claim.sources[-1].name if claim.sources else "", claim.certainty[-1] == "-",
        )  # fmt: skip
        same_words = [
            c for c in seen.get(key, ())
            if c.start < claim.end and claim.start < c.end and (claim.object or c.roles == claim.roles)
        ]  # fmt: skip
        bare = any(_adds_nothing(c, claim) for c in seen.get(key, ()))
        if same_words or (bare and (claim.subject or claim.object)):
            continue
        ids.add(claim.id)
        kept.append(claim)
        seen.setdefault(key, []).append(claim)
    return kept


def _adds_nothing(earlier: Claim, later: Claim) -> bool:
    time = later.time is None or later.time.inferred or later.time == earlier.time
    places = {p.name for p in later.place} <= {p.name for p in earlier.place}
    same_content = bool(later.object) or later.predicate == "holds_role" or later.roles == earlier.roles
    return time and places and same_content and (later.value is None or later.value == earlier.value)
