"""What words mean: the codebook of predicates and the lexicon of the words that state them."""

from sayso.codebook.lexicon import Frame, Lexicon, LightVerb, Noun, Trigger, load_lexicon
from sayso.codebook.predicates import Codebook, Example, Predicate, describe, load

__all__ = [
    "Codebook", "Example", "Frame", "Lexicon", "LightVerb", "Noun", "Predicate", "Trigger", "describe", "load",
    "load_lexicon",
]  # fmt: skip
