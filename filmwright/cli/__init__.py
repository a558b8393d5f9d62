"""The command line: parse, ask the production, print."""

from filmwright.cli.main import main

__all__ = ["main"]
