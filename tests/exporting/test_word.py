"""A dossier as a Word document."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from tests.asking.case import a_case
from tests.serving.hostile import FRONT, IMAGE, LEAGUE, SCRIPT, hostile_reports

from sayso import asking
from sayso.exporting.word import docx
from sayso.storing import open_case


def paragraphs(page: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(page)).paragraphs]


def test_it_holds_the_ties_the_quotes_and_where_they_stand(tmp_path: Path) -> None:
    [store] = a_case(tmp_path)
    told = paragraphs(docx(asking.dossier(store, "KLF", "Lashkar-i-Navar")))
    assert told[0] == "Kessar Liberation Front and Lashkar-i-Navar"
    assert "Lashkar-i-Navar trains Kessar Liberation Front" in told
    assert told[told.index("“denied it”") + 1].startswith("Northern Wire › Joran Tesk · denied CT-")


def test_what_reports_say_stays_words_in_it(tmp_path: Path) -> None:
    with open_case(tmp_path / "hostile.sayso", create=True) as store:
        for report in hostile_reports():
            store.add(report.document, report.reading())
        page = docx(asking.dossier(store, FRONT, LEAGUE))
    told = "\n".join(paragraphs(page))
    assert SCRIPT in told
    assert IMAGE in told
