"""The document as text: every malformed registry is refused with line, column and a sentence."""

from __future__ import annotations

import pytest

from preflight.registries.document import MAX_DEPTH, Text, decode, find_place, walk

HEAD = '{"version": 1,\n "instruments": [],\n '

MALFORMED = [
    ("", 1, 1, "is empty"),
    ("  \n ", 2, 2, "is empty"),
    ("[]", 1, 1, "one JSON object"),
    ("<!DOCTYPE html><html>", 1, 1, "mark-up"),
    ('{"version": 1', 1, 14, "a comma or } was expected, the text ends"),
    ('{"version" 1}', 1, 12, "a colon was expected"),
    ("{version: 1}", 1, 2, "a key in double quotes"),
    ('{"version": 1,}', 1, 15, "a key in double quotes"),
    ('{"version": 1} x', 1, 16, "nothing was expected after"),
    (HEAD + '"version": 1}', 3, 2, '"version" stands twice'),
    (HEAD + '"events": [{"id": "a", "id": "b"}]}', 3, 25, '"id" stands twice'),
    (HEAD + '"events": [{"id": "a", "x": {"y": 1, "y": 1}}]}', 3, 39, '"y" stands twice'),
    (HEAD + '"events": [NaN]}', 3, 13, "no NaN or Infinity"),
    (HEAD + '"events": [{"at": -Infinity}]}', 3, 20, "no NaN or Infinity"),
    (HEAD + '"events": [{"cik": 0012}]}', 3, 21, "no leading zero"),
    (HEAD + "\"events\": [{'id': 1}]}", 3, 14, "a key in double quotes"),
    (HEAD + '"events": [{"id": \'a\'}]}', 3, 20, "double quotes"),
    (HEAD + '"events": [{"id": "a"},]}', 3, 25, "a value was expected"),
    (HEAD + '"events": [{"id": ["a",]}]}', 3, 25, "another value was expected"),
    (HEAD + '"events": [{"id": "a"} {}]}', 3, 25, "a comma or ] was expected"),
    (HEAD + '"events": [{"id": "a\n"}]}', 3, 22, "a closing quote"),
    (HEAD + '"events": [{"id": "a\\x"}]}', 3, 22, "an escape that JSON knows"),
    (HEAD + '"events": [{"id": tru}]}', 3, 20, "a value was expected"),
    (HEAD + '"events": [{"id": 1' + "0" * 5000 + "}]}", 3, 20, "a number of sensible length"),
    (HEAD + "\n<<<<<<< HEAD\n", 4, 1, "unfinished merge"),
    (HEAD + '"events": [\n{"id": "a"}\n=======\n]}', 5, 1, "unfinished merge"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MALFORMED)
def test_malformed_text_is_refused_at_its_place(refusal, text, line, column, words):
    error = refusal(text)
    assert words in error.message
    assert (error.place.line, error.place.column) == (line, column)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_is_bounded_however_deep(refusal, opening):
    """A hundred thousand levels neither crash the reader nor pass."""
    error = refusal(HEAD + '"events": [' + opening * 100_000)
    assert f"more than {MAX_DEPTH} levels" in error.message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"version": 1}'.encode("utf-16"), "UTF-16"),
        ('{"version": 1}'.encode("utf-32-le"), "UTF-16 or UTF-32"),
        ('{"version": 1,\n "comment": "Münch"}'.encode("latin-1"), "byte 0xFC"),
        (b"\x00" * 100, "UTF-16 or UTF-32"),
    ],
)
def test_other_encodings_are_refused_by_name(refusal, content, words):
    assert words in refusal(content).message


def test_the_line_of_the_first_byte_that_is_not_utf8_is_named(refusal):
    assert refusal(b'{"version": 1,\n"comment": "M\xfcnch"}').place.line == 2


def test_a_byte_order_mark_is_dropped_and_shifts_no_column(build, refusal):
    assert build(b'\xef\xbb\xbf{"version": 1, "instruments": []}').instruments == ()
    assert refusal(b"\xef\xbb\xbf[]").place.column == 1


def test_parts_carry_the_offsets_of_their_text():
    text = '{"a": [1, {"b": 2}],\n "c": "d"}'
    parts = [
        (part.section, part.position, text[part.start : part.end]) for part in walk(Text(text, "r.json"))
    ]
    assert parts == [
        ("a", 0, "1"),
        ("a", 1, '{"b": 2}'),
        ("a", None, '[1, {"b": 2}]'),
        ("c", None, '"d"'),
    ]


def test_a_place_is_found_for_every_value_key_and_missing_field():
    document = Text('{"a": [{"b": 1}], "c~/d": 2}', "r.json")
    assert find_place(document, 0, ("a", 0, "b"), at_key=False) == 13
    assert find_place(document, 0, ("a", 0, "b"), at_key=True) == 8
    assert find_place(document, 0, ("a", 0, "missing"), at_key=False) == 7
    assert document.place(18, ("c~/d",)).element == "/c~0~1d"


def test_decoding_keeps_every_character():
    assert decode("„Zürich“ 𝄞".encode(), "r.json") == "„Zürich“ 𝄞"
