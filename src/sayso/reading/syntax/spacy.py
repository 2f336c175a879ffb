"""Any spaCy pipeline with UD labels as a parser: `load_parser("spacy:NAME_OR_PATH")`. Needs the extra `sayso[spacy]`.

The pipeline gets our sentences and our words; its own tokenizer, sentence splitter and lemmatizer are not used. It must
have a parser with UD v2 labels and a tagger or morphologizer; entities are taken where it has them.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from typing import Any

from sayso.reading.syntax.parser import Labels, TokenParser
from sayso.reading.syntax.tokens import Tokens
from sayso.records.errors import MissingExtraError, ReadingError
from sayso.records.syntax import Name

# Entity labels of common pipelines → ours. What is not here (dates, numbers) is no name.
NAMES = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC",
    "MISC": "MISC", "NORP": "MISC", "EVENT": "MISC", "LAW": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC",
}  # fmt: skip
# Relations that no UD v2 treebank has; a pipeline that uses them was trained on other labels.
NOT_UD = frozenset({"dobj", "pobj", "nsubjpass", "prep", "attr"})


class SpacyParser(TokenParser):
    """A spaCy pipeline behind our door. Same sentence, same labels, whatever stands beside it."""

    def __init__(self, pipeline: Any) -> None:
        """`pipeline` is a `spacy.language.Language` with a parser of UD labels; without one, raises ReadingError."""
        name = pipeline.meta.get("name")
        if "parser" not in pipeline.pipe_names:
            raise ReadingError(
                f"The spaCy pipeline {name!r} has no parser (it has: {', '.join(pipeline.pipe_names) or 'nothing'}). "
                "Name one that parses, with UD labels."
            )
        labels = set(pipeline.get_pipe("parser").labels)
        if strange := sorted(labels & NOT_UD):
            raise ReadingError(
                f"The parser of the spaCy pipeline {name!r} does not use UD v2 labels (it says {', '.join(strange)}). "
                "Name one trained on a UD treebank; training/spacy_pipeline.py makes one."
            )
        for extra in ("senter", "sentencizer", "lemmatizer", "trainable_lemmatizer"):
            if extra in pipeline.pipe_names:
                pipeline.disable_pipe(extra)
        self._pipeline = pipeline

    def label(self, sentences: Sequence[Tokens]) -> Sequence[Labels]:
        """Labels for each of `sentences`, in the same order."""
        return [_labels(doc) for doc in self._pipeline.pipe(self._docs(sentences), batch_size=64)]

    def _docs(self, sentences: Sequence[Tokens]) -> Iterator[Any]:
        doc = importlib.import_module("spacy.tokens").Doc
        for tokens in sentences:
            size = len(tokens)
            spaces = [tokens.ends[i] < tokens.starts[i + 1] for i in range(size - 1)] + [False]
            starts = [True] + [False] * (size - 1)
            yield doc(self._pipeline.vocab, words=list(tokens.words), spaces=spaces, sent_starts=starts)


def _labels(doc: Any) -> Labels:
    heads = [token.head.i if token.head.i != token.i else -1 for token in doc]
    relations = [token.dep_ or "dep" for token in doc]
    roots = [i for i, head in enumerate(heads) if head < 0]
    root = next((i for i in roots if relations[i].lower() == "root"), roots[0])
    for i in roots:  # a greedy parser may leave several; the first stays
        heads[i], relations[i] = (-1, "root") if i == root else (root, "parataxis")
    return Labels(
        upos=tuple(token.pos_ or "X" for token in doc),
        xpos=tuple(token.tag_ for token in doc),
        heads=tuple(heads),
        relations=tuple(relations),
        names=tuple(
            Name(first=entity.start, last=entity.end, label=NAMES[entity.label_])
            for entity in doc.ents
            if entity.label_ in NAMES
        ),
    )


def open_parser(argument: str) -> SpacyParser:
    """The parser for the installed pipeline, or the folder, called `argument`.

    Raises MissingExtraError without spaCy, ReadingError where there is no such pipeline or it has no UD parser.
    """
    try:
        spacy = importlib.import_module("spacy")
    except ModuleNotFoundError as missing:
        if missing.name != "spacy":
            raise
        raise MissingExtraError(
            "Parsing with spaCy needs spaCy, which is not installed: pip install 'sayso[spacy]'"
        ) from missing
    if not argument:
        raise ReadingError("Say which spaCy pipeline: `spacy:NAME` for an installed one, `spacy:PATH` for a folder.")
    try:
        pipeline = spacy.load(argument)
    except OSError as trouble:
        raise ReadingError(
            f"There is no spaCy pipeline {argument!r}: neither an installed package nor a folder of that name. "
            f"spaCy said: {str(trouble).splitlines()[0]}"
        ) from trouble
    return SpacyParser(pipeline)
