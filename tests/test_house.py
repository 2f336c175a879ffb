"""The house itself: what holds for all rooms at once."""

from __future__ import annotations

import ast
import doctest
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

import sayso
from tests.support import readme

HOUSE = Path(__file__).parent.parent
SOURCE = HOUSE / "src" / "sayso"
MODULES = sorted(SOURCE.rglob("*.py"))
SETTINGS = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]
SHARED = HOUSE.parent / "shared" / "reports"


def imports(module: Path) -> set[str]:
    """Every package that a module imports, at its head or later."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(words_of(module))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def words_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements: list[str]) -> set[str]:
    """The libraries in a list such as `typer>=0.20`."""
    return {normal(re.split(r"[><=\[ ]", requirement)[0]) for requirement in requirements}


def test_every_library_we_ask_for_is_used_and_every_one_we_use_is_asked_for() -> None:
    asked = named(PROJECT["dependencies"])
    extras = set().union(*map(named, PROJECT["optional-dependencies"].values()))
    bring = packages_distributions()
    used = {
        normal(bring[package][0])
        for module in MODULES for package in imports(module) - sys.stdlib_module_names - {"sayso"} if package in bring
    }  # fmt: skip
    assert asked - used == set()
    assert used - asked - extras == set()


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{module.relative_to(SOURCE)}:{node.lineno}"
        for module in MODULES if module.relative_to(SOURCE).parts[0] not in {"cli", "__main__.py"}
        for node in ast.walk(ast.parse(words_of(module)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]  # fmt: skip
    assert printing == []


def test_every_room_and_module_says_what_it_is_for() -> None:
    silent = [
        str(m.relative_to(SOURCE))
        for m in MODULES
        if m.stat().st_size and not ast.get_docstring(ast.parse(words_of(m)))
    ]
    assert silent == []


def test_no_module_is_named_for_nothing() -> None:
    assert not {m.stem for m in MODULES} & {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def test_every_word_list_names_its_source() -> None:
    lists = [p for p in SOURCE.rglob("*.toml") if "data" in p.parts]
    assert lists
    assert [str(p.relative_to(SOURCE)) for p in lists if "source" not in words_of(p).casefold()] == []


def test_importing_sayso_loads_nothing_heavy() -> None:
    heavy = "{'typer', 'rich', 'sqlalchemy', 'trafilatura', 'lxml', 'numpy', 'onnxruntime', 'pandas', 'docx'}"
    command = f"import sys, sayso; print({heavy} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_the_version_stands_in_one_place_and_is_told_alike() -> None:
    assert sayso.__version__ == PROJECT["version"] == version("sayso")


def test_every_library_of_a_ci_run_is_pinned() -> None:
    pins = {
        normal(line.split("==")[0])
        for line in words_of(HOUSE / "requirements" / "constraints.txt").splitlines()
        if "==" in line
    }
    assert named(PROJECT["dependencies"] + SETTINGS["dependency-groups"]["dev"]) - pins == set()


def test_every_command_of_the_readme_runs() -> None:
    shown = list(readme.ran())
    assert len(shown) >= 5
    assert [(block["command"], status) for block, status, _ in shown if status] == []
    assert all(output.count("\n") for _, _, output in shown)


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    [code] = re.findall(r"^```python\n(.*?)^```$", words_of(HOUSE / "README.md"), re.M | re.S)
    shutil.copytree(SOURCE / "demo" / "reports", tmp_path / "reports")
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.strip()


def test_every_target_that_a_page_names_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", words_of(HOUSE / "Makefile"), re.M))
    pages = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", HOUSE / ".ci" / "run"]
    named_there = {name for page in pages for name in re.findall(r"[`$] ?make ([a-z]+)", words_of(page))}
    assert named_there - targets == set()


def test_every_decision_is_in_the_list() -> None:
    decisions = HOUSE / "docs" / "decisions"
    listed = set(re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", words_of(decisions / "README.md")))
    assert listed == {p.name for p in decisions.glob("0*.md")}


def test_no_link_between_our_pages_is_broken() -> None:
    pages = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *(HOUSE / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(HOUSE)} → {link}"
        for page in pages for link in re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", words_of(page))
        if not (page.parent / link).exists()
    ]  # fmt: skip
    assert broken == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the five reports of the model case are not beside this checkout")
def test_no_sentence_of_the_model_case_stands_in_the_project() -> None:
    """The five reports are the words of others; nine in a row would be a copy."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[i : i + 9]) for i in range(len(words) - 8)}

    known = set().union(*(runs(words_of(p)) for p in SHARED.glob("*.txt")))
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    copied = []
    for name in filter(None, tracked):
        try:
            text = words_of(HOUSE / name)
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if len(text) < 2_000_000 and known & runs(text):
            copied.append(name)
    assert copied == []


@pytest.mark.parametrize("module", [path for path in MODULES if ">>> " in words_of(path)], ids=lambda path: path.stem)
def test_the_examples_in_docstrings_run(module: Path):
    name = ".".join(module.relative_to(SOURCE.parent).with_suffix("").parts)
    tried = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert tried.attempted
    assert not tried.failed
