"""The answer of `preflight who`: who may sign, of whom nobody can tell, and who may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from preflight.authority.decision import Decision, Path
from preflight.authority.instruments import Capacity, Exercise, Instrument
from preflight.authority.reasons import Reason, Verdict, describe
from preflight.authority.registry import Registry
from preflight.authority.who import is_owner
from preflight.lazy_dataclass import dataclass
from preflight.reports.chain_tree import LINES, Glyphs, chain_tree
from preflight.reports.decision_data import decision_data
from preflight.reports.style import PLAIN, Style, printable

WHO_VERSION = 1

_HEADINGS = {
    Verdict.AUTHORIZED: "May sign:",
    Verdict.CANNOT_TELL: "Nobody can tell:",
    Verdict.NOT_AUTHORIZED: "May not sign, though a paper or record names them:",
}
_CAPACITIES = {
    Capacity.INDIVIDUAL: "an individual",
    Capacity.OFFICER_DIRECTOR: "officer or director",
    Capacity.TEN_PERCENT: "ten-percent owner",
    Capacity.FIDUCIARY: "a fiduciary",
    Capacity.TRUSTEE: "trustee",
    Capacity.ENTITY_SIGNATORY: "signatory of an entity",
    Capacity.ANY_OTHER: "another capacity",
    Capacity.ANY: "any capacity",
}


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """The question as people ask it, and a decision on everybody; names are empty where none is recorded."""

    registry: Registry
    owner_cik: str
    owner_name: str
    issuer_cik: str
    issuer_name: str
    form: str
    day: date
    known_at: date | None
    capacities: tuple[Capacity, ...]
    decisions: tuple[Decision, ...]

    def having(self, verdict: Verdict) -> tuple[Decision, ...]:
        """The decisions with ``verdict``, the owner's own signature first."""
        found = (decision for decision in self.decisions if decision.verdict is verdict)
        return tuple(sorted(found, key=lambda decision: not is_owner(decision)))

    @property
    def papers(self) -> dict[str, Instrument]:
        """The papers that the decisions speak of, by id, sorted."""
        ids = {
            link.instrument
            for decision in self.decisions
            for chain in (decision.chain, *(path.links for path in decision.candidates))
            for link in chain
        }
        return {found: self.registry.by_id[found] for found in sorted(ids) if found in self.registry.by_id}


def render_who(
    answer: WhoAnswer, style: Style = PLAIN, glyphs: Glyphs = LINES, *, with_chains: bool = False
) -> str:
    """Return the answer as text, one person a line; ``with_chains`` draws the chain of each below."""
    owner = _party(answer.owner_name, answer.owner_cik)
    lines = [
        f"Who may sign Form {printable(answer.form)} for {style.strong(owner)}",
        f"  issuer {_party(answer.issuer_name, answer.issuer_cik)}, signed on {answer.day}; "
        f"the owner reports as {' and '.join(_CAPACITIES[one] for one in answer.capacities)}",
    ]
    if not answer.owner_name:
        lines.append("  The registry holds nothing about this owner.")
    papers = answer.papers
    for verdict, heading in _HEADINGS.items():
        found = answer.having(verdict)
        if found:
            lines += ["", style.verdict(verdict, heading)]
        for decision in found:
            lines += (f"  {line}" for line in _one(decision, answer, papers, style))
            if with_chains and not is_owner(decision):
                proof = (Path(decision.chain, decision.verdict, ()),)
                paths = proof if decision.is_authorized else decision.candidates
                tree = chain_tree(answer.owner_name or owner, paths, papers, style, glyphs)
                lines += (f"    {line}" for line in tree)
    known = f", as known at {answer.known_at}" if answer.known_at is not None else ""
    lines += ["", style.faint(f"Registry: {printable(answer.registry.location)}{known}")]
    return "\n".join(lines) + "\n"


def who_data(answer: WhoAnswer) -> dict[str, Any]:
    """Return the answer for programs: the question, and each signer with the whole decision."""
    from preflight.registries.encode import encode_instrument

    return {
        "version": WHO_VERSION,
        "owner": {"cik": answer.owner_cik, "name": answer.owner_name or None},
        "issuer": {"cik": answer.issuer_cik, "name": answer.issuer_name or None},
        "form": answer.form,
        "on": answer.day.isoformat(),
        "known_at": None if answer.known_at is None else answer.known_at.isoformat(),
        "capacities": [capacity.value for capacity in answer.capacities],
        "registry": {"location": answer.registry.location, "digest": answer.registry.digest},
        "signers": [
            {
                "name": decision.request.signature.signer,
                "in_person": is_owner(decision),
                "together_with": [other.signer for other in decision.request.co_signatures],
                "verdict": decision.verdict.value,
                "code": decision.code.value,
                "decision": decision_data(decision),
            }
            for decision in answer.decisions
        ],
        "instruments": [encode_instrument(paper) for paper in answer.papers.values()],
    }


def basis(decision: Decision, papers: Mapping[str, Instrument]) -> str:
    """Return in a few words on what an authorized signature rests: in person, or through which papers."""
    if decision.code is Reason.SELF:
        return "in person"
    steps = [f'"{link.instrument}"' for link in decision.chain]
    through = [link.person for link in decision.chain[:-1]]
    last = decision.chain[-1]
    as_holder = "" if last.attorney == last.person else f" as {last.attorney.replace('_', ' ')}"
    words = f"under {', then '.join(steps)}{as_holder}"
    if through:
        words += f", through {', then '.join(through)}"
    return words + _together(decision, papers.get(last.instrument))


def _together(decision: Decision, paper: Instrument | None) -> str:
    """With whom the signer has to sign."""
    others = [other.signer for other in decision.request.co_signatures]
    if not others:
        return ""
    if paper is not None and paper.exercise is Exercise.AT_LEAST and paper.exercise_at_least is not None:
        needed = paper.exercise_at_least - 1
        if needed < len(others):
            return f", together with {needed} of {', '.join(others)}"
    return f", together with {', '.join(others)}"


def _one(
    decision: Decision, answer: WhoAnswer, papers: Mapping[str, Instrument], style: Style
) -> Iterator[str]:
    is_nameless = is_owner(decision) and not answer.owner_name
    name = style.strong("the owner" if is_nameless else printable(decision.request.signature.signer))
    if decision.is_authorized:
        yield f"{name}, {printable(basis(decision, papers))}"
    else:
        yield f"{name}: {printable(decision.sentence)}"
    for note in decision.notes:
        yield f"    {style.faint('note:')} {printable(describe(note))}"


def _party(name: str, cik: str) -> str:
    number = f"CIK {int(cik)}"
    return f"{printable(name)} ({number})" if name else number


def names_of(registry: Registry, cik: str) -> Sequence[str]:
    """Return the recorded names of the person or entity with ``cik``, the preferred one first."""
    return registry.names_by_cik.get(cik, ())
