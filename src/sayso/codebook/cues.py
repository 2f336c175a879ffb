"""The words by which a report lets others speak, `data/cues.toml`, and those that say how sure it is, `hedges.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeVar, get_args

from sayso.records import Certainty, CodebookError, SourceKind, Stance

CueClass = Literal[
    "neutral", "factive", "distancing", "denial", "belief", "performative", "withholding", "prediction", "attitude",
]  # fmt: skip
WordClass = Literal["verb", "noun", "adverb", "adjective", "preposition", "determiner", "conjunction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueEntry:
    """A word that opens somebody else's speech.

    `rest` are the lemmas that must hang on the word (`out` for "point out"). `takes` says where the content stands.
    `stance` and `certainty` are what the content carries; None: what the class says. `tellers`: the source must be one
    that can tell (a name, a person, a body, a document): "the raid showed that" is the report's own inference.
    """

    word: str
    rest: tuple[str, ...]
    cue_class: CueClass
    takes: tuple[str, ...]
    stance: Stance | None
    certainty: Certainty | None
    tellers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """What a word makes of what hangs on it: `then`, or `negated` where the word itself is negated.

    `future`: what is said lies ahead. `stays`: negation of the word leaves what hangs on it alone. `clause_only`: it
    bears on acts told by verbs, not by nouns.
    """

    word: str
    rest: tuple[str, ...]
    then: Certainty
    negated: Certainty | None
    future: bool
    stays: bool
    clause_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence of the codebook that must read as it says, `reads` being a cue class or a certainty."""

    file: str
    entry: str
    text: str
    reads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The cue lexicon, by lemma and word class, in the order of the file; and what kind of source a noun is.

    `deed_ties` are nouns that tie somebody to a deed: a role in it, responsibility for it.
    """

    entries: Mapping[tuple[str, WordClass], tuple[CueEntry, ...]]
    kinds: Mapping[str, SourceKind]
    light_verbs: frozenset[str]
    pronouns: Mapping[str, frozenset[str]]
    deed_ties: frozenset[str]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedges:
    """The hedge lexicon, by lemma and word class, in the order of the file.

    After a word of `excess` an infinitive does not happen, after a negated one of `sufficiency` neither. A phrase
    with a preposition of `adjuncts` stands outside a negation.
    """

    entries: Mapping[tuple[str, WordClass], tuple[Hedge, ...]]
    not_negation: frozenset[str]
    excess: frozenset[str]
    sufficiency: frozenset[str]
    adjuncts: frozenset[str]
    examples: tuple[Example, ...]


Entry = TypeVar("Entry", CueEntry, Hedge)


@cache
def load_cues() -> Cues:
    """The cue lexicon sayso ships, checked. Raises CodebookError, naming the entry, where it is wrong."""
    table = _table("cues.toml")
    entries: dict[tuple[str, WordClass], list[CueEntry]] = {}
    examples = []
    for number, row in enumerate(table["cue"], 1):
        where = f"cues.toml: cue {number} ({', '.join(row.get('words', [])[:2])} …)"
        _need(row, ("words", "word_class", "class", "takes", "source", "example"), where)
        _known(row["word_class"], get_args(WordClass), "word_class", where)
        _known(row["class"], get_args(CueClass), "class", where)
        _known(row.get("stance", "affirmed"), get_args(Stance), "stance", where)
        _known(row.get("certainty", "Uu"), get_args(Certainty), "certainty", where)
        for word, rest in _split(row["words"]):
            entry = CueEntry(
                word=word, rest=rest, cue_class=row["class"], takes=tuple(row["takes"]), stance=row.get("stance"),
                certainty=row.get("certainty"), tellers=row.get("tellers", False),
            )  # fmt: skip
            entries.setdefault((word, row["word_class"]), []).append(entry)
        examples.append(Example(file="cues.toml", entry=where, text=row["example"], reads=row["class"]))
    kinds = _source_kinds(table["source_noun"])
    light = [word for row in table["light_verb"] for word in row["words"]]
    pronouns = {use: frozenset(words) for use, words in table["pronouns"].items()}
    referring = _table("referring.toml")
    return Cues(
        entries=_longest_first(entries), kinds=kinds, light_verbs=frozenset(light), pronouns=pronouns,
        deed_ties=frozenset([*referring["taking_part"], *referring["answering"]]), examples=tuple(examples),
    )  # fmt: skip


BODIES: dict[str, SourceKind] = {
    "AG": "organisation", "UNIT": "organisation", "SEC": "organisation", "GOV": "organisation", "ORG": "organisation",
    "STATE": "state",
}  # fmt: skip


def _source_kinds(rows: Iterable[Mapping[str, Any]]) -> dict[str, SourceKind]:
    """What kind of source a noun names: documents by `rows`, people and bodies by the codebook's nouns and titles."""
    kinds: dict[str, SourceKind] = {}
    for row in rows:
        where = f"cues.toml: source_noun {row.get('kind', '?')}"
        _need(row, ("words", "kind", "source"), where)
        _known(row["kind"], get_args(SourceKind), "kind", where)
        kinds.update(dict.fromkeys(row["words"], row["kind"]))
    for noun in _table("nouns.toml")["noun"]:
        kind = "unnamed" if noun.get("person") else BODIES.get(noun["kind"])
        if kind is not None:
            kinds = {**dict.fromkeys(noun["words"], kind), **kinds}
    for title in _table("titles.toml")["title"]:
        kinds = {**dict.fromkeys(title["words"], "unnamed"), **kinds}
    return kinds


@cache
def load_hedges() -> Hedges:
    """The hedge lexicon sayso ships, checked. Raises CodebookError, naming the entry, where it is wrong."""
    entries: dict[tuple[str, WordClass], list[Hedge]] = {}
    examples = []
    table = _table("hedges.toml")
    for number, row in enumerate(table["hedge"], 1):
        where = f"hedges.toml: hedge {number} ({', '.join(row.get('words', [])[:2])} …)"
        _need(row, ("words", "word_class", "then", "source", "example", "reads"), where)
        _known(row["word_class"], get_args(WordClass), "word_class", where)
        for key in ("then", "negated", "reads"):
            _known(row.get(key, "Uu"), get_args(Certainty), key, where)
        for word, rest in _split(row["words"]):
            hedge = Hedge(
                word=word, rest=rest, then=row["then"], negated=row.get("negated"), future=row.get("future", False),
                stays=row.get("stays", False), clause_only=row.get("over") == "clause",
            )  # fmt: skip
            entries.setdefault((word, row["word_class"]), []).append(hedge)
        examples.append(Example(file="hedges.toml", entry=where, text=row["example"], reads=row["reads"]))
    return Hedges(
        entries=_longest_first(entries), not_negation=frozenset(table["not_negation"]["words"]),
        excess=frozenset(table["degree"]["excess"]), sufficiency=frozenset(table["degree"]["sufficiency"]),
        adjuncts=frozenset(table["adjunct"]["words"]), examples=tuple(examples),
    )  # fmt: skip


def _table(name: str) -> dict[str, Any]:
    text = resources.files("sayso.codebook").joinpath("data", name).read_text(encoding="utf8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise CodebookError(f"{name} is no valid TOML: {wrong}. Correct the line it names.") from wrong


def _need(row: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    for key in keys:
        if not row.get(key):
            raise CodebookError(f"{where} has no `{key}`. Add it: the head of the file says what it is for.")


def _known(value: str, values: tuple[str, ...], key: str, where: str) -> None:
    if value not in values:
        raise CodebookError(f"{where}: `{key}` is {value!r}. Expected one of {', '.join(values)}.")


def _split(words: Iterable[str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for phrase in words:
        word, *rest = phrase.split()
        yield word, tuple(rest)


def _longest_first(
    entries: Mapping[tuple[str, WordClass], list[Entry]],
) -> dict[tuple[str, WordClass], tuple[Entry, ...]]:
    """A phrase is tried before its bare head: "claim responsibility" before "claim"."""
    return {key: tuple(sorted(rows, key=lambda row: -len(row.rest))) for key, rows in entries.items()}
