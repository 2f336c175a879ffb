"""Mails: the subject as headline, the text, and the attachments as files of their own."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from sayso.gathering.content import Content, Masthead, UnreadError
from sayso.gathering.html import read_html
from sayso.gathering.kinds import named_kind
from sayso.records import Block


def read_mail(content: bytes, name: str) -> Content:
    """Subject, then the text part; the HTML part where there is no text."""
    mail = BytesParser(policy=policy.default).parsebytes(content)
    attached = tuple(attachments(mail))
    subject = " ".join(header(mail, "Subject").split())
    body = mail.get_body(preferencelist=("plain", "html"))
    page = read_html(body_bytes(body), name) if body is not None and body.get_content_subtype() == "html" else None
    text = page.text if page else body_text(body) if body is not None else ""
    if not (subject or text.strip() or attached):
        raise UnreadError("empty", f"{name} is a mail without text.")
    lead = f"{subject}\n\n" if subject and not text.startswith(subject) else ""
    sender, address = parseaddr(header(mail, "From"))
    headline = (Block(start=0, end=len(subject), kind="headline"),) if subject else ()
    inner = page.blocks if page else ()
    if lead:
        inner = tuple(replace(b, start=b.start + len(lead), end=b.end + len(lead)) for b in inner)
    else:
        inner = tuple(b for b in inner if b.start >= len(subject))
    masthead = Masthead(
        title=subject or None, author=sender or address or None, publisher=header(mail, "Organization") or None,
        published=sent_on(mail),
    )  # fmt: skip
    return Content(
        text=lead + text, masthead=masthead, blocks=headline + inner, troubles=page.troubles if page else (),
        attached=attached,
    )  # fmt: skip


def header(mail: EmailMessage, field: str) -> str:
    """A header's words; a broken header gives what can be read of it."""
    try:
        return str(mail.get(field, ""))
    except (ValueError, IndexError, AttributeError):  # the standard library's parser trips over some broken headers
        return next((str(v) for k, v in mail.raw_items() if k.lower() == field.lower()), "")


def sent_on(mail: EmailMessage) -> str | None:
    """The day the mail was sent, by the sender's clock."""
    try:
        return parsedate_to_datetime(header(mail, "Date")).date().isoformat()
    except (ValueError, TypeError):
        return None


def body_bytes(part: MIMEPart) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def body_text(part: MIMEPart) -> str:
    """The text of a part in the encoding it names, or UTF-8 with what does not fit shown as U+FFFD."""
    content = body_bytes(part)
    try:
        text = content.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    return text.replace("\r\n", "\n")


def attachments(mail: EmailMessage) -> list[tuple[str, bytes]]:
    """Name and bytes of what is attached; pictures shown inside the text are left out."""
    attached = []
    for number, part in enumerate(mail.iter_attachments() if mail.is_multipart() else (), 1):
        name = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            attached.append((name or f"attached {number}.eml", inner.as_bytes()))
        elif name and (named_kind(name) or part.get_content_disposition() == "attachment"):
            attached.append((name, body_bytes(part)))
    return attached
