"""Commands that look at a case as a whole: its sources, its times, what is new in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from sayso.cli import columns
from sayso.cli.asked import Asked, asked
from sayso.cli.printing import CaseArgument, FormatOption, show, show_page

AboutOption = Annotated[str | None, typer.Option(metavar="ACTOR", help="Only what is said of this actor.")]


@asked(pairs="Only what is said of both these actors.")
def sources(
    case: CaseArgument,
    about: AboutOption = None,
    called: Annotated[str | None, typer.Option(metavar="SOURCE", help="Only this source, by any of its names.")] = None,
    enough: Annotated[
        int, typer.Option(min=1, help="From how many shared findings on bounds are given for agreement.")
    ] = 20,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """List the sources: who they speak about, what they assert and deny, when against their interest, who agrees.

    A side counts once, with all who speak for it; an unnamed source stays in its own report. Agreement counts findings
    that both speak of on roots of their own; with enough of them shared it has bounds (Wilson, 95 %). It is for reading
    beside the grades and never goes into them; people have none.

    \b
    Examples:
      sayso sources nexus.sayso
      sayso sources nexus.sayso --about "Kessar Liberation Front" --as-of 2024-03
      sayso sources nexus.sayso --called "Halden Institute" --enough 5 --format json
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.sources(store, about=about, between=how.between, called=called, enough=enough,
                               unmasked=how.unmasked, **how.when)
    show(found, format, columns=columns.of_source, brief=columns.brief_source)


@asked(pairs="Only what is said between these two actors.")
def timeline(
    case: CaseArgument,
    about: AboutOption = None,
    dated: Annotated[bool, typer.Option("--dated", help="Leave out what only the day of a report dates.")] = False,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """Lay out what is said to have happened when, by whom, and which other times are given for the same thing.

    What no words date stands on the day it was said, and is marked so. A day is never invented: a month is a month.

    \b
    Examples:
      sayso timeline nexus.sayso --between "Kessar Liberation Front" Lashkar-i-Navar
      sayso timeline nexus.sayso --between 2024-03-01 2024-03-31 --dated
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.timeline(store, about=about, between=how.between, dated=dated, unmasked=how.unmasked, **how.when)
    show(found, format, columns=columns.of_moment, brief=columns.brief_moment)


@asked(pairs="Only what is said between these two actors.")
def news(
    case: CaseArgument,
    about: AboutOption = None,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """Say what is new since a day: grades that changed and the claims that changed them, findings, voices, reports.

    A report that repeats what is known is no news but for itself. By --clock said (the default) a report counts from
    the day it came out, by recorded from the day the case took it in; then judgements on who is who are news, too.

    \b
    Examples:
      sayso news nexus.sayso --since 2024-05
      sayso news nexus.sayso --between 2024-03-14 2024-03-20 --about "Kessar Liberation Front"
      sayso news nexus.sayso --since 2026-01-12 --clock recorded --format json
    """
    from sayso import asking
    from sayso.records import AskingError
    from sayso.storing import open_case

    since, until = how.when.get("since"), how.when.get("until") or how.when.get("as_of")
    if since is None:
        raise AskingError(f"Say since when: `sayso news {case} --since 2024-05`.")
    with open_case(case) as store:
        found = asking.news(store, since, until=until, clock=how.when.get("clock"), about=about, between=how.between,
                            unmasked=how.unmasked)
    show(found, format, columns=columns.of_news, brief=columns.brief_news)


@asked(pairs="Only what these two actors are part of, and the paths from the one to the other.")
def network(
    case: CaseArgument,
    about: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only questions this actor is part of.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="Only this kind: both-signs, strained, path, only-link or community.")
    ] = None,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """Ask what the ties between the sides of a case give to ask: a list of questions, never an answer.

    Who is said to help and to harm the same side; who stands by two that fight each other; how one is tied to another
    over others, hop by hop with the words; over whom alone some are tied to the rest; who stands together, and in how
    many of 100 drawings of the voices. Persons are no part of it, and nobody gets a score.

    \b
    Examples:
      sayso network nexus.sayso
      sayso network nexus.sayso --between Ondaria Lashkar-i-Navar --kind path
      sayso network nexus.sayso --kind both-signs --as-of 2024-03 --format md
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.network(store, about=about, between=how.between, kind=kind, unmasked=how.unmasked, **how.when)
    show(found, format, columns=columns.of_question, brief=columns.brief_question)


@asked()
def ach(
    case: Annotated[Path | None, typer.Argument(metavar="CASE", help="A case file, such as nexus.sayso.")] = None,
    file: Annotated[
        Path | None, typer.Argument(metavar="HYPOTHESES.toml", help="The hypotheses, with what speaks for and against.")
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Print a file to begin with: that of the case of `sayso demo`.")
    ] = False,
    format: Annotated[
        Literal["md", "json", "table", "jsonl", "csv"],
        typer.Option("--format", "-f", help="A page (md, json), or a row for each thing that is said."),
    ] = "md",
    *,
    how: Asked,
) -> None:
    """Lay what is said against competing hypotheses: a matrix, what tells them apart, what would change the picture.

    The file says in queries what speaks for and against each (docs/reference/hypotheses.md). The answer is a layout for
    judgement: nothing is added up, ranked or called likely.

    \b
    Examples:
      sayso demo --into kessar.sayso
      sayso ach --example > hypotheses.toml
      sayso ach kessar.sayso hypotheses.toml
      sayso ach kessar.sayso hypotheses.toml --as-of 2024-03 --format csv > matrix.csv
    """
    from importlib.resources import files

    from sayso import asking
    from sayso.exporting.results import HypothesesResults
    from sayso.records import AskingError
    from sayso.storing import open_case

    if example:
        typer.echo((files("sayso") / "demo" / "hypotheses.toml").read_text("utf8"), nl=False)
        return
    if case is None or file is None:
        raise AskingError("Give a case and a file: `sayso ach nexus.sayso hypotheses.toml`. `sayso ach --example` "
                          "prints a file to begin with.")  # fmt: skip
    with open_case(case) as store:
        laid = HypothesesResults(asking.ach(store, file, unmasked=how.unmasked, **how.when))
    if format == "md":
        show_page(laid.to_markdown())
    elif format == "json":
        show([laid.record], "jsonl", columns=dict)
    else:
        show(laid, format, columns=flat_row)


def flat_row(row: dict[str, object]) -> dict[str, object]:
    """A row of the matrix with one value a column."""
    from sayso.exporting import flat

    return flat(row)


COMMANDS = (sources, timeline, news, network, ach)
