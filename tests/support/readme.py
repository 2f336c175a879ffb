"""What the README shows is what the commands print: `python -m tests.support.readme` runs them and writes it anew."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(
    r"^<!-- the first (?P<lines>\d+) lines -->\n```console\n\$ (?P<command>[^\n]*)\n.*?^```$", re.M | re.S
)
COLUMNS = 118
CLAIM = re.compile(r"\bc-[0-9a-f]+")


def ran() -> Iterator[tuple[re.Match[str], int, str]]:
    """Each shown command, its exit status and its output, run in the README's order in a folder with `reports/`."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(str(files("sayso.demo") / "reports"), Path(name, "reports"))
        claim = None
        for block in BLOCK.finditer(README.read_text(encoding="utf-8")):
            command = CLAIM.sub(claim or "c-", block["command"])  # ids change with the model: the first one seen counts
            status, output = run(command, Path(name))
            claim = claim or next(iter(CLAIM.findall(output)), None)
            yield block, status, f"$ {command}\n{output}"


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit status and output of a command as a terminal shows it; what it reports where it prints nothing."""
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    environment = os.environ | {"COLUMNS": str(COLUMNS), "NO_COLOR": "1", "TERM": "xterm"}
    words = [sys.executable, "-m", *shlex.split(command)]
    with subprocess.Popen(words, cwd=folder, stdout=end, stderr=subprocess.PIPE, env=environment) as process:
        os.close(end)
        output = b"".join(iter(lambda: read(terminal), b""))
        told = process.stderr.read() if process.stderr else b""
    os.close(terminal)
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", (output or told).decode()).replace("\r\n", "\n")
    return process.returncode, "\n".join(line.rstrip() for line in shown.strip("\n").split("\n"))


def read(terminal: int) -> bytes:
    """What the terminal holds next, b"" at its end."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux tells that nobody writes any more
        return b""


def written() -> str:
    """The README with the output of today."""
    text = README.read_text(encoding="utf-8")
    for block, _, shown in ran():
        lines = shown.split("\n")
        kept = int(block["lines"]) + 1
        body = "\n".join([*lines[:kept], *(["…"] if len(lines) > kept else [])])
        text = text.replace(block[0], f"<!-- the first {block['lines']} lines -->\n```console\n{body}\n```")
    return text


if __name__ == "__main__":
    README.write_text(written(), encoding="utf-8")
