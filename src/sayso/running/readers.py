"""Readers come in by entry point, ours by the same door as anyone's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol

from sayso.records import Document, Reading, ReadingError

GROUP = "sayso.readers"


class Reader(Protocol):
    """Turns a report into claims. The class has `open(**options)`; `version` changes whenever a reading might."""

    name: str
    version: str

    def read(self, document: Document) -> Reading:
        """Every claim of `document`: same input, same reading, any machine."""


def reader_names() -> tuple[str, ...]:
    """The names of all installed readers."""
    return tuple(sorted(entry_points(group=GROUP).names))


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """Which reader, opened how: small enough to send to another process, which opens it there once.

    `name` is that of an entry point, or `package.module:Class`. `options` are words given to the reader's `open`.
    """

    name: str = "frames"
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, name: str, **options: str | None) -> ReaderChoice:
        """The reader `name`, opened with those options that are given."""
        return cls(name, tuple((option, value) for option, value in options.items() if value is not None))

    def made_by(self) -> Any:
        """The reader's class. Raises `ReadingError` where no such reader is installed."""
        found = {point.name: point for point in entry_points(group=GROUP)}
        if self.name in found:
            return found[self.name].load()
        module, colon, named = self.name.partition(":")
        if not colon:
            raise ReadingError(f"{self.name}: no such reader is installed. There are: {', '.join(sorted(found))}; "
                               "a reader of your own is named as package.module:Class.")
        try:
            return getattr(import_module(module), named)
        except (ImportError, AttributeError) as error:
            raise ReadingError(f"{self.name}: this reader cannot be opened: {error}. "
                               "Check the spelling, and that its package is installed here.") from error

    def name_and_version(self) -> tuple[str, str]:
        """What its readings will be filed under, without opening the reader where its class says it."""
        made_by = self.made_by()
        said = getattr(made_by, "version", None)
        return str(made_by.name), self.filed(said if isinstance(said, str) else opened(self).version)

    def filed(self, version: str) -> str:
        """The reader's version with the options it was opened with: another language model may read otherwise."""
        return " ".join([version, *(f"{name}={value}" for name, value in self.options)])


@cache
def opened(choice: ReaderChoice) -> Reader:
    """The reader of that choice, opened once in each process."""
    reader: Reader = choice.made_by().open(**dict(choice.options))
    return reader
