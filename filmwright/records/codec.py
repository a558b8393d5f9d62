"""Reading and writing records as JSON: strict, with the schema's name and version in every file."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from filmwright.errors import RecordError

R = TypeVar("R", bound="Record")


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=False, kw_only=True):
    """Base of every record. Frozen; compared by value."""


class Document(Record, frozen=True, kw_only=True):
    """A record that is a file of its own. Subclasses fix `schema`, for example "breakdown/1"."""

    schema: str

    def check(self) -> None:
        """Look at what a person may get wrong in an edit and no type tells; called when a file is read.

        Raises:
            ValueError: fields do not fit each other; one clause.
        """


def encode(record: msgspec.Struct) -> bytes:
    """Compact, canonical JSON: the same record gives the same bytes (fields in declaration order)."""
    return msgspec.json.encode(record, order="deterministic")


def encode_for_people(record: msgspec.Struct) -> bytes:
    """The same JSON, indented by two spaces, with a newline at the end."""
    return msgspec.json.format(encode(record), indent=2) + b"\n"


def decode(data: bytes, kind: type[R], *, where: str) -> R:
    """Parse and check a record.

    Args:
        data: JSON text, UTF-8.
        kind: The record class expected.
        where: File name or other place, named in the error.

    Raises:
        RecordError: not JSON, a field is missing, unknown or of the wrong type, a document of
            another schema, or fields that do not fit each other. The message names the place and the path within it.
    """
    try:
        if issubclass(kind, Document):  # first: fields of another version would be called unknown or missing
            found, expected = msgspec.json.decode(data, type=_Schema).schema, _schema_of(kind)
            if found not in ("", expected):
                raise RecordError(f"{where}: this is '{found}'; this version reads '{expected}'")
        record = msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        raise RecordError(f"{where}: {error}; expected a {kind.__name__} as Filmwright writes it") from error
    if isinstance(record, Document):
        try:
            record.check()
        except ValueError as error:
            raise RecordError(f"{where}: {error}") from error
    return record


class _Schema(msgspec.Struct):
    """Of a document only what it says of itself."""

    schema: str = ""


def _schema_of(kind: type[Document]) -> str:
    for field in msgspec.structs.fields(kind):
        if field.name == "schema":
            return str(field.default)
    raise TypeError(f"{kind.__name__} has no schema")
