"""A small XML reader that refuses what a screenplay never holds: document types, entities, endless nesting."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from filmwright.errors import InputError

_DEEPEST = 100  # Final Draft's own files nest 8 deep


class _Refused(Exception):
    pass


class _State(NamedTuple):
    builder: ElementTree.TreeBuilder
    depth: list[int]


def read_tree(data: bytes, *, source: str) -> ElementTree.Element:
    """Parse XML without entities.

    Raises:
        InputError: not well-formed, declares entities or a document type, or nests deeper than 100.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    state = _State(ElementTree.TreeBuilder(), [0])

    def refuse(*_: object) -> None:
        raise _Refused("declares a document type or entities, which Final Draft never writes")

    def start(tag: str, attributes: dict[str, str]) -> None:
        state.depth[0] += 1
        if state.depth[0] > _DEEPEST:
            raise _Refused(f"nests deeper than {_DEEPEST} elements")
        state.builder.start(tag, attributes)

    def end(tag: str) -> None:
        state.depth[0] -= 1
        state.builder.end(tag)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = state.builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return state.builder.close()
    except _Refused as error:
        raise InputError(f"{source}: this file {error}; save it again from Final Draft") from None
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise InputError(f"{source}: not a readable Final Draft file ({error}); save it again as .fdx, or as Fountain") from None
