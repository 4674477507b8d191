"""The answer of `preflight registry impact`: what would be lost, owner by owner, and who would be left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from preflight.authority.decision import Decision
from preflight.authority.impact import Change, OwnerImpact
from preflight.authority.reasons import Reason
from preflight.authority.registry import Registry
from preflight.lazy_dataclass import dataclass
from preflight.reports.style import PLAIN, Style, printable

IMPACT_VERSION = 1


@dataclass(frozen=True, slots=True)
class ImpactAnswer:
    """The question in words (``supposed``), the days compared, and what changes for each owner."""

    registry: Registry
    supposed: str
    before: date
    after: date
    owners: tuple[OwnerImpact, ...]
    names: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def loses_something(self) -> bool:
        """Whether anybody loses authority."""
        return any(owner.losses for owner in self.owners)


def render_impact(answer: ImpactAnswer, style: Style = PLAIN) -> str:
    """Return the answer as text."""
    lines = [style.strong(printable(answer.supposed))]
    if answer.names:
        lines.append(f"  recorded as: {printable(', '.join(answer.names))}")
    if answer.doubtful:
        lines.append(f"  not taken for the same person: {printable(', '.join(answer.doubtful))}")
    for owner in answer.owners:
        lines += ["", *_owner(owner, answer.registry, style)]
    lines.append("")
    losing = sum(bool(owner.losses) for owner in answer.owners)
    deserted = sum(bool(owner.deserted) for owner in answer.owners)
    if not answer.owners:
        lines.append("Nobody loses or gains authority.")
    else:
        noun = "owner" if losing == 1 else "owners"
        lines.append(f"{losing} {noun} with a loss, {deserted} of them left without anybody else.")
    return "\n".join(lines) + "\n"


def _owner(owner: OwnerImpact, registry: Registry, style: Style) -> Iterator[str]:
    issuer = printable(_issuer_label(owner.issuer, registry))
    yield f"{style.strong(printable(_owner_label(owner)))}, {issuer}"
    for change, forms in _by_signer(owner.losses):
        yield f"  {style.strong(printable(change.signer))} can no longer sign {_forms(forms)}:"
        yield f"      {printable(_why(change.after))}"
    for change, forms in _by_signer(owner.gains):
        yield f"  {style.strong(printable(change.signer))} can now sign {_forms(forms)}"
    if owner.fallen:
        noun = "delegation" if len(owner.fallen) == 1 else "delegations"
        ids = ", ".join(f'"{identity}"' for identity in owner.fallen)
        yield f"  {noun} of no more use: {printable(ids)}"
    for names, forms in _grouped(owner.left):
        own = ["the owner in person"] if owner.in_person else []
        others = ", ".join(map(printable, (*own, *names))) or "nobody"
        yield f"  left for {_forms(forms)}: {others}"
    if owner.deserted:
        whom = "nobody but the owner" if owner.in_person else "nobody"
        yield f"  {style.strong(f'{whom} may sign {_forms(owner.deserted)} any more')}"


def _owner_label(owner: OwnerImpact) -> str:
    cik = owner.owner.cik
    return owner.name if cik is None else f"{owner.name} (CIK {int(cik)})"


def _issuer_label(issuer: str | None, registry: Registry) -> str:
    if issuer is None:
        return "whatever the issuer"
    record = registry.issuers_by_cik.get(issuer)
    number = f"CIK {int(issuer)}"
    return f"issuer {number}" if record is None else f"issuer {record.name} ({number})"


def _why(after: Decision) -> str:
    if after.code is Reason.NOT_NAMED:
        return "no paper or record lets him or her act any more."
    return after.sentence


def _by_signer(changes: Sequence[Change]) -> Iterator[tuple[Change, list[str]]]:
    """The changes of one signer for one reason, and the forms that they are about."""
    groups: dict[tuple[str, str], tuple[Change, list[str]]] = {}
    for change in changes:
        key = (change.signer, _why(change.after) if change.is_loss else "")
        groups.setdefault(key, (change, []))[1].append(change.form)
    yield from groups.values()


def _grouped(
    left: Sequence[tuple[str, tuple[str, ...]]],
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for form, names in left:
        groups.setdefault(names, []).append(form)
    yield from groups.items()


def _forms(forms: Sequence[str]) -> str:
    return f"Form{'s' if len(forms) > 1 else ''} {', '.join(forms)}"


def impact_data(answer: ImpactAnswer) -> dict[str, Any]:
    """Return the answer for programs."""
    return {
        "version": IMPACT_VERSION,
        "supposed": answer.supposed,
        "before": answer.before.isoformat(),
        "after": answer.after.isoformat(),
        "registry": {"location": answer.registry.location, "digest": answer.registry.digest},
        "names": list(answer.names),
        "doubtful_names": list(answer.doubtful),
        "owners": [
            {
                "owner": {"cik": owner.owner.cik, "name": owner.name},
                "issuer": owner.issuer,
                "owner_in_person": owner.in_person,
                "losses": [_change(change) for change in owner.losses],
                "gains": [_change(change) for change in owner.gains],
                "fallen_delegations": list(owner.fallen),
                "left": [{"form": form, "signers": list(names)} for form, names in owner.left],
                "left_without_anybody_else": list(owner.deserted),
            }
            for owner in answer.owners
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "signer": change.signer,
        "form": change.form,
        "before": {"verdict": change.before.verdict.value, "code": change.before.code.value},
        "after": {
            "verdict": change.after.verdict.value,
            "code": change.after.code.value,
            "sentence": change.after.sentence,
        },
        "chain": [link.instrument for link in change.before.chain],
    }
