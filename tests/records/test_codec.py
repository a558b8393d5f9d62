"""Records as files: what cannot be read is said in one sentence that names the place."""

from __future__ import annotations

import pytest

from filmwright.errors import RecordError
from filmwright.records.codec import Document, decode, encode


class Note(Document, frozen=True, kw_only=True):
    """As small as a document can be."""

    schema: str = "note/2"
    text: str


def test_what_was_written_is_read_back() -> None:
    assert decode(encode(Note(text="Snow.")), Note, where="note.json") == Note(text="Snow.")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"schema": "note/9", "colour": "red"}', "this is 'note/9'; this version reads 'note/2'"),
        (b'{"schema": "note/2"}', "missing required field `text`"),
        (b'{"text": 3}', "Expected `str`, got `int` - at `$.text`"),
        (b'{"text": "x", "colour": "red"}', "unknown field `colour`"),
        (b"[]", "expected a Note"),
        (b"{", "expected a Note"),
        (b"\xff\xfe", "expected a Note"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(RecordError) as refused:
        decode(data, Note, where="note.json")
    assert str(refused.value).startswith("note.json: ")
    assert says in str(refused.value)
