"""The web page: a case on this machine's own address, for the analyst who sits at it and nobody else."""

from sayso.serving.app import application

__all__ = ["application"]
