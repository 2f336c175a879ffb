"""Real files of every format, made of invented reports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from sayso.gathering import gather
from sayso.records import Document, Trouble

STORY = (
    "Fighters of the Kessar Front took the dam at Velimar on Tuesday night, the provincial governor said.",
    "A spokeswoman for the group denied it. “We were nowhere near the dam,” Ana Korr told reporters in Tolmin.",
    "Nine soldiers died and twenty were wounded, according to the Ministry of Defence of Orvany.",
)


def gathered(*paths: Path | str, **options: object) -> list[Document | Trouble]:
    """All that `gather` yields."""
    return list(gather(paths, **options))  # type: ignore[arg-type]


def the_document(*paths: Path | str) -> Document:
    """The only thing gathered, which must be a document."""
    [document] = gathered(*paths)
    assert isinstance(document, Document), document
    return document


def the_trouble(*paths: Path | str, **options: object) -> Trouble:
    """The only thing gathered, which must be a trouble."""
    [trouble] = gathered(*paths, **options)
    assert isinstance(trouble, Trouble), trouble
    return trouble


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def a_pdf(
    *paragraphs: str, title: str | None = None, password: str | None = None, headline: str = "Raid on the dam"
) -> bytes:
    """A PDF set by reportlab on pages of A5, so that paragraphs run over lines."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    buffer = io.BytesIO()
    page = SimpleDocTemplate(buffer, pagesize=A5, title=title, author="Ana Korr", encrypt=password)
    page.build([Paragraph("Raid on the dam", styles["Title"]), *(Paragraph(p, styles["BodyText"]) for p in paragraphs)])
    return buffer.getvalue()


def a_zip(members: Mapping[str, str | bytes]) -> bytes:
    """A zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def a_page(body: str, head: str = "") -> str:
    """An HTML page of a news site."""
    return (
        "<!DOCTYPE html><html lang='en'><head><title>Raid on the dam kills nine - Northern Wire</title>"
        f"{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>Raid on the dam kills nine</h1>{body}</article>"
        "<footer>Copyright 2023 Northern Wire. Subscribe to our newsletter.</footer></body></html>"
    )


def paragraphs_of(*paragraphs: str) -> str:
    return "".join(f"<p>{p}</p>" for p in paragraphs)


def a_mail(
    subject: str, text: str | None = None, page: str | None = None, sender: str = "Ana Korr <desk@northern.example>"
) -> EmailMessage:
    """A mail with a text part, an HTML part, or both."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ana Korr <desk@northern.example>", "monitor@example.org", subject
    mail["Date"] = "Thu, 14 Mar 2024 23:30:00 +0500"
    mail["Message-ID"] = "<1@northern.example>"
    if text is not None:
        mail.set_content(text)
    if page is not None:
        if text is None:
            mail.set_content(page, subtype="html")
        else:
            mail.add_alternative(page, subtype="html")
    return mail
