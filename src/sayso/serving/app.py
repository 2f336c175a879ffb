"""The page and the JSON API under it, which describes itself at /api/openapi.json."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

import sayso
from sayso.asking import Unmasking
from sayso.asking.browsing import Browsing
from sayso.records import AskingError, CaseError, CodebookError, SaysoError
from sayso.serving import actors, desk, findings, pictures, reports, review
from sayso.serving.safety import guard
from sayso.storing import Store

ASSETS = Path(str(files("sayso.serving"))) / "assets"
_ABOUT = (
    "Who says what about whom, who denies it, and on how many independent voices it rests. Names of people without a "
    "public role are masked in every answer. Lists take `format=csv` and `format=jsonl`."
)


def application(
    store: Store, *, name: str, by: str, unmasked: Unmasking | None = None, hypotheses: Path | None = None,
    assets: Path = ASSETS,
) -> FastAPI:
    """The page of one case. `name` is what the case is called, `by` who reviews.

    `unmasked` shows people without a public role by name; `hypotheses` is a file of them, as `sayso ach` takes it.

    Raises `CaseError` where the page has not been built.
    """
    page = assets / "index.html"
    if not page.is_file():
        raise CaseError("The page has not been built in this checkout. `make page` builds it; an installed sayso "
                        "brings it along, and everything else works without it.")
    app = FastAPI(title="sayso", version=sayso.__version__, description=_ABOUT, docs_url=None, redoc_url=None,
                  openapi_url="/api/openapi.json")  # fmt: skip
    app.state.case = Browsing(store, unmasked=unmasked)
    app.state.name = name
    app.state.by = by
    app.state.hypotheses = hypotheses
    app.add_middleware(BaseHTTPMiddleware, dispatch=guard)
    app.add_exception_handler(SaysoError, _explained)
    app.add_exception_handler(RequestValidationError, _misasked)
    for part in (desk, reports, findings, actors, pictures, review):
        app.include_router(part.router, prefix="/api")

    @app.get("/api/{anything:path}", include_in_schema=False)
    def unknown(anything: str) -> Response:
        return JSONResponse({"error": f"/api/{anything}: there is no such question. /api/openapi.json lists them."},
                            status_code=404)  # fmt: skip

    app.mount("/assets", StaticFiles(directory=assets / "assets"), name="assets")

    @app.get("/{view:path}", include_in_schema=False)
    def shown(view: str) -> FileResponse:
        return FileResponse(page, media_type="text/html")

    return app


def _explained(request: Request, error: Exception) -> Response:
    """What went wrong in the words of the error; a question that cannot be answered is the asker's, the rest ours."""
    asked = isinstance(error, AskingError | CodebookError)
    return JSONResponse({"error": str(error)}, status_code=404 if asked else 500)


def _misasked(request: Request, error: Exception) -> Response:
    """Which part of a request is not what it should be, and why."""
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
    return JSONResponse({"error": f"{told}. /api/openapi.json says what is asked."}, status_code=422)
