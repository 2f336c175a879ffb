"""Reading against the language model alone, in one run on one core, and the memory it takes."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tables import progress
from sayso.gathering import gather
from sayso.reading.frames import FramesReader, Tables, readable
from sayso.reading.syntax import load_parser
from sayso.records import Document

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """Words a second of the model and of the whole reading: the best of the rounds, document by document."""

    words: int
    model_words_s: float
    reading_words_s: float

    @property
    def ratio(self) -> float:
        """How many times the model's own time a reading takes."""
        return self.model_words_s / self.reading_words_s


def compare(folder: Path, parser_name: str, rounds: int = ROUNDS) -> Cost:
    """Parse and read each document turn by turn, so that what else the machine does hits both alike."""
    parser = load_parser(parser_name)
    reader = FramesReader(parser, Tables.open())
    documents = [d for d in gather([str(folder)]) if isinstance(d, Document)]
    words = sum(len(s.words) for d in documents for s in parser.parse(d.text, spans=readable(d, ())))
    model = reading = 0.0
    for document in progress(documents, "speed"):
        parsing, whole = [], []
        for _ in range(rounds):
            begun = time.process_time()
            parser.parse(document.text, spans=readable(document, ()))
            parsed = time.process_time()
            reader.read(document)
            whole.append(time.process_time() - parsed)
            parsing.append(parsed - begun)
        model += min(parsing)
        reading += min(whole)
    return Cost(words, words / model, words / reading)


MEMORY = """
import resource, sys
from sayso.gathering import gather
from sayso.reading.frames import FramesReader
from sayso.records import Document
reader = FramesReader.open(parser=sys.argv[2])
for document in gather([sys.argv[1]]):
    if isinstance(document, Document):
        reader.read(document)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_memory_mb(folder: Path, parser_name: str) -> float:
    """Peak resident memory in MB (1e6 bytes) of a process that opens the reader and reads `folder`."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(folder), parser_name], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1]) * 1024 / 1e6
