"""Names prove a person only word by word: letters that run together are no proof."""

from __future__ import annotations

import pytest

from preflight.authority.people import Likeness, likeness


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ann E Moss", "Anne Moss"),
        ("Al Quill", "A. L. Quill"),
        ("John D Oe", "John Doe"),
        ("T. D. S.", "TDS"),
    ],
)
def test_words_that_join_to_the_same_letters_do_not_prove_each_other(left: str, right: str) -> None:
    assert likeness(left, right) > Likeness.COMPATIBLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("CONOR O'NEIL", "Conor ONeil"),
        ("Ricardo A Anzaldúa", "Ricardo A. Anzaldua"),
        ("Mary Smith-Jones", "mary smith-jones"),
    ],
)
def test_dress_alone_makes_no_difference(left: str, right: str) -> None:
    assert likeness(left, right) is Likeness.SAME
