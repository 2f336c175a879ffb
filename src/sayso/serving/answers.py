"""Answers as the page gets them: masked, and as JSON, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import Any, Literal

import msgspec
from starlette.responses import Response

from sayso.asking.browsing import View
from sayso.exporting import exporter
from sayso.exporting.rows import Row

RowsFormat = Literal["json", "jsonl", "csv"]
_TYPES = {"jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}


def answer(payload: Row, view: View) -> Response:
    """`payload` as JSON, with people without a public role masked."""
    return Response(msgspec.json.encode(view.known.shade.shown(payload)), media_type="application/json")


def rows(records: Iterable[object], format: str, name: str, view: View) -> Response:
    """`records` as a file called `name`, as `sayso export` would write it."""
    out = StringIO()
    exporter(format)((view.known.shade.shown(record) for record in records), out)
    return Response(
        out.getvalue(), media_type=_TYPES[format],
        headers={"Content-Disposition": f'attachment; filename="{name}.{format}"'},
    )


def listed(
    records: Sequence[Any], format: RowsFormat, name: str, view: View, *,
    start: int, limit: int, shown: Callable[[Any], Row], beside: Row | None = None,
) -> Response:  # fmt: skip
    """A page of `records` as JSON with how many there are, or all of them as a file."""
    if format != "json":
        return rows(records, format, name, view)
    page = [shown(record) for record in records[start : start + limit]]
    return answer({"total": len(records), "start": start, name: page, **(beside or {})}, view)
