"""Competing hypotheses as a page of Markdown: the matrix, what it hangs on, and what no report says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.exporting.markdown import words
from sayso.records import Cell, Evidence, Hypotheses, RootClass

SIGNS: Mapping[Cell, str] = {"for": "+", "against": "−", "both": "±", "": ""}


def markdown(laid: Hypotheses) -> str:
    """`laid` as a Markdown document."""
    return "\n".join(_markdown(laid)).rstrip() + "\n"


def _markdown(laid: Hypotheses) -> Iterator[str]:
    yield from (f"# {words(laid.question)}", "")
    for hypothesis in laid.hypotheses:
        yield (f"- **{words(hypothesis.id)}**: {words(hypothesis.says)} For: {counts(hypothesis.support)}. "
               f"Against: {counts(hypothesis.against)}.")  # fmt: skip
    ids = [words(hypothesis.id) for hypothesis in laid.hypotheses]
    yield from ("", "## What is said, laid against each", "")
    if not laid.evidence:
        yield "No report of this case says anything that these hypotheses ask for."
    else:
        yield f"| what is said | by whom | {' | '.join(ids)} | tells |"
        yield f"|---|---|{'---|' * (len(ids) + 1)}"
    for row in laid.evidence:
        cells = " | ".join(SIGNS[cell] for cell in row.cells)
        yield f"| {words(clause(row))} | {words(voices(row))} | {cells} | {row.diagnosticity:g} |"
    yield from _listed("What the picture hangs on", laid.changes)
    yield from _listed("What nobody is heard to say", (
        f"{missing.what} (it would speak {missing.side} {missing.hypothesis})" for missing in laid.missing))
    yield from _listed("Said between the same actors, and not laid", (
        f"{proposition}: {grade}" for proposition, grade in laid.not_laid))
    yield from ("", "## The words", "")
    for row in laid.evidence:
        for line in row.lines:
            chain = " › ".join(dict.fromkeys([line.publisher or line.document, *line.chain]))
            yield f"- {words(clause(row))}: {words(chain)}: “{words(line.quote)}” ({words(line.document)}:{line.start})"
    yield from ("", "---", "")
    if laid.as_of:
        yield f"As of {words(laid.as_of)}: only what was known by then.  "
    yield from (f"{words(note)}  " for note in laid.notes)
    yield ("+ speaks for it by the queries of the file, − against it, ± both; an empty cell is not neutral: no query "
           "of that hypothesis takes it up.  ")  # fmt: skip
    yield ("Tells: how far a row tells the hypotheses apart (spread of 1, 0 and −1); 0 tells nothing. This is a layout "
           "for judgement: nothing is ranked, and a long column is no strong one.  ")  # fmt: skip
    yield "N identifiable and no party, P party, P! party against its own interest, X not named, U no source."


def _listed(head: str, items: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    held = [f"- {words(item)}" for item in items]
    if held:
        yield from ("", f"## {head}", "", *held)


def clause(row: Evidence) -> str:
    """`Lashkar-i-Navar trains Kessar Liberation Front, denied (contested)`"""
    said = "" if row.said == "asserted" else f", {'denied' if row.said == 'denied' else 'called possible'}"
    return f"{row.proposition}{said} ({row.grade})"


def voices(row: Evidence) -> str:
    """Who says so, each with the class of the root."""
    return "; ".join(f"{name} ({kind})" for name, kind in row.voices)


def counts(held: Mapping[RootClass, int]) -> str:
    """`1 N, 2 P`, or `nobody`."""
    return ", ".join(f"{number} {kind}" for kind, number in held.items() if number) or "nobody"
