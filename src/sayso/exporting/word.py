"""A dossier as a Word document: headings, quotes and their places, ready to be worked on."""

from __future__ import annotations

import re
from io import BytesIO

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.shared import Pt

from sayso.exporting.dossier import (
    CLASSES,
    HEADS,
    chain,
    counts,
    manner,
    names,
    notes,
    place,
    title,
    told_in_year,
    when,
)
from sayso.records import Dossier, Entry

_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def docx(dossier: Dossier) -> bytes:
    """The dossier as the bytes of a .docx file. What reports say is text and nothing else in it."""
    page = new_document()
    page.styles["Normal"].font.name = "Georgia"
    page.styles["Normal"].font.size = Pt(11)
    page.core_properties.title = _clean(title(dossier))
    page.core_properties.author = "sayso"
    page.add_heading(_clean(title(dossier)), 0)
    page.add_paragraph(_clean(dossier.summary))
    for profile in (dossier.about, dossier.other):
        if profile:
            _item(page, f"{profile.name}: {names(profile)}")
    for section in dossier.sections:
        page.add_heading(_clean(section.title), 1)
        for entry in section.entries:
            _entry(page, entry)
    _list(page, "Figures that clash", [
        f"{clash.of}: " + "; ".join(f"{figure} ({teller})" for figure, teller in clash.figures)
        for clash in dossier.clashes])  # fmt: skip
    _list(page, "Year by year", [told_in_year(year) for year in dossier.years])
    for aside in dossier.asides:
        _list(page, f"{aside.party.name} alone", [
            f"{entry.proposition}: {entry.finding.grade}. {entry.finding.sentence}" for entry in aside.entries])
    _list(page, "Not decided", list(dossier.undecided))
    for note in notes(dossier):
        page.add_paragraph(_clean(note), style="Caption")
    out = BytesIO()
    page.save(out)
    return out.getvalue()


def _entry(page: WordDocument, entry: Entry) -> None:
    page.add_heading(_clean(entry.proposition), 2)
    since = f" · since {when(entry.since)}" if entry.since else ""
    graded = page.add_paragraph()
    graded.add_run(entry.finding.grade).bold = True
    graded.add_run(_clean(f" ({counts(entry)}{since}) {entry.finding.sentence}"))
    for stance, head in HEADS.items():
        voices = [voice for voice in entry.voices if voice.root.stance == stance]
        if voices:
            page.add_paragraph().add_run(head).bold = True
        for voice in voices:
            merged = f"; counted once: {', '.join(voice.root.merged_because)}" if voice.root.merged_because else ""
            _item(page, f"{voice.root.name} ({CLASSES[voice.root.root_class]}{merged})")
            for line in voice.lines:
                page.add_paragraph(_clean(f"“{line.quote}”"), style="Quote")
                page.add_paragraph(_clean(f"{chain(line)} · {manner(line)} · {place(line)}"), style="Caption")


def _list(page: WordDocument, head: str, items: list[str]) -> None:
    if items:
        page.add_heading(_clean(head), 1)
    for item in items:
        _item(page, item)


def _item(page: WordDocument, text: str) -> None:
    page.add_paragraph(_clean(text), style="List Bullet")


def _clean(text: str) -> str:
    """`text` without signs that XML has no place for: a report may hold any."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
