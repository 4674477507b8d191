"""How well powers of attorney are read, field by field, against answers made by hand; and how fast.

Run ``python benchmarks/poa.py``. Answers stand in ``tests/poa/answers_*.json``: those for the texts in
``tests/poa/texts`` by file name, those for real papers by the SHA-256 of the exhibit, read from the folder
``shared`` beside the project where there is one. For each field are printed: papers or atoms expected,
precision of what is asserted (a value with low confidence asserts nothing), recall (right values, however
sure), and how many are asserted wrongly. Every value asserted wrongly is listed. ``--details`` also lists
values that are wrong but said to be doubtful.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from timeit import repeat
from typing import Any

from preflight.authority.instruments import Amendments, ScopeClause
from preflight.poa import read_exhibit
from preflight.poa.reading import ExhibitReading, PaperReading

TESTS = Path(__file__).parents[1] / "tests" / "poa"
SHARED = Path(__file__).parents[2] / "shared"

SETS = ("grantors", "attorneys", "forms", "issuers", "capacities", "term", "signers", "witnesses")
"""Facts that are lists: each entry counts by itself."""

CONFIDENCE_OF = {
    "kind": "principal",
    "grantors": "principal",
    "attorney_kinds": "attorneys",
    "substitute_for": "attorneys",
    "forms": "scope",
    "issuer_mode": "issuers",
    "successors": "issuers",
    "upstream": "derives_from",
    "signed": "signatures",
    "signers": "signatures",
}
"""Fact → the field of a reading whose confidence it has, where the names differ."""


@dataclass(slots=True)
class Tally:
    """Counts for one fact."""

    expected: int = 0
    found: int = 0
    asserted: int = 0
    asserted_right: int = 0
    wrong: list[str] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)
    sure_and_wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was asserted that is right."""
        return self.asserted_right / self.asserted if self.asserted else 1.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was read, however sure."""
        return self.found / self.expected if self.expected else 1.0


def facts(paper: PaperReading) -> dict[str, Any]:
    """What was read of one paper, in the shape of the answers."""
    if paper.revokes is not None:
        revoked = paper.revokes
        return {
            "type": "revocation",
            "principal": revoked.principal,
            "attorneys": list(revoked.attorneys),
            "dated": _day(revoked.dated),
            "executed": _day(revoked.executed),
            "effective": _day(revoked.effective),
            "signed": str(revoked.signed),
        }
    instrument = paper.instrument
    assert instrument is not None
    issuers = instrument.scope[0].issuers if instrument.scope else None
    effective = str(instrument.effective.mode)
    if instrument.effective.date is not None:
        effective += f":{instrument.effective.date}"
    notary = paper.fields["notary"].value
    witnesses = paper.fields["witnesses"].value
    return {
        "type": str(instrument.type),
        "principal": instrument.principal.name,
        "kind": str(instrument.principal.kind),
        "grantors": list(instrument.grantors),
        "attorneys": [attorney.name for attorney in instrument.attorneys],
        "attorney_kinds": [str(attorney.kind) for attorney in instrument.attorneys],
        "substitute_for": {
            item.name: item.substitute_for for item in instrument.attorneys if item.substitute_for
        },
        "exercise": str(instrument.exercise)
        + (f":{instrument.exercise_at_least}" if instrument.exercise_at_least else ""),
        "forms": _forms(instrument.scope),
        "issuer_mode": str(issuers.mode) if issuers else "",
        "issuers": list(issuers.names) if issuers else [],
        "successors": str(issuers.successors) if issuers else "",
        "capacities": sorted(map(str, instrument.capacities)),
        "effective": effective,
        "term": sorted(_term(term) for term in instrument.term if str(term.rule) != "none_stated"),
        "revocation": "/".join(
            (
                str(instrument.revocation.method),
                ",".join(sorted(map(str, instrument.revocation.by))),
                str(instrument.revocation.delivery),
            )
        ),
        "supersedes": str(instrument.supersedes.kind),
        "delegation": f"{instrument.delegation.right}/{instrument.delegation.redelegation}",
        "upstream": instrument.derives_from[0].through if instrument.derives_from else None,
        "executed": _day(instrument.executed),
        "signed": str(instrument.signed),
        "signers": [signer.name for signer in instrument.signed_by],
        "notary": notary is not None,
        "witnesses": list(witnesses) if isinstance(witnesses, tuple) else [],
        "governing_law": instrument.governing_law,
        "durable": str(instrument.durable),
    }


def _forms(scope: tuple[ScopeClause, ...]) -> list[str]:
    """Each form once, with the widest words on amendments and successors that any clause has for it."""
    forms = sorted({form for clause in scope for form in clause.forms})
    found = []
    for form in forms:
        clauses = [clause for clause in scope if form in clause.forms]
        words = {clause.amendments for clause in clauses}
        letter = "E" if Amendments.EXPLICIT in words else "S" if Amendments.SILENT in words else "X"
        found.append(form + letter + ("+" if any(clause.successor_forms for clause in clauses) else ""))
    return sorted(found)


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _term(term: Any) -> str:
    details = {
        "obligation_end": term.obligation,
        "fixed_date": term.date,
        "through_date": term.date,
        "duration": f"{term.years}y" if term.years else f"{term.months}m" if term.months else f"{term.days}d",
    }
    detail = details.get(str(term.rule))
    return f"{term.rule}:{detail}" if detail else str(term.rule)


def _same(value: Any) -> Any:
    """Spelling that does not matter: letter case and typographic apostrophes."""
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value.replace("’", "'")).casefold().strip(" .")  # noqa: RUF001
    if isinstance(value, list):
        return [_same(entry) for entry in value]
    if isinstance(value, dict):
        return {_same(name): _same(entry) for name, entry in value.items()}
    return value


def compare(
    label: str, reading: ExhibitReading, answer: list[dict[str, Any]] | None, tallies: dict[str, Tally]
) -> None:
    """Add what one exhibit's reading gets right and wrong to ``tallies``."""
    papers = [paper for paper in reading.papers if paper.is_section16 and (paper.instrument or paper.revokes)]
    expected = answer or []
    count = tallies.setdefault("papers", Tally())
    count.expected += len(expected)
    count.asserted += len(papers)
    matching = min(len(papers), len(expected))
    count.found += matching
    count.asserted_right += matching
    if len(papers) != len(expected):
        count.sure_and_wrong.append(f"{label}: {len(papers)} papers, expected {len(expected)}")
    for number, (paper, wanted) in enumerate(zip(papers, expected, strict=False), 1):
        got = facts(paper)
        for name, value in wanted.items():
            tally = tallies.setdefault(name, Tally())
            confidence = paper.fields.get(CONFIDENCE_OF.get(name, name))
            sure = confidence.confidence.value if confidence is not None else "high"
            _count(tally, f"{label}#{number}", _same(value), _same(got.get(name)), sure, name in SETS)


def _count(tally: Tally, label: str, wanted: Any, got: Any, sure: str, is_set: bool) -> None:
    asserts = sure in ("high", "medium")
    if is_set:
        right = len([entry for entry in got or [] if entry in wanted])
        tally.expected += len(wanted)
        tally.found += right
        if asserts:
            tally.asserted += len(got or [])
            tally.asserted_right += right
        equal = sorted(wanted) == sorted(got or [])
    else:
        equal = wanted == got
        tally.expected += 1
        tally.found += equal
        if asserts:
            tally.asserted += 1
            tally.asserted_right += equal
    if not equal:
        line = f"{label} [{sure}]: got {got!r}, expected {wanted!r}"
        (tally.wrong if asserts else tally.doubted).append(line)
        if sure == "high":
            tally.sure_and_wrong.append(line)


def cases(folder: str = "texts", answers: str = "answers_own.json") -> Iterator[tuple[str, bytes, Any]]:
    """Label, content and answer of the texts in the tests' folder."""
    for name, answer in json.loads((TESTS / answers).read_text(encoding="utf-8")).items():
        yield name, (TESTS / folder / name).read_bytes(), answer


def real_cases() -> Iterator[tuple[str, bytes, Any]]:
    """The same for the real papers, where the folder beside the project is there."""
    known = json.loads((TESTS / "answers_real.json").read_text(encoding="utf-8"))
    places = (SHARED / "corpus" / "ex24", SHARED / "seed")
    files = [path for place in places if place.is_dir() for path in sorted(place.iterdir()) if path.is_file()]
    for path in files:
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest in known:
            yield path.name, content, known[digest]


def measure(chosen: list[tuple[str, bytes, Any]]) -> dict[str, Tally]:
    """Read all of ``chosen`` and count."""
    tallies: dict[str, Tally] = {}
    for label, content, answer in chosen:
        compare(label, read_exhibit(content, name=label), answer, tallies)
    return tallies


def report(title: str, chosen: list[tuple[str, bytes, Any]], details: bool) -> None:
    """Print the figures for one set of texts."""
    if not chosen:
        print(f"{title}: none here")
        return
    tallies = measure(chosen)
    print(f"\n{title}: {len(chosen)} texts")
    print(f"{'field':16}{'expected':>9}{'precision':>11}{'recall':>9}{'wrong':>7}{'sure':>6}")
    for name, tally in tallies.items():
        print(
            f"{name:16}{tally.expected:9}{tally.precision:11.3f}{tally.recall:9.3f}"
            f"{len(tally.wrong):7}{len(tally.sure_and_wrong):6}"
        )
    for name, tally in tallies.items():
        for line in [*tally.wrong, *(tally.sure_and_wrong if name == "papers" else [])]:
            print(f"asserted wrongly: {name}: {line}")
    if details:
        for name, tally in tallies.items():
            for line in tally.doubted:
                print(f"doubtful: {name}: {line}")
    seconds = min(repeat(lambda: [read_exhibit(content) for _, content, _ in chosen], number=1, repeat=3))
    print(f"{seconds / len(chosen) * 1000:.1f} ms a text")


def main() -> None:
    """Print the figures for all sets of texts."""
    details = "--details" in sys.argv
    report("own texts", list(cases()), details)
    if (TESTS / "answers_unseen.json").is_file():
        report("texts written last", list(cases("unseen", "answers_unseen.json")), details)
    report("real papers", list(real_cases()), details)


if __name__ == "__main__":
    main()
