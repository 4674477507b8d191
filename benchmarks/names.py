"""Ratios for names: reading, comparing and looking up, against comparing casefolded strings.

    python benchmarks/names.py [ROUNDS]

Prints microseconds and ratios within one run; absolute times belong to one machine only.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import count

from preflight.filing.names import (
    Candidate,
    NameOrder,
    compare,
    compare_entities,
    looks_like_entity,
    read_name,
    resolve,
)

PAIRS = [
    ("Ada M. Quill", "QUILL ADA M"),
    ("Ada Quill", "QUILL ADA MAUD"),
    ("Otto W. Brandt, Jr.", "BRANDT OTTO W JR"),
    ("Jan van der Veld", "VAN DER VELD JAN"),
    ("Ida Moss-Field", "FIELD IDA MOSS"),
    ("Ada Quill", "BRANDT OTTO W JR"),
    ("Fergus O'Dell", "ODELL FERGUS"),
    ("Søren Ågård", "AGARD SOREN"),
]
FIRST = ["Ada", "Bert", "Cora", "Dirk", "Ella", "Finn", "Gwen", "Hugo", "Iris", "Jens"]
LAST = [
    f"{start}{middle}{end}"
    for start in "BDFGH"
    for middle in ("a", "or", "in")
    for end in ("den", "mer", "zig")
]


def microseconds(work: Callable[[], object], rounds: int) -> float:
    """Return the mean time of one call of ``work``."""
    start = time.perf_counter()
    for _ in range(rounds):
        work()
    return (time.perf_counter() - start) / rounds * 1e6


def main(rounds: int) -> None:
    names = [(read_name(left), read_name(right, order=NameOrder.CONFORMED)) for left, right in PAIRS]
    record = [
        Candidate(f"{first} {last}", read_name(f"{last} {first} M".upper(), order=NameOrder.CONFORMED))
        for first in FIRST
        for last in LAST
    ]
    pairs, unseen = len(PAIRS), count()
    plain = (
        microseconds(lambda: [left.casefold() == right.casefold() for left, right in PAIRS], rounds) / pairs
    )
    measured = {
        "str.casefold equality": plain,
        "read_name, text not seen before": microseconds(
            lambda: [read_name(f"{left}{next(unseen)}") for left, _ in PAIRS], rounds
        )
        / pairs,
        "read_name, text seen before": microseconds(lambda: [read_name(left) for left, _ in PAIRS], rounds)
        / pairs,
        "compare": microseconds(lambda: [compare(left, right) for left, right in names], rounds) / pairs,
        "looks_like_entity, seen before": microseconds(
            lambda: [looks_like_entity(left) for left, _ in PAIRS], rounds
        )
        / pairs,
        "compare_entities": microseconds(
            lambda: compare_entities("Quill Fund I, L.P.", "QUILL FUND I LIMITED PARTNERSHIP"), rounds
        ),
        f"resolve, per candidate of {len(record)}": microseconds(
            lambda: resolve("Hugo Borden", record, suggest=False), max(1, rounds // 100)
        )
        / len(record),
    }
    for what, time_taken in measured.items():
        print(f"{what:40} {time_taken:9.2f} us  {time_taken / plain:8.1f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
