"""Pictures of every view of the page on the demo case: `python -m tests.support.screenshots` writes them."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.serving.conftest import CHROMIUM, FLAGS, Served, served

PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
_NIGHT = {"reader", "network"}  # views that are shown in the dark, too


def addresses(case: Served) -> dict[str, str]:
    """Each view with something chosen in it."""
    actors = {actor["name"]: actor["id"] for actor in case.get("actors")["actors"]}
    pair = f"a={actors['Kessar Liberation Front']}&b={actors['Lashkar-i-Navar']}"
    contested = case.get("desk")["contested"][0]["id"]
    denied = case.get("claims", stance="denied", predicate="train")["claims"][0]
    edge = case.get("network")["edges"]
    most = max(edge, key=lambda one: (one["findings"], one["voices"]))
    return {
        "desk": "", "findings": f"finding={contested}",
        "reader": f"report={denied['document_id']}&claim={denied['id']}",
        "actors": f"a={actors['Lashkar-i-Navar']}", "pair": pair,
        "network": f"edge={most['from']}%20{most['to']}%20{most['sign']}", "timeline": "", "map": "",
        "contradictions": "", "hypotheses": "", "review": "predicate=train",
    }  # fmt: skip


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder, "kessar.sayso")
        subprocess.run([sys.executable, "-m", "sayso", "demo", "--into", path], check=True, capture_output=True)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        hypotheses = Path(str(files("sayso") / "demo" / "hypotheses.toml"))
        for case in served(path, hypotheses=hypotheses):
            for view, query in addresses(case).items():
                for scheme in ("light", "dark") if view in _NIGHT else ("light",):
                    page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
                    page.goto(f"{case.at}/{view}?{query}")
                    page.wait_for_load_state("networkidle")
                    page.wait_for_timeout(1500)  # until what is drawn lies still
                    page.screenshot(path=PICTURES / f"{view}{'-dark' if scheme == 'dark' else ''}.png")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
