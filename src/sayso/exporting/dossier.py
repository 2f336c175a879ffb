"""A dossier as a page: Markdown, JSON, or HTML that stands alone. What reports say stays words in each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

import msgspec

from sayso.exporting.markdown import words
from sayso.exporting.rows import Row, row
from sayso.records import Aside, Clash, Dossier, Entry, ExportingError, Line, Profile, RootClass, Voice, Year

CLASSES: Mapping[RootClass, str] = {
    "N": "no party", "P": "party", "P!": "party against its own interest", "X": "not named", "U": "no source",
}  # fmt: skip
_SEASON = re.compile(r"(\d{4})-(2[1-4])")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # as EDTF numbers them
HEADS: Mapping[str, str] = {"for": "For", "against": "Against", "listed": "Listed, not counted"}


def render(dossier: Dossier, format: str) -> str:
    """`dossier` as a page of that format. Raises `ExportingError` where there is no such page."""
    try:
        return FORMATS[format](dossier)
    except KeyError:
        raise ExportingError(f"{format}: a dossier has no such format. There are: {', '.join(FORMATS)}.") from None


def json(dossier: Dossier) -> str:
    """Everything in the dossier as one JSON object; findings as everywhere else."""
    return msgspec.json.encode(dossier_row(dossier)).decode() + "\n"


@row.register
def dossier_row(dossier: Dossier) -> Row:
    """`dossier` as plain values, each entry's finding with the keys a finding always has."""
    plain: Row = msgspec.to_builtins(dossier)
    plain["sections"] = [
        {"group": section.group, "title": section.title, "entries": [_entry_row(entry) for entry in section.entries]}
        for section in dossier.sections
    ]
    plain["denied"] = [entry.finding.id for entry in dossier.denied]
    plain["asides"] = [
        {"party": msgspec.to_builtins(aside.party), "more": aside.more,
         "entries": [_entry_row(entry) for entry in aside.entries]}
        for aside in dossier.asides
    ]  # fmt: skip
    return plain


def _entry_row(entry: Entry) -> Row:
    return {**msgspec.to_builtins(entry), "finding": row(entry.finding)}


# -- words both pages use -------------------------------------------------------------------------------------------


def title(dossier: Dossier) -> str:
    """The two names, or the one."""
    return " and ".join(profile.name for profile in (dossier.about, dossier.other) if profile)


def counts(entry: Entry) -> str:
    """`for 1 N, 2 P · against 1 P · listed 3`"""
    finding = entry.finding

    def told(held: dict[RootClass, int]) -> str:
        return ", ".join(f"{number} {kind}" for kind, number in held.items() if number) or "0"

    return f"for {told(finding.support)} · against {told(finding.against)} · listed {finding.listed}"


def chain(line: Line) -> str:
    """Who told whom, the report first: `Northern Wire › a doctor`."""
    return " › ".join(dict.fromkeys([line.publisher or line.document, *line.chain]))


def place(line: Line) -> str:
    """Where the words stand: report, offsets in code points, and when it came out."""
    return f"{line.document}:{line.start}-{line.end}" + (f", {line.said}" if line.said else "")


def when(edtf: str) -> str:
    """An EDTF date as a reader says it.

    >>> [when(date) for date in ("2024-03", "2023-23/..", "../2022-02", "2022-04/2022-05", "2025~")]
    ['2024-03', 'from autumn 2023', 'by 2022-02', '2022-04 to 2022-05', 'about 2025']
    """
    if set(edtf) & set("[{"):
        return edtf
    first, span, last = map(_in_words, edtf.partition("/"))
    if not span:
        return first
    if last in ("..", ""):
        return f"from {first}"
    return f"by {last}" if first in ("..", "") else f"{first} to {last}"


def _in_words(date: str) -> str:
    season = _SEASON.sub(lambda told: f"{_SEASONS[told[2]]} {told[1]}", date)
    return f"about {season[:-1]}" if season.endswith("~") else season


def names(profile: Profile) -> str:
    """`KLF (abbreviation, 9 reports); Kessar Liberation Front (full, 10 reports)`"""
    return "; ".join(
        f"{form} ({kind.replace('_', ' ')}, {len(documents)} {'report' if len(documents) == 1 else 'reports'})"
        for form, kind, documents in profile.names
    )


def told_in_year(year: Year) -> str:
    """What is said of a year, on one line."""
    told = [*year.asserted, *(f"denied: {clause}" for clause in year.denied)]
    basis = "said to have been so" if year.basis == "happened" else "said in reports"
    return f"{year.year}, {basis}: {'; '.join(told)}"


def notes(dossier: Dossier) -> list[str]:
    """What a reader must know of the dossier itself."""
    notes = [f"As of {dossier.as_of}: only what had been published by then."] if dossier.as_of else []
    if dossier.masked:
        notes.append("People without a public role are masked with ▮, inside quotes too.")
    if dossier.not_read:
        some = "1 passage or file" if dossier.not_read == 1 else f"{dossier.not_read} passages or files"
        notes.append(f"{some} of this case could not be read; sayso troubles lists what and why. What is not here may "
                     "not have been read.")  # fmt: skip
    notes.append("N identifiable and no party, P party, P! party against its own interest, X not named, U the report's "
                 "own voice. Roots are counted, never reports; a grade is no probability.")  # fmt: skip
    return notes


# -- Markdown ---------------------------------------------------------------------------------------------------------


def markdown(dossier: Dossier) -> str:
    """The dossier as a Markdown document."""
    out = [f"# {words(title(dossier))}", "", words(dossier.summary), ""]
    for profile in (dossier.about, dossier.other):
        if profile:
            out.append(f"- **{words(profile.name)}**: {words(names(profile))}")
            out += [f"  - {words(reason)}" for reason in profile.joined_because]
    for section in dossier.sections:
        out += ["", f"## {words(section.title)}"]
        for entry in section.entries:
            out += ["", *_markdown_entry(entry)]
    if dossier.denied:
        out += ["", "## What is denied, and by whom", ""]
        out += [f"- {words(entry.proposition)}: denied by {words(_deniers(entry))}" for entry in dossier.denied]
    if dossier.clashes:
        out += ["", "## Figures that clash", "", *map(_markdown_clash, dossier.clashes)]
    if dossier.years:
        out += ["", "## Year by year", "", *(f"- {words(told_in_year(year))}" for year in dossier.years)]
    for aside in dossier.asides:
        if aside.entries:
            out += ["", f"## {words(aside.party.name)} alone", ""]
            out += [f"- {words(entry.proposition)}: **{entry.finding.grade}**. {words(entry.finding.sentence)}"
                    for entry in aside.entries]  # fmt: skip
            out += [f"- {words(_left_out(aside))}"] if aside.more else []
    if dossier.undecided:
        out += ["", "## Not decided", "", *(f"- {words(doubt)}" for doubt in dossier.undecided)]
    out += ["", "---", "", *(f"{words(note)}  " for note in notes(dossier))]
    return "\n".join(out).rstrip() + "\n"


def _markdown_entry(entry: Entry) -> Iterable[str]:
    since = f" · since {when(entry.since)}" if entry.since else ""
    yield f"### {words(entry.proposition)}"
    yield ""
    yield f"**{entry.finding.grade}** ({counts(entry)}{since}) {words(entry.finding.sentence)}"
    for stance, head in HEADS.items():
        voices = _of(entry, stance)
        if voices:
            yield ""
            yield f"{head}:"
            yield ""
        for voice in voices:
            yield f"- **{words(voice.root.name)}** ({CLASSES[voice.root.root_class]}{words(_why(voice))})"
            for line in voice.lines:
                yield f"  - {words(chain(line))}: “{words(line.quote)}” ({words(manner(line))}; {words(place(line))})"


def _markdown_clash(clash: Clash) -> str:
    figures = "; ".join(f"{figure} ({teller})" for figure, teller in clash.figures)
    return f"- {words(clash.of)}: {words(figures)}"


def _of(entry: Entry, stance: str) -> list[Voice]:
    return [voice for voice in entry.voices if voice.root.stance == stance]


def _deniers(entry: Entry) -> str:
    return ", ".join(voice.root.name for voice in _of(entry, "against"))


def _why(voice: Voice) -> str:
    return f"; counted once: {', '.join(voice.root.merged_because)}" if voice.root.merged_because else ""


def manner(line: Line) -> str:
    """How a line says it: `denied CT-, 9 soldiers, time: 2024-03`"""
    told = f"{line.stance} {line.certainty}"
    return ", ".join(filter(None, [told, line.figure, f"time: {when(line.happened)}" if line.happened else ""]))


def _left_out(aside: Aside) -> str:
    return f"and {aside.more} more: sayso findings CASE --about “{aside.party.name}”"


# -- HTML -------------------------------------------------------------------------------------------------------------

_STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:54rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1,h2,h3,.grade,.counts,.note,cite{font-family:system-ui,sans-serif}h1{font-size:1.7rem}
h2{font-size:1.2rem;margin-top:2.4rem;border-bottom:1px solid #bbb}h3{font-size:1rem;margin:1.6rem 0 .2rem}
.grade{border:1px solid #555;border-radius:3px;padding:0 .4rem;font-size:.85rem}.counts,.note,cite{color:#555}
.counts,.note,cite{font-size:.82rem;font-style:normal}blockquote{margin:.2rem 0 .6rem 1.2rem;padding-left:.7rem;
border-left:3px solid #ccc}.against blockquote{border-left-style:dashed}.listed{color:#555}dt{font-weight:bold}
"""


def html(dossier: Dossier) -> str:
    """The dossier as one HTML page: nothing is fetched, nothing runs, everything a report says is escaped."""
    head = escape(title(dossier))
    parts = [f"<h1>{head}</h1><p>{escape(dossier.summary)}</p><dl>"]
    for profile in (dossier.about, dossier.other):
        if profile:
            reasons = "".join(f'<dd class="note">{escape(reason)}</dd>' for reason in profile.joined_because)
            parts.append(f"<dt>{escape(profile.name)}</dt><dd>{escape(names(profile))}</dd>{reasons}")
    parts.append("</dl>")
    for section in dossier.sections:
        parts += [f"<h2>{escape(section.title)}</h2>", *map(_html_entry, section.entries)]
    parts += _html_list("What is denied, and by whom",
                        (f"{entry.proposition}: denied by {_deniers(entry)}" for entry in dossier.denied))  # fmt: skip
    parts += _html_list("Figures that clash", (
        f"{clash.of}: " + "; ".join(f"{figure} ({teller})" for figure, teller in clash.figures)
        for clash in dossier.clashes))  # fmt: skip
    parts += _html_list("Year by year", map(told_in_year, dossier.years))
    for aside in dossier.asides:
        told = [f"{entry.proposition}: {entry.finding.grade}. {entry.finding.sentence}" for entry in aside.entries]
        parts += _html_list(f"{aside.party.name} alone", [*told, *([_left_out(aside)] if aside.more else [])])
    parts += _html_list("Not decided", dossier.undecided)
    parts += [f'<p class="note">{escape(note)}</p>' for note in notes(dossier)]
    return (f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{head}</title>'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
            f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n'
            + "\n".join(parts) + "\n</body></html>\n")  # fmt: skip


def _html_entry(entry: Entry) -> str:
    since = f" · since {escape(when(entry.since))}" if entry.since else ""
    parts = [f'<h3 id="{escape(entry.finding.id)}">{escape(entry.proposition)}</h3>',
             f'<p><span class="grade">{escape(entry.finding.grade)}</span> {escape(entry.finding.sentence)} '
             f'<span class="counts">{escape(counts(entry))}{since}</span></p>']  # fmt: skip
    for stance, head in HEADS.items():
        voices = _of(entry, stance)
        if voices:
            parts.append(f'<div class="{stance}"><p class="note">{head}</p><ul>')
            parts += [
                f"<li><b>{escape(voice.root.name)}</b> "
                f'<span class="note">{escape(CLASSES[voice.root.root_class] + _why(voice))}</span>'
                + "".join(map(_html_line, voice.lines)) + "</li>"
                for voice in voices
            ]  # fmt: skip
            parts.append("</ul></div>")
    return "".join(parts)


def _html_line(line: Line) -> str:
    return (f'<blockquote id="{escape(line.claim)}">“{escape(line.quote)}”<br><cite>{escape(chain(line))} · '
            f"{escape(manner(line))} · {escape(place(line))}</cite></blockquote>")  # fmt: skip


def _html_list(head: str, items: Iterable[str]) -> list[str]:
    held = [f"<li>{escape(item)}</li>" for item in items]
    return [f"<h2>{escape(head)}</h2><ul>", *held, "</ul>"] if held else []


FORMATS: Mapping[str, Callable[[Dossier], str]] = {"md": markdown, "json": json, "html": html}
