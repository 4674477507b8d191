"""What a replay found, for people and for programs."""

from __future__ import annotations

from typing import Any

from preflight.reports.replay import Answer, DecisionReplay, DraftReplay, Replay
from preflight.reports.style import PLAIN, Style, printable

REPLAY_VERSION = 1


def render_replay(found: Replay, version: str, style: Style = PLAIN) -> str:
    """Return the replay as text; ``version`` is that of this preflight."""
    lines: list[str] = []
    for draft in found.drafts:
        lines += _draft(draft, style)
        lines.append("")
    decisions = [decision for draft in found.drafts for decision in draft.decisions]
    differing = sum(bool(decision.differences) for decision in decisions)
    count = f"{len(decisions)} decision{'s' if len(decisions) != 1 else ''}"
    if found.tool_then != version:
        lines.append(f"The report is by preflight {printable(found.tool_then)}; this is preflight {version}.")
    if found.is_same:
        lines.append(f"{count} asked again: all the same, nothing has changed.")
    elif found.decisions_hold:
        lines.append(f"{count} asked again: all the same, but not everything that they rest on is.")
    else:
        lines.append(f"{count} asked again: {differing} came out otherwise.")
    return "\n".join(lines) + "\n"


def _draft(draft: DraftReplay, style: Style) -> list[str]:
    lines = [style.strong(printable(draft.draft))]
    if draft.state == "not here" and draft.decisions:
        lines.append("  The draft is not at hand and was not compared.")
    lines += [f"  {style.strong('changed:')} {printable(change)}" for change in draft.changes]
    if not draft.decisions:
        lines.append("  The report holds no decision on it.")
    for decision in draft.decisions:
        lines += _decision(decision, style)
    return lines


def _decision(decision: DecisionReplay, style: Style) -> list[str]:
    signer = f"signed by {decision.signer}" if decision.signer else "no signature"
    about = printable(f"{decision.owner}, {signer}")
    if not decision.differences:
        verdict = decision.now.verdict.replace("_", " ")
        lines = [f"  same: {about}: {verdict} ({decision.now.code})"]
    else:
        lines = [f"  {style.strong('different:')} {about}"]
        lines += [f"    {printable(difference)}" for difference in decision.differences]
    return lines + [f"    note: {printable(remark)}" for remark in decision.remarks]


def replay_data(found: Replay, version: str) -> dict[str, Any]:
    """Return the replay for programs."""
    return {
        "version": REPLAY_VERSION,
        "tool": {"then": found.tool_then, "now": version},
        "same": found.is_same,
        "decisions_hold": found.decisions_hold,
        "drafts": [
            {
                "draft": draft.draft,
                "draft_state": draft.state.replace(" ", "_"),
                "registry": {
                    "location": draft.location,
                    "digest_then": draft.digest_then,
                    "digest_now": draft.digest_now,
                },
                "changes": list(draft.changes),
                "decisions": [
                    {
                        "owner": decision.owner,
                        "signer": decision.signer,
                        "position": decision.position,
                        "same": not decision.differences,
                        "then": _answer(decision.then),
                        "now": _answer(decision.now),
                        "differences": list(decision.differences),
                        "remarks": list(decision.remarks),
                    }
                    for decision in draft.decisions
                ],
            }
            for draft in found.drafts
        ],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "code": answer.code,
        "chain": list(answer.chain),
        "sentence": answer.sentence,
    }
