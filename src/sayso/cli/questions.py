"""Commands that ask a case, or the codebook, what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import partial
from getpass import getuser
from pathlib import Path
from typing import Annotated, Literal

import typer

from sayso.cli import columns
from sayso.cli.asked import Asked, asked
from sayso.cli.printing import CaseArgument, DossierOption, FormatOption, plain, say, show, show_dossier, still
from sayso.records import AskingError, ExportingError, Judgement

AboutOption = Annotated[str | None, typer.Option(metavar="ACTOR", help="Only what is said of this actor.")]


@asked(pairs="Only claims on both these actors.")
def claims(
    case: CaseArgument,
    about: AboutOption = None,
    by: Annotated[str | None, typer.Option(metavar="SOURCE", help="Only what this source says or passes on.")] = None,
    predicate: Annotated[str | None, typer.Option(help="Only this predicate of the codebook.")] = None,
    words: Annotated[str | None, typer.Option(help="Only claims whose quote holds all these words.")] = None,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """List who says what: a line for each claim, with its words.

    Dates are days, months or years: 2024-03-12, 2024-03, 2024.

    \b
    Examples:
      sayso claims nexus.sayso --about "Kessar Liberation Front" --since 2024
      sayso claims nexus.sayso --predicate train --by "Ministry of Defence"
      sayso claims nexus.sayso --words "border camp" --format csv > camps.csv
      sayso claims nexus.sayso --between 2024-03 2024-06 --clock said --as-of 2024-12
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.claims(store, about=about, between=how.between, by=by, predicate=predicate, words=words,
                              unmasked=how.unmasked, **how.when)
    show(found, format, columns=columns.of_claim, brief=columns.brief_claim)


@asked(pairs="Only ties between these two actors.")
def findings(
    case: CaseArgument,
    about: AboutOption = None,
    grade: Annotated[str | None, typer.Option(help="Only this grade, such as corroborated or contested.")] = None,
    rulings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own rulings on sources (docs/guides/rulings.md).")
    ] = None,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """List what the claims come to: for each proposition who stands for it, who against, and the grade.

    The grade counts independent voices by rule; it is no probability, and nothing is called true.

    \b
    Examples:
      sayso findings nexus.sayso --between "Kessar Liberation Front" Lashkar-i-Navar
      sayso findings nexus.sayso --grade contested --format jsonl
      sayso findings nexus.sayso --rulings sources.toml
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.findings(store, between=how.between, about=about, grade=grade, rulings=rulings,
                                unmasked=how.unmasked, **how.when)
    show(found, format, columns=columns.of_finding, brief=columns.brief_finding)


@asked(pairs="Only what is said of both of these actors.")
def contradictions(
    case: CaseArgument,
    about: AboutOption = None,
    kind: Annotated[
        str | None, typer.Option(help="Only this kind: opposed, figures, date, place, level, role, headline, aim …")
    ] = None,
    verdict: Annotated[str | None, typer.Option(help="Only contradiction, tension or look-alike.")] = None,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """List what cannot both hold, with both quotes and what kind it is; and what looks so and can, with why.

    A contradiction: both are asserted. A tension: one is only held possible, or it takes a reading. A look-alike: both
    may hold. A contradiction marks claims; it changes none and hides none.

    \b
    Examples:
      sayso contradictions nexus.sayso --about "Kessar Liberation Front"
      sayso contradictions nexus.sayso --verdict contradiction --format jsonl
      sayso contradictions nexus.sayso --kind figures --format csv > figures.csv
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.contradictions(store, between=how.between, about=about, kind=kind, verdict=verdict,
                                      unmasked=how.unmasked, **how.when)
    show(found, format, columns=columns.of_contradiction, brief=columns.brief_contradiction)


@asked()
def events(
    case: CaseArgument,
    about: AboutOption = None,
    root: Annotated[str | None, typer.Option(help="Only this root of PLOVER, such as ASSAULT.")] = None,
    only_plain: Annotated[
        bool, typer.Option("--plain", help="Only what is put forward as done: not denied, doubted or still to come.")
    ] = False,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """List deeds as coders of events keep them: PLOVER's root, mode and quad class, and MUC-4's status and stage.

    Both follow from the claim by rule (docs/reference/events.md). Coders of events drop who says so and whether it is
    denied; here the status says it, and nothing that is denied, doubted or suspected is plain.

    \b
    Examples:
      sayso events nexus.sayso --plain --format csv > events.csv
      sayso events nexus.sayso --root ASSAULT --about "Kessar Liberation Front"
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.events(store, about=about, root=root, plain=only_plain, unmasked=how.unmasked, **how.when)
    show(found, format, columns=columns.of_event, brief=columns.brief_event)


@asked()
def dossier(
    case: CaseArgument,
    a: Annotated[str, typer.Argument(metavar="A", help="An actor, by any of its names.")],
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another, for the tie between the two.")] = None,
    format: DossierOption = "md",
    *,
    how: Asked,
) -> None:
    """Answer "do A and B work together?": by kind of tie who says so, in which words, since when, and who denies it.

    \b
    Examples:
      sayso dossier nexus.sayso "Kessar Liberation Front" Lashkar-i-Navar
      sayso dossier nexus.sayso KLF --as-of 2024-03 --format html > klf.html
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        show_dossier(asking.dossier(store, a, b, unmasked=how.unmasked, **how.when), format)


Action = Literal["merge", "split", "unsure", "rename", "undo", "judgements", "import"]
_JUDGED: dict[Action, Judgement] = {"merge": "same", "split": "different", "unsure": "unsure"}


@asked()
def actors(
    case: CaseArgument,
    action: Annotated[Action | None, typer.Argument(help="What to judge; without it, actors are listed.")] = None,
    whom: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[A B | A REPORT | A NAME | NUMBER | FILE]",
            help="Two actors; to split, an actor and the report that means another; to rename, an actor and its new "
            "name; to undo, the number of a judgement; to import, a list of names.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why: it stays with the judgement.")] = "",
    by: Annotated[str | None, typer.Option(help="Who judges; else the user logged in.")] = None,
    called: Annotated[str | None, typer.Option(metavar="NAME", help="List only the actor of this name.")] = None,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """List who is in a case, with all their names; judge who is who, and take a judgement back.

    --format json shows who uses each name and since when, why names were joined, and wings, mergers and splits. A
    judgement is appended with its reason, never written over, and undone by another, in any order. split takes two
    actors, ids of members, or an actor and the report in which its name means another. rename gives a new name, with
    --since from a day on. import takes a list of names: a CSV with a column `name` (and kind, aliases, abbreviation,
    former, weak, used_by), the UN's consolidated list (XML) or OpenSanctions' entities (JSON lines). People on a list
    are proposed and never joined by themselves.

    \b
    Examples:
      sayso actors nexus.sayso
      sayso actors nexus.sayso --called KLF --format json
      sayso actors nexus.sayso merge KLF "Kessar Front" --reason "One spokesman signs for both."
      sayso actors nexus.sayso split "Commander Zero" wire-2024-03.txt --reason "There it is his brother."
      sayso actors nexus.sayso unsure KLF "Kessar Youth" --reason "One address, two flags."
      sayso actors nexus.sayso rename KLF "Kessar National Front" --since 2024-03 --reason "Its congress said so."
      sayso actors nexus.sayso judgements
      sayso actors nexus.sayso undo 1 --reason "He left the one before he joined the other."
      sayso actors nexus.sayso import sanctions.xml
    """
    from sayso import asking
    from sayso.storing import open_case

    given = whom or []
    with open_case(case) as store:
        if action is None:
            listed = asking.actors(store, called=called, unmasked=how.unmasked, **how.when)
            show(listed, format, columns=columns.of_actor, brief=columns.brief_actor)
        elif action == "judgements":
            show(asking.judgements(store, unmasked=how.unmasked), format, columns=columns.of_judgement)
        elif action == "import":
            from sayso.running import take_list

            for path in given:
                document, reading = take_list(store, Path(path))
                say(f"{document.name}: {len(reading.actors):,} actors listed; `sayso actors {case}` says whom of them "
                    "the reports name.")  # fmt: skip
                for trouble in reading.troubles:
                    say(f"  {trouble.why}")
            if not given:
                raise AskingError(f"Give a list of names: `sayso actors {case} import FILE`.")
        elif not reason:
            raise AskingError(f"A judgement needs a reason: `sayso actors {case} {action} … --reason \"…\"`.")
        elif action == "undo":
            if len(given) != 1 or not given[0].isdecimal():
                raise AskingError(f"Give the number of one judgement: `sayso actors {case} judgements` lists them.")
            store.undo(int(given[0]), reason=reason, by=by or _whoever())
        elif action == "rename":
            if len(given) != 2:
                raise AskingError(f"Give an actor and its new name: `sayso actors {case} rename A NAME --reason …`.")
            made = asking.rename(store, *given, since=how.when.get("since"), reason=reason, by=by or _whoever())
            show(made, format, columns=columns.of_judgement)
        else:
            if len(given) != 2:
                raise AskingError(f"Give two actors: `sayso actors {case} {action} A B --reason \"…\"`.")
            left, right = given
            made = asking.judge(store, left, right, _JUDGED[action], reason=reason, by=by or _whoever())
            show(made, format, columns=columns.of_judgement)


def _whoever() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # no user of that number, as in many containers
        raise AskingError("Nobody is logged in under a name here. Say who judges with --by NAME.") from None


@asked(dated=False)
def reviews(
    case: CaseArgument,
    action: Annotated[
        Literal["undo", "agreement"] | None, typer.Argument(help="What to do; without it, reviews are listed.")
    ] = None,
    number: Annotated[int | None, typer.Argument(help="The review to undo.")] = None,
    reason: Annotated[str, typer.Option(help="Why it is undone: it stays on record.")] = "",
    by: Annotated[str | None, typer.Option(help="Who undoes it; else the user logged in.")] = None,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """List what people have said of claims: accepted, corrected or rejected, by whom, when and why.

    Claims are reviewed on the page that `sayso serve` opens. A review stays when a report is read anew. `agreement`
    counts, for each rule, how often a reviewer left its claims as they were read.

    \b
    Examples:
      sayso reviews nexus.sayso
      sayso reviews nexus.sayso agreement
      sayso reviews nexus.sayso undo 3 --reason "The caption says otherwise."
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        if action == "agreement":
            show(asking.agreement(store), format, columns=columns.of_rule_agreement)
        elif action is None:
            show(asking.reviews(store, unmasked=how.unmasked), format, columns=columns.of_review)
        elif number is None or not reason:
            raise AskingError(f"Give the number of one review and why: `sayso reviews {case} undo 3 --reason \"…\"`.")
        else:
            store.undo_review(number, reason=reason, by=by or _whoever())


@asked()
def documents(
    case: CaseArgument,
    words: Annotated[str | None, typer.Option(help="Only reports whose text holds all these words.")] = None,
    format: FormatOption = "table",
    *,
    how: Asked,
) -> None:
    """List the reports of a case, with publisher, author and date.

    \b
    Example:
      sayso documents nexus.sayso --words ceasefire
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.documents(store, words=words, unmasked=how.unmasked, **how.when)
    show(found, format, columns=columns.of_document)


@asked(dated=False)
def troubles(case: CaseArgument, format: FormatOption = "table", *, how: Asked) -> None:
    """List what could not be read, where, and why: the difference between "nothing claimed" and "not read".

    \b
    Example:
      sayso troubles nexus.sayso
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        show(asking.troubles(store, unmasked=how.unmasked), format, columns=columns.of_trouble)


@asked(dated=False)
def changes(case: CaseArgument, format: FormatOption = "table", *, how: Asked) -> None:
    """List what was done to a case and when: reports read, judgements made and undone, names shown, migrations.

    \b
    Example:
      sayso changes nexus.sayso
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        show(asking.changes(store, unmasked=how.unmasked), format, columns=asdict)


@asked()
def export(
    case: CaseArgument,
    to: Annotated[Path, typer.Option("--to", help="The file to write; its ending tells the format.")],
    what: Annotated[
        Literal["claims", "findings", "events", "actors", "documents", "troubles", "reviews"],
        typer.Option(help="What to write."),
    ] = "claims",
    format: Annotated[str | None, typer.Option("--format", "-f", help="A format, where the ending does not tell.")]
    = None,
    *,
    how: Asked,
) -> None:
    """Write a case to a file for other programs. Names of people without a public role are hidden unless you ask.

    \b
    Examples:
      sayso export nexus.sayso --to claims.csv
      sayso export nexus.sayso --to findings.jsonl --what findings
      sayso export nexus.sayso --to claims.csv --unmasked --why "For the families' own archive."
    """
    from sayso import asking
    from sayso.exporting import exporter
    from sayso.storing import open_case

    if not (format := format or to.suffix.removeprefix(".")):
        raise ExportingError(f"{to}: no ending tells the format. Call it {to}.csv, or give --format.")
    write = exporter(format)
    with open_case(case) as store:
        choices: dict[str, Callable[[], Iterable[object]]] = {
            "claims": partial(asking.claims, store, unmasked=how.unmasked, **how.when),
            "findings": partial(asking.findings, store, unmasked=how.unmasked, **how.when),
            "events": partial(asking.events, store, unmasked=how.unmasked, **how.when),
            "actors": partial(asking.actors, store, unmasked=how.unmasked, **how.when),
            "documents": partial(asking.documents, store, unmasked=how.unmasked, **how.when),
            "troubles": partial(asking.troubles, store, unmasked=how.unmasked),
            "reviews": partial(asking.reviews, store, unmasked=how.unmasked),
        }
        records = choices[what]()
        unfinished = to.with_name(f"{to.name}.part")
        try:
            with unfinished.open("w", encoding="utf8", newline="") as out:
                write(records, out)
        except OSError as error:
            raise ExportingError(f"{to}: this file cannot be written ({error.strerror}). Check the folder.") from error
        unfinished.replace(to)


@asked(dated=False)
def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim, or how it begins.")],
    case: Annotated[
        Path | None, typer.Option("--in", metavar="CASE", help="The case; else the only one in this folder.")
    ] = None,
    parser: Annotated[str | None, typer.Option(help="Which language model to look through.")] = None,
    *,
    how: Asked,
) -> None:
    """Show why a claim was read, and what it counts towards: its words, the tree of the sentence, the rule that fired.

    Beside the rule stands what the judge makes of the reading, and the grounds that moved it most: it has learned from
    reports coded by hand which readings tend to be wrong, and knows nothing of whether what is said is true.

    \b
    Example:
      sayso explain c-3f2a --in nexus.sayso
    """
    from sayso import asking
    from sayso.reading.explaining import drawn, masked_tree, weighed
    from sayso.reading.explaining import explain as rule_and_tree
    from sayso.reading.frames import FramesReader
    from sayso.storing import open_case

    with open_case(case or _only_case()) as store:
        known = asking.explain(store, claim, unmasked=how.unmasked)
        read = store.claim(claim), store.document(known.claim.document_id)
    for name, value in columns.of_claim(known.claim).items():
        typer.echo(f"{name + ':':14}{plain(value)}")
    start, end = known.paragraph
    typer.echo(f"{'paragraph:':14}{plain(known.document.text[start:end])}")
    for finding, clause in zip(known.findings, known.propositions, strict=True):
        typer.echo(f"{'counts for:':14}{clause} ({finding.id}): {finding.grade}")
    if known.event is not None:
        code = "/".join(filter(None, (known.event.root, known.event.mode)))
        typer.echo(f"{'as an event:':14}{code} ({known.event.quad}), {known.event.stage}. {known.event.because}")
    if known.claim.reader == FramesReader.name:
        reader = FramesReader.open(parser=parser or "default")
        shown = masked_tree(rule_and_tree(*read, reader), known.document.text)
        typer.echo(f"{'rule:':14}{known.claim.rule}: {plain(shown.rule)}")
        if (weighing := weighed(*read, reader)) is not None:
            share = round(100 * weighing.chance)
            typer.echo(f"{'judge:':14}of claims like this, about {share} in 100 are read rightly")
            for ground, added in weighing.grounds:
                typer.echo(f"{'':14}{added:+.2f}  {plain(ground)}")
        typer.echo(f"\n{still(drawn(shown))}")


def _only_case() -> Path:
    found = sorted(Path().glob("*.sayso"))
    if len(found) != 1:
        raise AskingError(f"There {'is no case' if not found else f'are {len(found)} cases'} in this folder. "
                          "Say which one with --in CASE.")
    return found[0]


def codebook(
    predicate: Annotated[str | None, typer.Argument(help="One predicate, such as train; without it, all.")] = None,
    format: FormatOption = "table",
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
    if predicate and format == "table":
        show(columns.of_predicate(described[0]), format, columns=dict)
    else:
        show(described, format, columns=lambda entry: {
            name: entry[name] for name in ("predicate", "group", "means", "inverse")
        })


def check(case: CaseArgument, format: FormatOption = "table") -> None:
    """Check a case: every quote equals the words of its report, and the file is whole.

    The exit status is 1 if anything is wrong. Two cases with one digest say the same.

    \b
    Example:
      sayso check nexus.sayso
    """
    from sayso import asking
    from sayso.storing import open_case

    with open_case(case) as store:
        found = asking.check(store)
        if found or format != "table":
            show(found, format, columns=columns.of_trouble)
        if found:
            raise typer.Exit(1)
        say(f"{case}: sound. Digest {store.digest()}")


COMMANDS = (
    claims, findings, contradictions, events, dossier, actors, reviews, documents, troubles, changes, export, explain,
    codebook, check,
)  # fmt: skip
