"""Commands that ask a case, or the codebook, what they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli import columns
from sayso.cli.printing import CaseArgument, Format, FormatOption, plain, say, show
from sayso.records import AskingError


def claims(
    case: CaseArgument,
    predicate: Annotated[str | None, typer.Option(help="Only this predicate of the codebook.")] = None,
    words: Annotated[str | None, typer.Option(help="Only claims whose quote holds all these words.")] = None,
    format: FormatOption = Format.table,
) -> None:
    """List who says what: a line for each claim, with its words.

    \b
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

    \b
    Example:
      sayso documents nexus.sayso --words ceasefire
    """
    from sayso.storing import open_case

    with open_case(case) as store:
        show(store.documents(words=words), format, columns=columns.of_document)


def troubles(case: CaseArgument, format: FormatOption = Format.table) -> None:
    """List what could not be read, where, and why: the difference between "nothing claimed" and "not read".

    \b
    Example:
      sayso troubles nexus.sayso
    """
    from sayso.storing import open_case

    with open_case(case) as store:
        show(store.troubles(), format, columns=columns.of_trouble)


def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim, or how it begins.")],
    case: Annotated[
        Path | None, typer.Option("--in", metavar="CASE", help="The case; else the only one in this folder.")
    ] = None,
    parser: Annotated[str | None, typer.Option(help="Which language model to look through.")] = None,
) -> None:
    """Show why a claim was read: its words, the tree of the sentence, and the rule that fired.

    \b
    Example:
      sayso explain c-3f2a --in nexus.sayso
    """
    from sayso.reading.explaining import drawn
    from sayso.reading.explaining import explain as explanation_of
    from sayso.reading.frames import FramesReader
    from sayso.storing import open_case

    with open_case(case or _only_case()) as store:
        said = store.claim(claim)
        document = store.document(said.document_id)
    for name, value in columns.of_claim(said).items():
        typer.echo(f"{name + ':':14}{plain(value)}")
    shown = explanation_of(said, document, FramesReader.open(**({"parser": parser} if parser else {})))
    typer.echo(f"{'rule:':14}{said.rule}: {plain(shown.rule)}\n\n{drawn(shown)}")


def _only_case() -> Path:
    found = sorted(Path().glob("*.sayso"))
    if len(found) != 1:
        raise AskingError(f"There {'is no case' if not found else f'are {len(found)} cases'} in this folder. "
                          "Say which one with --in CASE.")
    return found[0]


def codebook(
    predicate: Annotated[str | None, typer.Argument(help="One predicate, such as train; without it, all.")] = None,
    format: FormatOption = Format.table,
) -> None:
    """Show what acts, ties and figures are called, who may fill them, and the codes other codebooks give them.

    \b
    Examples:
      sayso codebook
      sayso codebook train
    """
    from sayso.codebook.predicates import describe, load

    known = load()
    chosen = [known[predicate]] if predicate else list(known)
    described = [describe(entry, known) for entry in chosen]
    if predicate and format is Format.table:
        show(columns.of_predicate(described[0]), format, columns=dict)
    else:
        show(described, format, columns=lambda entry: {
            name: entry[name] for name in ("predicate", "group", "means", "inverse")
        })


def check(case: CaseArgument, format: FormatOption = Format.table) -> None:
    """Check a case: every quote equals the words of its report, and the file is whole.

    The exit status is 1 if anything is wrong. Two cases with one digest say the same.

    \b
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


COMMANDS = (claims, documents, troubles, explain, codebook, check)
