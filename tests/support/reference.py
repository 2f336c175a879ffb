"""The reference pages that are made from the code: `python -m tests.support.reference` writes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import typer

import sayso
from sayso.cli.commands import app

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
MADE = "<!-- Made from the code by `python -m tests.support.reference`; change it there. -->"


def commands() -> str:
    return "\n".join(_commands()) + "\n"


def _commands() -> Iterator[str]:
    yield from ("# Commands", "", MADE)
    for name, command in sorted(typer.main.get_command(app).commands.items()):  # type: ignore[attr-defined]
        told, _, examples = command.help.partition("\b\n")
        yield from ("", f"## sayso {name}", "", told.strip(), "", "```")
        yield from (line.strip() for line in examples.splitlines()[1:])
        yield from ("```", "", "| option | what it says |", "|---|---|")
        for option in command.params:
            if option.name != "help":
                named = " ".join(option.opts) if option.param_type_name == "option" else option.metavar or option.name
                yield f"| {_cell(f'`{named}`')} | {_cell(option.help or '')} |"


def _cell(words: str) -> str:
    return words.replace("|", r"\|")


def python() -> str:
    return "\n".join(_python()) + "\n"


def _python() -> Iterator[str]:
    _, example = inspect.cleandoc(sayso.__doc__ or "").split("\n\n", 1)
    yield from ("# Python", "", MADE, "", "```python", inspect.cleandoc(example), "```")
    for name in sayso.__all__:
        thing = getattr(sayso, name)
        yield from ("", f"## sayso.{name}", "", inspect.getdoc(thing) or "")
        if inspect.isfunction(thing):
            yield from ("", f"`{_signature(name, thing)}`")
        else:
            for method, function in inspect.getmembers(thing, inspect.isfunction):
                if not method.startswith("_"):
                    yield from ("", f"### {name}.{method}", "", f"`{_signature(method, function)}`", "")
                    yield inspect.getdoc(function) or ""


def _signature(name: str, function: Callable[..., object]) -> str:
    return f"{name}{inspect.signature(function)}".replace("'", "").replace("(self, ", "(").replace("(self)", "()")


PAGES = {"commands.md": commands, "python.md": python}

if __name__ == "__main__":
    for page, made in PAGES.items():
        (REFERENCE / page).write_text(made(), encoding="utf8")
