"""No letter of a name is dropped in silence: what one name has and the other lacks is a doubt."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preflight.authority.questions import ask
from preflight.authority.reasons import Verdict
from preflight.filing.names import NameOrder, compare, read_name
from preflight.filing.names.folding import key, other_letters
from preflight.filing.signatures.attribution import attribute
from preflight.testing import TODAY, Signature, filing, power_of_attorney, registry

FOREIGN = st.characters(categories=["Lo", "Ll", "Lu", "Lm", "Mc"], min_codepoint=0x370).filter(other_letters)
"""Letters that folding does not make letters of the English alphabet."""


@given(
    FOREIGN, st.sampled_from(["{} Miriam Adler", "Miriam {} Adler", "Miriam Adler {}", "Miriam ({}) Adler"])
)
def test_a_letter_of_another_script_proves_nobody(letter: str, pattern: str) -> None:
    written = read_name(pattern.format(letter))
    for order in NameOrder:
        for known in ("Miriam Adler", "Adler Miriam", "ADLER MIRIAM"):
            assert not compare(written, read_name(known, order=order)).is_proof
            assert not compare(read_name(known, order=order), written).is_proof


@pytest.mark.parametrize("letter", ["中", "א", "\u0416", "\u1100", "\u3164", "\u2135", "\u0645", "\u0e01"])
@pytest.mark.parametrize("line", ["/s/ Miriam Adler {}", "/s/ Miriam {} Adler", "/s/ Miriam Ådler {}"])
def test_nobody_signs_under_a_name_with_a_letter_too_many(letter: str, line: str) -> None:
    draft = filing(signatures=[Signature(line.format(letter))])
    papers = registry(power_of_attorney())
    (answer,) = ask(draft, attribute(draft, papers.names_by_cik), papers, as_of=TODAY)
    assert answer.verdict is not Verdict.AUTHORIZED


@pytest.mark.parametrize(
    "name", ["Wei Zhang (张伟)", "राम वर्मा", "Δημήτρης Νικολάου", "Miriam Ådler", "Łukasz Strauß"]
)
def test_a_name_is_still_its_own(name: str) -> None:
    assert compare(read_name(name), read_name(name)).is_proof


@pytest.mark.parametrize(
    ("one", "other"), [("राम वर्मा", "रम वर्मा"), ("सीता वर्मा", "सत वर्मा"), ("สมชาย ใจดี", "สมชาย ใจด")]
)
def test_vowel_signs_belong_to_the_word(one: str, other: str) -> None:
    """They are no letters to Unicode, and without them the names of two people are one."""
    assert key(one) != key(other)
    assert not compare(read_name(one), read_name(other)).is_proof


@given(st.text(alphabet="abcdefgz ÅÉöüßłø'-.", max_size=20))
def test_dress_is_no_other_letter(text: str) -> None:
    assert not other_letters(text)
    assert not other_letters(unicodedata.normalize("NFD", text))
