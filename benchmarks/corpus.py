"""Counts of findings by rule over a folder of filings that EDGAR accepted.

Usage: python benchmarks/corpus.py FOLDER... [--registry PATH] [--rule ID]

Prints, for each rule, its severity, how many findings there are and in how many filings, then the drafts
that could not be checked. With ``--rule`` every finding of that rule is printed.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from datetime import date

from preflight.config import load_settings
from preflight.engine import check_drafts
from preflight.plugins import load_plugins


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--registry")
    parser.add_argument("--rule", action="append", default=[])
    arguments = parser.parse_args()
    settings = load_settings({"registry": arguments.registry})
    started = time.perf_counter()
    result = check_drafts(arguments.folders, settings, load_plugins(third_party=False), today=date.today())
    elapsed = time.perf_counter() - started
    findings: Counter[tuple[str, str]] = Counter()
    filings: Counter[tuple[str, str]] = Counter()
    for draft in result.drafts:
        keys = [(finding.severity.label, finding.rule.id) for finding in draft.findings]
        findings.update(keys)
        filings.update(set(keys))
    for severity, rule in sorted(findings):
        count, among = findings[severity, rule], filings[severity, rule]
        print(f"{rule}  {severity:<8} {count:>6} findings in {among:>5} filings")
    for draft in result.drafts:
        for finding in draft.findings:
            if finding.rule.id in arguments.rule:
                print(f"{finding.place}: {finding.rule.id}: {finding.message}")
        if not draft.carried_out:
            print(f"not carried out: {draft.draft}: {'; '.join(f.message for f in draft.findings)[:300]}")
    for finding in result.run_findings:
        print(f"run: {finding.rule.id}: {finding.message}")
    each = elapsed / max(len(result.drafts), 1) * 1000
    print(f"{len(result.drafts)} filings, status {int(result.status)}, {each:.1f} ms a filing")


if __name__ == "__main__":
    main()
