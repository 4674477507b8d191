"""Start-up: the whole process of one clean draft, as a ratio to a process that imports lxml.etree.

Runs the two by turns and prints the medians of their times and of their ratios; the aim is 1.8. Compiled
modules are kept in a temporary folder, as an installation keeps them beside the sources.

    python benchmarks/startup.py [ROUNDS]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from preflight.registries.encode import encode_instrument
from preflight.testing import Signature, draft_xml, power_of_attorney

ROOT = Path(__file__).parents[1]
ROUNDS = 25


def prepare(folder: Path) -> None:
    """Write a draft that its owner signed, one that an attorney-in-fact signed, and their registry."""
    registry = {
        "version": 1,
        "people": [{"name": "Miriam Adler", "cik": "0001900001"}],
        "instruments": [encode_instrument(power_of_attorney())],
    }
    (folder / "poa-registry.json").write_text(json.dumps(registry), encoding="utf-8")
    (folder / "owner.xml").write_bytes(draft_xml())
    signed = (Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler"),)
    (folder / "attorney.xml").write_bytes(draft_xml(signatures=signed))


def seconds(folder: Path, *arguments: str) -> float:
    """Wall time of one process, which must exit with 0."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=True)
    return time.perf_counter() - started


def main() -> None:
    """Print one line for each draft."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        for draft in ("owner.xml", "attorney.xml"):
            check = ("-m", "preflight", draft, "--as-of", "2026-04-09", "--no-plugins")
            seconds(folder, *check)
            pairs = [
                (seconds(folder, "-c", "import lxml.etree"), seconds(folder, *check)) for _ in range(rounds)
            ]
            base, ours = (median(times) for times in zip(*pairs, strict=True))
            ratio = median(check_time / lxml_time for lxml_time, check_time in pairs)
            print(f"{draft}: ratio {ratio:.2f} (lxml {base * 1000:.0f} ms, preflight {ours * 1000:.0f} ms)")


if __name__ == "__main__":
    main()
