"""Commands that read: reports into claims, sentences into trees."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from sayso.cli import columns
from sayso.cli.printing import CaseArgument, DossierOption, Format, FormatOption, problems, say, show, show_dossier
from sayso.records import AskingError, GatheringError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.records import Attribution, Claim
    from sayso.running import Progress, Summary

PathsArgument = Annotated[
    list[str], typer.Argument(help="Files, folders or archives; - is standard input.", show_default=False)
]
IntoOption = Annotated[
    Path | None, typer.Option("--into", metavar="CASE", help="Keep everything in this case; it is made if need be.")
]
ReaderOption = Annotated[str, typer.Option(help="Which reader: a name, or package.module:Class.")]
ParserOption = Annotated[str | None, typer.Option(help="Which language model the frames reader looks through.")]


def read(
    paths: PathsArgument,
    into: IntoOption = None,
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Print the claims so; without --into the default is table.")
    ] = None,
    reader: ReaderOption = "frames",
    parser: ParserOption = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes to read in; 0 is one a core.")] = 1,
    bulk: Annotated[
        bool, typer.Option("--bulk", help="Pass over sentences whose words name no act, or nobody; for mixed news.")
    ] = False,
    sure: Annotated[
        float | None,
        typer.Option(
            min=0.0, max=1.0, metavar="CHANCE",
            help="Leave out claims less likely than this to be read rightly (0.2, say); else all that the rules read.",
        ),
    ] = None,
) -> None:
    """Read reports into claims: who says what about whom, with the words.

    With --into they are kept in a case, and what the case holds already is not read again: a run that was cut off goes
    on where it stopped. Claims go to standard output, the summary and what could not be read to standard error. The
    exit status is 1 if nothing could be read of some file.

    \b
    Examples:
      sayso read reports/ --into nexus.sayso
      sayso read story.pdf mail.eml archive.zip
      sayso read reports/ --format jsonl > claims.jsonl
      sayso read crawl/ --bulk --jobs 0 --into month.sayso
      sayso read reports/ --sure 0.2 --format csv
      cat story.txt | sayso read - --format csv
    """
    from sayso.running import ReaderChoice, read_paths
    from sayso.storing import open_case

    if into is None and format is None:
        format = "table"
    told: list[Claim] = []
    started = time.monotonic()
    with ExitStack() as open_now:
        store = open_now.enter_context(open_case(into, create=True)) if into is not None else None
        progress = open_now.enter_context(_progress_bar(paths))
        try:
            done = read_paths(
                paths, reader=ReaderChoice.of(
                    reader, parser=parser, gate="bulk" if bulk else None, sure=None if sure is None else str(sure)
                ),
                jobs=jobs or _cores(), store=store, stdin=sys.stdin.buffer, each=_printer(format, told),
                progress=progress,
            )
        except KeyboardInterrupt:
            say("Stopped. " + ("What was stored stays; the same command goes on from there." if into else ""))
            raise typer.Exit(130) from None
    if format is not None and told:
        show(told, format, columns=columns.of_claim, brief=columns.brief_claim)
    _say_summary(done, time.monotonic() - started, into)
    if done.failed:
        raise typer.Exit(1)


def _printer(format: Format | None, told: list[Claim]) -> Callable[[Iterable[Claim]], None] | None:
    """Lines go out as they come; what needs a head or an end waits for all."""
    if format is None:
        return None
    if format == "jsonl":
        return lambda claims: show(claims, format, columns=columns.of_claim)
    return told.extend


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _progress_bar(paths: Iterable[str]) -> Iterator[Callable[[Progress], None] | None]:
    if not problems.is_terminal:
        yield None
        return
    from rich import progress

    with progress.Progress(
        progress.TextColumn("{task.description}"), progress.BarColumn(), progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[pace]}"), progress.TimeRemainingColumn(), console=problems, transient=True,
    ) as bar:
        started = time.monotonic()
        task = bar.add_task("Reading", total=_count(paths) or None, pace="")

        def show_progress(now: Progress) -> None:
            reports = now.documents + now.held
            pace = f"{reports / max(time.monotonic() - started, 0.001):.1f} reports/s, {now.claims:,} claims"
            total = bar.tasks[0].total
            bar.update(task, completed=reports, total=max(total, reports) if total else None, pace=pace)

        yield show_progress


def _count(paths: Iterable[str]) -> int:
    """How many files there are to read, as far as names tell; archives hold more."""
    files = 0
    for path in map(Path, paths):
        files += sum(inside.is_file() for inside in path.rglob("*")) if path.is_dir() else 1
    return files


def _say_summary(done: Summary, seconds: float, into: Path | None) -> None:
    pace = f", {done.documents / seconds:.1f} reports/s" if done.documents and seconds > 0 else ""
    say(
        f"{_many(done.documents, 'report')} read, {done.held:,} held already; {_many(done.claims, 'claim')}"
        f"{f', {done.new:,} of them new to {into.name}' if into else ''}; {_many(done.sentences, 'sentence')}, "
        f"{_many(done.words, 'word')}; {_many(len(done.troubles), 'trouble')} in {seconds:.1f} s{pace}"
    )
    _say_troubles(done.troubles)
    if done.failed:
        say(f"Nothing could be read of {_many(len(done.failed), 'file')}: {', '.join(done.failed)}")


def _say_troubles(troubles: Sequence[Trouble]) -> None:
    passed = [trouble for trouble in troubles if trouble.kind == "passed-over"]
    if len(passed) > 1:
        say(f"  passed-over: in {_many(len(passed), 'report')} sentences were passed over (--bulk); not read is not "
            "the same as nothing claimed. `sayso troubles CASE` has their numbers.")  # fmt: skip
    for trouble in troubles:
        if len(passed) > 1 and trouble.kind == "passed-over":
            continue
        say("  " + " ".join(filter(None, (trouble.document, columns.place(trouble), f"{trouble.kind}:", trouble.why))))


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def demo(
    into: Annotated[
        Path | None, typer.Option("--into", metavar="CASE", help="Keep the case here, to ask it more questions.")
    ] = None,
    parser: ParserOption = None,
    format: DossierOption = "md",
) -> None:
    """Read ten reports on an invented conflict and print the dossier on two of its groups.

    \b
    Example:
      sayso demo --into kessar.sayso
    """
    import tomllib
    from importlib.resources import as_file, files

    from sayso import asking
    from sayso.running import ReaderChoice, read_paths
    from sayso.storing import open_case

    with ExitStack() as open_now:
        example = open_now.enter_context(as_file(files("sayso") / "demo"))
        told = tomllib.loads((example / "demo.toml").read_text("utf8"))
        path = into or Path(open_now.enter_context(TemporaryDirectory()), "demo.sayso")
        store = open_now.enter_context(open_case(path, create=True))
        reports = [str(example / "reports")]
        progress = open_now.enter_context(_progress_bar(reports))
        started = time.monotonic()
        done = read_paths(reports, reader=ReaderChoice.of("frames", parser=parser), store=store, progress=progress)
        _say_summary(done, time.monotonic() - started, into)
        say(f"{told['conflict']}. {told['question']}\n")
        show_dossier(asking.dossier(store, *told["between"]), format)
    if done.failed:
        raise typer.Exit(1)
    if into:
        say(f"\nThe case is kept: try `sayso claims {into}`, `sayso findings {into}`, `sayso sources {into}`, `sayso "
            f"timeline {into} --dated`, `sayso news {into} --since 2024-05`, `sayso network {into}`, or weigh four "
            f"hypotheses: `sayso ach --example > hypotheses.toml` and `sayso ach {into} hypotheses.toml`.")


def import_(
    case: CaseArgument,
    table: Annotated[Path, typer.Argument(metavar="GOLD.tsv", help="Claims coded by hand, tab separated.")],
    texts: Annotated[Path, typer.Option(help="The folder with the reports that the table codes.")],
) -> None:
    """Keep claims that people coded by hand, beside or instead of those a reader finds.

    Columns: doc, start, end, quote, source_chain, stance, certainty, predicate, subject, object, kind, place, time,
    value, note. They are kept under the reader `hand`; importing a table again replaces what it said before.

    \b
    Example:
      sayso import nexus.sayso coded.tsv --texts reports/
    """
    from sayso.codebook.predicates import load
    from sayso.running import Read
    from sayso.running.coded import coded_readings
    from sayso.storing import open_case

    failed = False
    coded = coded_readings(table, texts, load())
    with open_case(case, create=True) as store:
        for outcome in coded:
            if isinstance(outcome, Read):
                reading = outcome.reading
                new = store.add(outcome.document, reading)
                say(f"{reading.document}: {_many(len(reading.claims), 'claim')}, {new:,} new")
            troubles = outcome.reading.troubles if isinstance(outcome, Read) else (outcome,)
            failed = failed or bool(troubles)
            _say_troubles(troubles)
    if failed:
        raise typer.Exit(1)


def bench(
    table: Annotated[
        Path | None, typer.Argument(metavar="[GOLD.tsv]", help="Claims coded by hand, as `sayso import` takes them.")
    ] = None,
    texts: Annotated[Path | None, typer.Option(help="The folder with the reports that the table codes.")] = None,
    by: Annotated[Literal["predicate", "report"] | None, typer.Option(help="Propositions by what, instead.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List the propositions missed or read wrongly.")] = False,
    reader: ReaderOption = "frames",
    parser: ParserOption = None,
    format: FormatOption = "table",
) -> None:
    """Measure how well sayso reads reports that you coded yourself; without a table, how fast it reads here.

    A claim that was read agrees with one coded by hand where their words overlap and the predicate is the same (act);
    then also subject, object and number (proposition), the source (attributed), the side and certainty (full). How it
    does on public sets, and what other systems reach there, is on the page docs/quality.md; those texts may not be
    passed on with sayso.

    \b
    Examples:
      sayso bench
      sayso bench coded.tsv --texts reports/
      sayso bench coded.tsv --texts reports/ --errors --format csv > errors.csv
    """
    from sayso.running import ReaderChoice
    from sayso.running.benching import measured, pace

    choice = ReaderChoice.of(reader, parser=parser)
    if table is None:
        with _demo_reports() as reports:
            show([pace(reports, choice)], format, columns=asdict)
        return
    if texts is None:
        raise AskingError(f"{table}: say where the reports are that it codes: --texts FOLDER.")
    found = measured(table, texts, choice)
    _say_troubles(found.troubles)
    if errors:
        show(found.errors(), format, columns=asdict)
    else:
        show(found.figures(by), format, columns=asdict)
    if found.troubles:
        raise typer.Exit(1)


@contextmanager
def _demo_reports() -> Iterator[Path]:
    from importlib.resources import as_file, files

    with as_file(files("sayso") / "demo" / "reports") as folder:
        yield folder


def parse(
    file: Annotated[str, typer.Argument(help="A text file; - is standard input.")] = "-",
    tokens: Annotated[bool, typer.Option(help='Lines of {"id": …, "words": [...]} instead of text.')] = False,
    format: Annotated[Literal["jsonl", "conllu"], typer.Option("--format", "-f", help="How to print the trees.")]
    = "jsonl",
    parser: ParserOption = None,
) -> None:
    """Show what the language model sees, a sentence a line: words, tags, tree, names.

    \b
    Examples:
      sayso parse story.txt
      echo '{"id": "1", "words": ["Gunmen", "fled", "."]}' | sayso parse --tokens
    """
    from sayso.reading.syntax import load_parser
    from sayso.reading.syntax.show import parse_lines, parse_token_lines

    opened = load_parser(parser or "default")
    text = _opened(file)
    printed = (parse_token_lines(opened, text, format=format) if tokens
               else parse_lines(opened, text.read(), format=format))
    for line in printed:
        sys.stdout.write(line if format == "conllu" else line + "\n")


def attributions(
    file: Annotated[str, typer.Argument(help="A report in any format that sayso reads; - is standard input.")],
    format: Annotated[Literal["jsonl", "json"], typer.Option("--format", "-f", help="How to print them.")] = "jsonl",
    reader: ReaderOption = "frames",
    parser: ParserOption = None,
) -> None:
    """Show who is quoted where: source, cue and content as character spans of the canonical text.

    \b
    Example:
      sayso attributions story.txt
    """
    from sayso.exporting import exporter
    from sayso.gathering import gather
    from sayso.running import Read, ReaderChoice, read_all

    found: list[Attribution] = []
    failed = False
    for outcome in read_all(gather([file], stdin=sys.stdin.buffer), reader=ReaderChoice.of(reader, parser=parser)):
        failed = failed or not isinstance(outcome, Read) or not outcome.whole
        if isinstance(outcome, Read):
            found += outcome.reading.attributions
            _say_troubles(outcome.reading.troubles)
        elif isinstance(outcome, Trouble):
            _say_troubles([outcome])
    exporter(format)(found, sys.stdout)
    if failed:
        raise typer.Exit(1)


def _opened(file: str) -> TextIO:
    """Text as it stands, offsets untouched: only a byte-order mark is dropped, and \\r\\n read as one."""
    source = sys.stdin.buffer if file == "-" else None
    try:
        text = (source.read() if source else Path(file).read_bytes()).decode("utf-8-sig")
    except OSError as error:
        raise GatheringError(f"{file}: this file cannot be opened ({error.strerror}). Check the path.") from error
    except UnicodeDecodeError as error:
        raise GatheringError(f"{file}: this is not UTF-8 text ({error.reason} at byte {error.start}). Save it as "
                             "UTF-8, or read it with `sayso read`, which knows other encodings.") from error
    return StringIO(text.replace("\r\n", "\n"))


COMMANDS = (read, demo, import_, bench, parse, attributions)
