"""Ratios for registries: strict loading against ``json.loads``, and the schema pass against loading.

    python benchmarks/registries.py [INSTRUMENTS]

Prints ratios within one run; absolute times belong to one machine only.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from preflight.registries.build import build_registry
from preflight.registries.guard import SCHEMA, check_schema
from preflight.registries.layout import lay_out_record
from preflight.resources import schema_path


def instrument(number: int) -> dict[str, object]:
    """A power of attorney or, every fourth, a delegation under the one before it."""
    owner = {"name": f"Owner Number {number // 4}", "cik": f"{number // 4 + 1:010d}"}
    issuers = [f"{number % 500 + 1:010d}"]
    common = {
        "executed": f"20{number % 20 + 5:02d}-0{number % 9 + 1}-1{number % 10}",
        "principal": owner,
        "exercise": "several",
        "scope": [
            {
                "clause": "i",
                "forms": ["ID", "3", "4", "5"],
                "amendments": "explicit",
                "successor_forms": True,
                "issuers": issuers,
            },
            {"clause": "ii", "forms": ["144"], "issuers": issuers},
        ],
        "revocation": {"method": "signed_writing", "delivery": "attorneys"},
    }
    if number % 4 == 3:
        return {
            "id": f"delegation-{number}",
            "type": "delegation",
            **common,
            "derives_from": f"power-{number - 1}",
            "grantors": ["Alan B. Kay"],
            "attorneys": ["Terry D. Short", "Lee T. Sommer"],
            "term": ["upstream_valid"],
        }
    return {
        "id": f"power-{number}",
        "type": "power_of_attorney",
        **common,
        "attorneys": ["Alan B. Kay", "Rita A. Anders", "Dave C. Rob", f"Attorney {number}"],
        "capacities": ["individual", "fiduciary", "any_other"],
        "may_delegate": "yes_subject_to_law",
        "term": [{"rule": "obligation_end", "obligation": "section_16", "issuers": issuers}],
        "supersedes": "all",
        "document": {"path": f"poa/{number}.txt", "sha256": f"{number:064x}"},
    }


def document(count: int) -> bytes:
    """A registry of ``count`` instruments in the layout that preflight writes."""
    records = ",\n    ".join(lay_out_record(instrument(number), 4) for number in range(count))
    text = f'{{\n  "version": 1,\n  "instruments": [\n    {records}\n  ],\n  "events": []\n}}\n'
    return text.encode()


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The best of ``runs`` times that ``work`` takes."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main(count: int) -> None:
    content = document(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "poa-registry.json"
        path.write_bytes(content)
        plain = seconds(lambda: json.loads(path.read_bytes()))
        strict = seconds(lambda: build_registry(path.read_bytes(), str(path)))
    print(f"{count} instruments, {len(content) / 1e6:.0f} MB")
    print(f"strict load / json.loads: {strict / plain:.1f} ({strict:.2f} s / {plain:.2f} s)")
    schema = json.loads(schema_path(SCHEMA).read_bytes())
    for number, text in ((count, content), (400, document(400))):
        guard = seconds(lambda text=text: check_schema(text, "r.json", schema), runs=1)
        load = seconds(lambda text=text: build_registry(text, "r.json"))
        print(f"schema pass / strict load, {number} instruments: {guard / load:.1f} ({guard:.2f} s)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
