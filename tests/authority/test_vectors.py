"""Vectors of our own: one deviation each, boundaries on the day before, of and after."""

from __future__ import annotations

import json
import pathlib
from collections import Counter
from typing import Any

import jsonschema

from preflight.authority.decide import decide
from preflight.authority.reasons import Reason

ROOT = pathlib.Path(__file__).parents[2]


def test_vector_gives_verdict_code_notes_and_chain(vector: Any) -> None:
    """Of an authorized answer all notes are compared; of another, those that the vector names."""
    decision = decide(vector.request, vector.registry)
    expected = vector.expected
    notes = {note.value for note in decision.note_codes}
    if not decision.is_authorized:
        notes &= set(expected.get("notes", ()))
    assert {
        "verdict": decision.verdict.value,
        "code": decision.code.value,
        "notes": notes,
        "chain": [link.instrument for link in decision.chain],
    } == {
        "verdict": expected["verdict"],
        "code": expected["code"],
        "notes": set(expected.get("notes", ())),
        "chain": expected.get("chain", []),
    }, decision.sentence


def test_an_authorized_answer_has_a_chain_or_is_the_owners_own(vector: Any) -> None:
    """Nothing is authorized without a complete chain."""
    decision = decide(vector.request, vector.registry)
    assert decision.is_authorized is (bool(decision.chain) or decision.code is Reason.SELF)


def test_a_denial_says_why_and_what_to_do(vector: Any) -> None:
    """Each reason names values, no sentence has a hole, and there is a way out."""
    decision = decide(vector.request, vector.registry)
    sentences = [str(reason) for reason in (*decision.reasons, *decision.notes)]
    for path in decision.candidates:
        sentences += [str(reason) for reason in path.reasons]
    assert sentences
    assert not [sentence for sentence in sentences if "an unrecorded" in sentence or "{" in sentence]
    assert bool(decision.way_out) is not decision.is_authorized


def test_vectors_follow_their_schema() -> None:
    """The files are data for other implementations, too."""
    schema = json.loads((ROOT / "schemas" / "authority-vector.schema.json").read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "vectors" / "authority").glob("*.json")):
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)


def test_ids_are_unique_and_neighbours_exist(vectors: list[Any]) -> None:
    """``differs_from`` points at another vector."""
    ids = Counter(vector.id for vector in vectors)
    assert [identity for identity, count in ids.items() if count > 1] == []
    named = {vector.document["differs_from"] for vector in vectors if "differs_from" in vector.document}
    assert named - set(ids) == set()


def test_there_are_enough_and_every_code_is_reached(vectors: list[Any]) -> None:
    """Every reason code is produced by at least one vector."""
    # These have tests of their own: no registry, a huge one, a line that is read in part.
    reached = {Reason.NO_REGISTRY, Reason.SEARCH_LIMIT, Reason.LINE_NOT_UNDERSTOOD}
    for vector in vectors:
        decision = decide(vector.request, vector.registry)
        reached.add(decision.code)
        reached.update(decision.note_codes)
        reached.update(reason.code for reason in decision.reasons)
    assert len(vectors) >= 120
    assert set(Reason) - reached == set()
