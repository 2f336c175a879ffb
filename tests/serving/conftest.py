"""A case that is served: real files, a real server on this machine's own address, a real browser."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from tests.asking.case import the_reports
from tests.serving.hostile import hostile_reports

from sayso.asking import Unmasking
from sayso.serving import application
from sayso.serving.app import ASSETS
from sayso.storing import SqliteStore, open_case

HYPOTHESES = """
question = "Does Lashkar-i-Navar train the Kessar Liberation Front?"
[[hypothesis]]
id = "yes"
says = "It trains them."
for = [{ between = ["KLF", "Lashkar-i-Navar"], predicate = "train" }]
against = [{ between = ["KLF", "Lashkar-i-Navar"], predicate = "train", said = "denied" }]
[[hypothesis]]
id = "no"
says = "They fight each other."
for = [{ between = ["KLF", "Lashkar-i-Navar"], sign = -1 }]
against = [{ between = ["KLF", "Lashkar-i-Navar"], predicate = "train" }]
"""
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / "page" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
         "--disable-component-update", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
         "--ignore-gpu-blocklist")  # fmt: skip


@dataclass
class Served:
    """A case and the address it is served at."""

    store: SqliteStore
    at: str
    asked: httpx.Client

    def get(self, path: str, **query: str | list[str]) -> dict:  # type: ignore[type-arg]
        response = self.asked.get(f"/api/{path}", params=query)
        assert response.status_code == 200, response.text
        return response.json()

    def post(self, path: str, **body: object) -> dict:  # type: ignore[type-arg]
        response = self.asked.post(f"/api/{path}", json=body)
        assert response.status_code == 200, response.text
        return response.json()


def served(path: Path, *, unmasked: Unmasking | None = None, hypotheses: Path | None = None) -> Iterator[Served]:
    """The case in the file `path`, served until the test is over."""
    if not (ASSETS / "index.html").is_file():
        pytest.skip("the page has not been built here: `make page` builds it")
    with open_case(path, create=True) as store, socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        app = application(store, name=path.stem, by="Ana", unmasked=unmasked, hypotheses=hypotheses)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        running = Thread(target=server.run, kwargs={"sockets": [door]})
        running.start()
        at = f"http://127.0.0.1:{door.getsockname()[1]}"
        with httpx.Client(base_url=at, timeout=30) as asked:
            while not server.started:
                pass
            yield Served(store, at, asked)
        server.should_exit = True
        running.join()


def a_case_of(reports: list, path: Path) -> Path:  # type: ignore[type-arg]
    with open_case(path, create=True) as store:
        for report in reports:
            store.add(report.document, report.reading())
    return path


@pytest.fixture
def kessar(tmp_path: Path) -> Iterator[Served]:
    """Four small reports on one tie."""
    hypotheses = tmp_path / "hypotheses.toml"
    hypotheses.write_text(HYPOTHESES, "utf8")
    yield from served(a_case_of(the_reports(), tmp_path / "kessar.sayso"), hypotheses=hypotheses)


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Served]:
    """Reports whose names, quotes, titles and file names try to be part of the page."""
    yield from served(a_case_of(hostile_reports(), tmp_path / "hostile.sayso"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here: `apt-get install chromium`, or name one in CHROMIUM")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@dataclass
class Visit:
    """A page in the browser, and everything in it that should not be."""

    page: Page
    at: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.at}{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function("document.querySelector('main') && !document.querySelector('[aria-busy=true]')")

    def serious(self) -> list[str]:
        """What axe finds wrong with the page as it stands, where it is serious."""
        if not AXE.is_file():
            pytest.skip("axe-core is not here: `make page` brings it")
        self.page.evaluate(AXE.read_text("utf8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
                for one in found["violations"] if one["impact"] in ("serious", "critical")]  # fmt: skip


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[Served], Visit]]:
    """Opens a served case; afterwards the console was clean and nothing left this machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
    visits: list[Visit] = []

    def start(served: Served) -> Visit:
        made = Visit(context.new_page(), served.at)
        page, wrong = made.page, made.wrong
        page.on("console", lambda told: told.type in ("error", "warning") and wrong.append(f"console: {told.text}"))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: asked.url.startswith((served.at, "data:", "blob:"))
                or wrong.append(f"left this machine: {asked.url}"))  # fmt: skip
        visits.append(made)
        return made

    yield start
    context.close()
    assert [fault for made in visits for fault in made.wrong] == []
