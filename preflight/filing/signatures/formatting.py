"""Writing a reading as a signature line in one canonical style."""

from __future__ import annotations

from preflight.filing.signatures.line import EntityStep, LineStatus, SignatureLine, Signer, SigningRole
from preflight.filing.signatures.reading import parse_signature_line

_ENTITY_ROLES = {
    SigningRole.GENERAL_PARTNER: "its general partner",
    SigningRole.MANAGING_MEMBER: "its managing member",
    SigningRole.MANAGER: "its manager",
    SigningRole.TRUSTEE: "its trustee",
    SigningRole.EXECUTOR: "its executor",
    SigningRole.CUSTODIAN: "its custodian",
    SigningRole.GUARDIAN: "its guardian",
    SigningRole.CONSERVATOR: "its conservator",
}


def format_signature_line(line: SignatureLine) -> str:
    """Return ``line`` in canonical style; reading that text gives the same reading.

    Where the canonical style cannot say what was read (or not everything was understood), the text is the
    raw one with its white space reduced.
    """
    if line.status is LineStatus.COMPLETE and not line.starred:
        text = "; ".join(_signer(signer) for signer in line.signers)
        if _facts(parse_signature_line(text)) == _facts(line):
            return text
    return _reduced(line.raw)


def _signer(signer: Signer) -> str:
    """Write one signer: the chain of entities, the name, the capacity, the principals, the papers."""
    chain = [_step(step) for step in signer.entities]
    outermost = {step.name.text for step in signer.entities}
    text = ("/s/ " if signer.conformed else "") + signer.name.text
    text = ", by: ".join([*chain, text])
    for name in signer.former_names:
        text += f" f/k/a {name.text}"
    attorney = SigningRole.ATTORNEY_IN_FACT in signer.roles
    if signer.individually:
        text += ", individually"
    if signer.title is not None:
        text += f", {signer.title.text}"
    if attorney:
        text += ", Attorney-in-Fact"
    principals = [part.text for part in signer.principals if part.text not in outermost]
    if signer.acting_for_officer is not None:
        principals = [signer.acting_for_officer.text]
    if signer.for_each_owner:
        principals = ["each Reporting Person"]
    if principals:
        text += f" {'for' if attorney else ', on behalf of'} " + " and ".join(principals)
    for paper in signer.papers:
        text += f", pursuant to {paper.words.text}"
    return text.replace(" ,", ",")


def _step(step: EntityStep) -> str:
    role = _ENTITY_ROLES.get(step.role)
    return step.name.text if role is None else f"{step.name.text}, {role}"


def _facts(line: SignatureLine) -> tuple[object, ...]:
    """Return what was read without spans, for comparison."""
    return (
        line.status,
        tuple(
            (
                signer.name.text,
                signer.roles,
                None if signer.title is None else signer.title.text,
                tuple(part.text for part in signer.principals),
                signer.for_each_owner,
                signer.individually,
                tuple((step.name.text, step.role) for step in signer.entities),
                None if signer.acting_for_officer is None else signer.acting_for_officer.text,
                signer.is_firm,
                signer.conformed,
                tuple((paper.words.text, paper.dated) for paper in signer.papers),
                tuple(part.text for part in signer.former_names),
            )
            for signer in line.signers
        ),
        line.dates,
    )


def _reduced(raw: str) -> str:
    """Return the text with runs of blanks reduced to one and blank lines dropped; line breaks stay."""
    lines = (" ".join(text.split()) for text in raw.splitlines())
    return "\n".join(text for text in lines if text)
