"""From paths to what was read of them: gathered, read, kept, and every failure told."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sayso.gathering import gather
from sayso.records import Claim, Document, Reading, Trouble
from sayso.running.readers import ReaderChoice, opened
from sayso.running.spreading import across_processes
from sayso.storing import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """A report that needed no reading: the case holds what this reader takes from it."""

    document: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Read:
    """A report and what was taken from it. `whole` is False where the reader failed on all of it."""

    document: Document
    reading: Reading
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come. `name` is the report just done."""

    name: str = ""
    documents: int = 0
    held: int = 0
    claims: int = 0
    troubles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did. `new` counts claims the case did not have; `failed` names files of which nothing was read."""

    documents: int = 0
    held: int = 0
    claims: int = 0
    new: int = 0
    sentences: int = 0
    words: int = 0
    troubles: tuple[Trouble, ...] = ()
    failed: tuple[str, ...] = ()


Spread = Callable[[Callable[[Document | Held | Trouble], Read | Held | Trouble], Iterable[Document | Held | Trouble]],
                  Iterable[Read | Held | Trouble]]


def read_all(
    items: Iterable[Document | Held | Trouble], *, reader: ReaderChoice, spread: Spread = map
) -> Iterator[Read | Held | Trouble]:
    """What `reader` takes from each report, in their order; `spread` is any map: a pool's, a cluster's."""
    yield from spread(partial(_read, reader=reader), items)


def read_paths(
    paths: Iterable[str | Path],
    *,
    reader: ReaderChoice | None = None,
    jobs: int = 1,
    store: Store | None = None,
    stdin: BinaryIO | None = None,
    each: Callable[[Iterable[Claim]], None] | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read every report under `paths`, keep it in `store`, and say what came of it.

    What the store holds already is not read again. `each` gets the claims of every report, `progress` the counts
    after it. A file or report that fails becomes a trouble, and the run goes on; a run that is cut off leaves whole
    reports, and running it again goes on from there.
    """
    reader = reader or ReaderChoice()
    spread: Spread = map if jobs == 1 else partial(across_processes, jobs=jobs, lost=_lost)
    counts: Counter[str] = Counter()
    troubles: list[Trouble] = []
    good: set[str] = set()
    for outcome in read_all(_to_read(gather(paths, stdin=stdin), store, reader), reader=reader, spread=spread):
        match outcome:
            case Trouble(document=name):
                troubles.append(outcome)
                if store is not None:
                    store.note(outcome)
            case Held(document=name, document_id=id_):
                counts["held"] += 1
                good.add(name)
                if each is not None and store is not None:
                    each(store.claims(document=id_))
            case Read(document=Document(name=name), reading=reading):
                if outcome.whole:
                    counts["documents"] += 1
                    good.add(name)
                counts["new"] += _kept(outcome, store)
                counts += Counter(claims=len(reading.claims), sentences=reading.sentences, words=reading.words)
                troubles += reading.troubles
                if each is not None:
                    each(reading.claims)
        if progress is not None:
            progress(Progress(name=name, documents=counts["documents"], held=counts["held"], claims=counts["claims"],
                              troubles=len(troubles)))
    failed = tuple(sorted({trouble.document for trouble in troubles} - good))
    return Summary(**counts, troubles=tuple(troubles), failed=failed)


def _to_read(
    gathered: Iterable[Document | Trouble], store: Store | None, reader: ReaderChoice
) -> Iterator[Document | Held | Trouble]:
    name, version = reader.name_and_version() if store is not None else ("", "")
    for item in map(_printable, gathered):
        if store is not None and isinstance(item, Document) and store.holds(item, name, version):
            store.note_name(item)
            yield Held(item.name, item.id)
        else:
            yield item


def _printable(item: Document | Trouble) -> Document | Trouble:
    """A file name may hold bytes that are no text in any encoding; they are written out, so that it can be kept."""
    if isinstance(item, Document):
        return replace(item, name=_text(item.name), path=None if item.path is None else _text(item.path))
    return replace(item, document=_text(item.document), why=_text(item.why))


def _text(words: str) -> str:
    return words.encode("utf8", "backslashreplace").decode("utf8")


def _read(item: Document | Held | Trouble, *, reader: ReaderChoice) -> Read | Held | Trouble:
    if not isinstance(item, Document):
        return item
    ready = opened(reader)
    try:
        reading = ready.read(item)
        return Read(item, replace(reading, version=reader.filed(reading.version)))
    except Exception as error:  # whatever a reader does with one report, the others are read
        logger.debug("the reader %s failed on %s", reader.name, item.id, exc_info=True)
        return _failed(item, f"The reader {reader.name} failed on this report ({type(error).__name__}: {error}); the "
                       "others were read. Please tell those who make the reader, with the report if you may share it.")


def _lost(item: Document | Held | Trouble) -> Read | Held | Trouble:
    if not isinstance(item, Document):
        return item
    return _failed(item, "The process that read this report died, most likely for want of memory; the others were "
                   "read. Read it again with fewer --jobs, or split the file.")


def _failed(document: Document, why: str) -> Read:
    trouble = Trouble(document=document.name, kind="report-failed", why=why)
    return Read(document, Reading(document=document.name, document_id=document.id, troubles=(trouble,)), whole=False)


def _kept(outcome: Read, store: Store | None) -> int:
    """How many claims are new. A report that failed stays unread in the store, so that the next run tries again."""
    if store is None:
        return len(outcome.reading.claims)
    if outcome.whole:
        return store.add(outcome.document, outcome.reading)
    for trouble in outcome.reading.troubles:
        store.note(trouble)
    return 0
