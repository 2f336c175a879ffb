"""Commands that ask a case, or the codebook, what they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli import columns
from sayso.cli.printing import Format, FormatOption, say, show

CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="A case file, such as nexus.sayso.")]


def claims(
    case: CaseArgument,
    predicate: Annotated[str | None, typer.Option(help="Only this predicate of the codebook.")] = None,
    words: Annotated[str | None, typer.Option(help="Only claims whose quote holds all these words.")] = None,
    format: FormatOption = Format.table,
) -> None:
    """List who says what: a line for each claim, with its words.

    Examples:

        sayso claims nexus.sayso --predicate train

        sayso claims nexus.sayso --words "border camp" --format csv > camps.csv
    """
    from sayso.storing import open_case

    with open_case(case) as store:
        show(store.claims(predicate=predicate, words=words), format, columns=columns.of_claim)


def documents(
    case: CaseArgument,
    words: Annotated[str | None, typer.Option(help="Only reports whose text holds all these words.")] = None,
    format: FormatOption = Format.table,
) -> None:
    """List the reports of a case, with publisher, author and date.

    Example:

        sayso documents nexus.sayso --words ceasefire
    """
    from sayso.storing import open_case

    with open_case(case) as store:
        show(store.documents(words=words), format, columns=columns.of_document)


def troubles(case: CaseArgument, format: FormatOption = Format.table) -> None:
    """List what could not be read, where, and why: the difference between "nothing claimed" and "not read".

    Example:

        sayso troubles nexus.sayso
    """
    from sayso.storing import open_case

    with open_case(case) as store:
        show(store.troubles(), format, columns=columns.of_trouble)


def check(case: CaseArgument, format: FormatOption = Format.table) -> None:
    """Check a case: every quote equals the words of its report, and the file is whole.

    The exit status is 1 if anything is wrong. Two cases with one digest say the same.

    Example:

        sayso check nexus.sayso
    """
    from sayso.storing import open_case

    with open_case(case) as store:
        found = store.check()
        if found:
            show(found, format, columns=columns.of_trouble)
            raise typer.Exit(1)
        say(f"{case}: sound. Digest {store.digest()}")


COMMANDS = (claims, documents, troubles, check)
