"""Where stages meet: files are gathered, read on one core or many, and kept."""

from sayso.running.namelists import take_list
from sayso.running.readers import Reader, ReaderChoice, reader_names
from sayso.running.reports import Held, Progress, Read, Summary, read_all, read_paths
from sayso.running.spreading import across_processes

__all__ = [
    "Held",
    "Progress",
    "Read",
    "Reader",
    "ReaderChoice",
    "Summary",
    "across_processes",
    "read_all",
    "read_paths",
    "reader_names",
    "take_list",
]
