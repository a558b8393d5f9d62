"""The edit: shots and lines laid on one timeline, which any editor can open, change and give back."""

from filmwright.edit.assemble import assemble
from filmwright.edit.timeline import read, read_cut, write

__all__ = ["assemble", "read", "read_cut", "write"]
