"""Why a claim was read: the words, the tree and the rule."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.codebook.lexicon import Frame
from sayso.reading.frames import FramesReader, all_grounds
from sayso.reading.judging import Judge
from sayso.records import Claim, Document, ReadingError, Sentence

RULES = {
    "has_alias.abbreviation-in-brackets": "a long name followed by its short form in brackets, the letters of the one "
    "standing in order in the other (Schwartz and Hearst 2003)",
    "has_alias.also-known-as": "two names with `alias`, `also known as` or the like between them",
    "holds_role.title-before-name": "an office or rank written before a person's name, with whose office it is",
    "denial.of-what-was-said": "a denial that answers a claim made just before it (`… , which the ministry rejects`)",
    "present_in.place-said-of-somebody": "a place said of somebody (`the militia is in Dolna`)",
    "part_of.possessor": "a named part with the body that has it before it (`the front's Salt Brigade`)",
    "has_goal.purpose": "an infinitive that says what a campaign, or somebody acting, is for",
    "casualty_count.killed": "a number of people with a word for dying or killing",
    "casualty_count.wounded": "a number of people with a word for being hurt",
    "casualty_count.missing": "a number of people with a word for going missing",
    "casualty_count.killed_and_wounded": "a number of casualties",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sentence a claim stands in, as the language model sees it, and the rule that fired on which word.

    `trigger` is the position of that word in `sentence`; `frame` is the lexicon's frame, None where the rule is one of
    `RULES`; `rule` says it in words.
    """

    claim: Claim
    sentence: Sentence
    trigger: int
    frame: Frame | None
    rule: str


def explain(claim: Claim, document: Document, reader: FramesReader) -> Explanation:
    """Reads the claim's paragraph again and shows what the rule saw.

    Raises ReadingError where the claim was not made by the frames reader, or the text is not the one it was read from.
    """
    if claim.reader != reader.name:
        raise ReadingError(
            f"{claim.id}: made by the reader {claim.reader!r}, which keeps no tree. Its words are: {claim.quote!r}"
        )
    if document.text[claim.start : claim.end] != claim.quote:
        raise ReadingError(
            f"{claim.id}: its quote does not stand at {claim.start}–{claim.end} of {document.name}. "
            "Run `sayso check` on the case."
        )
    at = claim.trigger[0] if claim.trigger else claim.start
    spans = [(b.start, b.end) for b in document.blocks if b.start <= at < b.end] or [(0, len(document.text))]
    for sentence in reader.parser.parse(document.text, spans=spans):
        for word, (start, end) in enumerate(zip(sentence.starts, sentence.ends, strict=True)):
            if start <= at < end:
                frame = next((f for f in reader.tables.lexicon.frames if f.id == claim.rule), None)
                rule = frame.source if frame is not None else RULES.get(claim.rule, claim.rule)
                return Explanation(claim, sentence, word, frame, rule)
    raise ReadingError(
        f"{claim.id}: no sentence of {document.name} holds its trigger. Read the report again into the case."
    )


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the judge makes of a claim: the chance that it was read rightly, and the grounds that moved it most.

    Each ground stands with what it added (log-odds: above 0 it speaks for the claim).
    """

    chance: float
    grounds: tuple[tuple[str, float], ...]


def weighed(claim: Claim, document: Document, reader: FramesReader) -> Weighing | None:
    """Reads the report again and weighs the claim; None where the reader no longer makes it.

    Raises ReadingError where the judge's files cannot be read.
    """
    judge = reader.judge or Judge.open()
    chance, grounds = next(
        ((judge.chance(g), g) for c, g in all_grounds(document, reader, judge) if c.id == claim.id), (0.0, None)
    )
    return Weighing(chance, judge.weightiest(grounds)) if grounds is not None else None


def masked_tree(explanation: Explanation, text: str) -> Explanation:
    """The same tree with its words as they stand in `text`: the report's, with names masked letter by letter."""
    sentence = explanation.sentence
    words = tuple(text[start:end] for start, end in zip(sentence.starts, sentence.ends, strict=True))
    return replace(explanation, sentence=replace(sentence, words=words))


def drawn(explanation: Explanation) -> str:
    """The tree as text, a word a line: its head, its relation, and a mark at the word that made the rule fire."""
    sentence = explanation.sentence
    wide = max(len(w) for w in sentence.words)
    lines = []
    for word, form in enumerate(sentence.words):
        head = sentence.words[sentence.heads[word]] if sentence.heads[word] >= 0 else "—"
        mark = "→" if word == explanation.trigger else " "
        lines.append(f"{mark} {form:<{wide}}  {sentence.upos[word]:<6}{sentence.relations[word]:<14}{head}")
    return "\n".join(lines)
