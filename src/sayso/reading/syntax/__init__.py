"""Sentences, words, tags, trees and names: what reading knows of a language, behind one narrow door.

`load_parser` opens a `Parser`; a `Parser` turns text into `sayso.records.syntax.Sentence` records.
"""

from sayso.reading.syntax.parser import Labels, Parser, TokenParser, joined, load_parser, parser_names
from sayso.reading.syntax.sentences import sentence_spans, split
from sayso.reading.syntax.tokens import Tokens, as_tokens, tokenize

__all__ = [
    "Labels",
    "Parser",
    "TokenParser",
    "Tokens",
    "as_tokens",
    "joined",
    "load_parser",
    "parser_names",
    "sentence_spans",
    "split",
    "tokenize",
]
