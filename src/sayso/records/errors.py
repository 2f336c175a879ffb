"""What can go wrong, split by what the caller can do about it."""

from __future__ import annotations


class SaysoError(Exception):
    """Every error that sayso raises on purpose. Its message names the thing, the place and the way out."""


class GatheringError(SaysoError):
    """A file could not be turned into a document."""


class CodebookError(SaysoError):
    """The codebook's data are wrong, or a predicate is not in it."""


class ReadingError(SaysoError):
    """A reader or its language model could not be opened."""


class CaseError(SaysoError):
    """A case file cannot be opened, is of another version, or is damaged."""


class AskingError(SaysoError):
    """A question names something the case does not hold."""


class ExportingError(SaysoError):
    """A result could not be written in the format asked for."""


class MissingExtraError(SaysoError):
    """An optional library is not installed; the message names the extra that brings it."""
