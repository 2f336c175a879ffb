"""The reference page names every predicate and every field."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from sayso.codebook import Frame, load

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "codebook.md"


def test_every_predicate_has_its_line_on_the_page() -> None:
    page = PAGE.read_text("utf8")
    for predicate in load():
        subject, object_ = ", ".join(predicate.subject), ", ".join(predicate.object)
        line = f"| `{predicate.id}` | {predicate.means} | {subject} | {object_} |"
        assert line in page, f"docs/reference/codebook.md lacks or misstates: {line}"


def test_every_field_of_a_frame_is_on_the_page() -> None:
    page = PAGE.read_text("utf8")
    for field in fields(Frame):
        assert field.name in {"file"} or field.name in page, field.name
