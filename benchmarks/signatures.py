"""How long a signature line takes to read, and how the time grows with its length.

Run ``python benchmarks/signatures.py``. Prints microseconds a line over the lines of
``tests/signatures/lines.txt``, the share of them read completely, and how much longer ten times the text
takes (10 is linear). Clocks differ between machines; the ratios should not.
"""

from __future__ import annotations

from pathlib import Path
from timeit import repeat

from preflight.filing.signatures import LineStatus, parse_signature_line

LINES = Path(__file__).parents[1] / "tests" / "signatures" / "lines.txt"
HOSTILE = ("Jane Roe, ", "Fund I, L.P. and ", "by: X LLC, its general partner, ", "Attorney-in-Fact for ")
ROUNDS = 5


def shapes() -> list[str]:
    """The distinct lines of the table that the tests check."""
    rows = LINES.read_text(encoding="utf-8").splitlines()
    return [row.replace("\\n", "\n") for row in rows if row.strip() and not row.startswith(("    ", "# "))]


def best_time(lines: list[str]) -> float:
    """Seconds to read ``lines`` once, without the cache: the best of several rounds."""
    read = parse_signature_line.__wrapped__
    return min(repeat(lambda: [read(line) for line in lines], number=1, repeat=ROUNDS))


def main() -> None:
    """Print the figures."""
    lines = shapes()
    complete = sum(parse_signature_line(line).status is LineStatus.COMPLETE for line in lines)
    print(f"{len(lines)} distinct lines, {complete / len(lines):.1%} read completely")
    print(f"{best_time(lines) / len(lines) * 1e6:.0f} microseconds a line")
    for unit in HOSTILE:
        ratio = best_time([unit * 4000]) / best_time([unit * 400])
        print(f"{ratio:5.1f} times as long for ten times {unit!r}")


if __name__ == "__main__":
    main()
