"""Sayso reads reports on armed conflict and shows who says what about whom, who denies it, and the exact words."""

__version__ = "0.1.0"
