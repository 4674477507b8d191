"""From a statement that has been read to its signers: roles, principals and entities put together."""

from __future__ import annotations

from preflight.filing.signatures.capacity import ATTORNEY_ROLES, Capacity
from preflight.filing.signatures.line import EntityStep, Part, Signer, SigningRole
from preflight.filing.signatures.parties import Party, part_of
from preflight.filing.signatures.statement import (
    MOST_TOGETHER,
    SignerDraft,
    Statement,
    Step,
    same_name,
    steps_of,
)

_STRENGTH = {
    role: strength
    for strength, role in enumerate(
        (
            SigningRole.EDGAR_ROLE,
            SigningRole.ATTORNEY_IN_FACT,
            SigningRole.ON_BEHALF,
            SigningRole.TRUSTEE,
            SigningRole.EXECUTOR,
            SigningRole.GUARDIAN,
            SigningRole.CONSERVATOR,
            SigningRole.CUSTODIAN,
            SigningRole.GENERAL_PARTNER,
            SigningRole.MANAGING_MEMBER,
            SigningRole.MANAGER,
            SigningRole.OFFICER,
            SigningRole.LAWYER,
            SigningRole.UNSTATED,
        )
    )
}
"""An EDGAR role stands first: who claims one has no authority by it, whatever else is said (reading A23)."""

_WITHIN_POWER = frozenset({SigningRole.ON_BEHALF, SigningRole.OFFICER})
"""Roles that say nothing more beside "attorney-in-fact": who signs by a power, and the signer's own job."""


def signers_of(statement: Statement) -> tuple[list[Signer], list[Part]]:
    """Return the signers of the statement and the parts that remain doubtful."""
    doubts = [party.part for party in statement.doubtful]
    doubts.extend(step.party.part for step in statement.steps[MOST_TOGETHER:])
    doubts.extend(party.part for party in statement.heads[MOST_TOGETHER:])
    del statement.steps[MOST_TOGETHER:]
    del statement.heads[MOST_TOGETHER:]
    statement.heads.extend(signer.party for signer in statement.before_mark)
    if not statement.signers:
        return _without_signer(statement, doubts)
    _drop_own_name(statement, doubts)
    _join_officers(statement, doubts)
    _doubt_ungrouped(statement, doubts)
    if statement.heads and not any(signer.capacity.roles for signer in statement.signers):
        doubts.extend(head.part for head in statement.unexplained_heads)
    signers = [_signer(statement, draft, doubts) for draft in statement.signers]
    doubts.extend(party.part for party in _named(statement) if not party.clear)
    if statement.awaits_name and statement.after_by:
        doubts.extend(draft.party.part for draft in statement.signers[-1:])
    return signers, doubts


def _drop_own_name(statement: Statement, doubts: list[Part]) -> None:
    """ "/s/ A, by: A, Manager": whoever signs without a power is not the principal of the same name."""
    own = [draft.party for draft in statement.signers if ATTORNEY_ROLES.isdisjoint(draft.capacity.roles)]
    dropped = [head for head in statement.heads if any(same_name(head, party) for party in own)]
    statement.heads = [head for head in statement.heads if head not in dropped]
    if (statement.steps or statement.heads) and not statement.mark_seen:
        doubts.extend(head.part for head in dropped)  # one of several for whom is signed?


def _join_officers(statement: Statement, doubts: list[Part]) -> None:
    """ "X LLC, by: /s/ A, Director, by: /s/ B, Director": both sign; an attorney signs for the officer."""
    if any(not ATTORNEY_ROLES.isdisjoint(draft.capacity.roles) for draft in statement.signers):
        doubts.extend(draft.party.part for draft in statement.officers[:-1])
        return
    doubts.extend(draft.party.part for draft in statement.officers if not draft.conformed)
    statement.signers[:0] = statement.officers
    statement.officers = []


def _named(statement: Statement) -> list[Party]:
    parties = [*statement.heads, *(step.party for step in statement.steps)]
    for draft in statement.signers:
        parties.append(draft.party)
        parties.extend(draft.capacity.principals)
        parties.extend(draft.capacity.former_names)
        for group, _ in draft.capacity.steps:
            parties.extend(group)
    return parties


def _without_signer(statement: Statement, doubts: list[Part]) -> tuple[list[Signer], list[Part]]:
    """An entity alone is taken for a firm that signs; everything else lacks its signer."""
    named = [*statement.heads, *statement.pending.principals, *(step.party for step in statement.steps)]
    alone = (
        len(statement.steps) == 1
        and not statement.heads
        and not statement.pending.is_stated
        and not statement.after_by
    )
    if not alone or not statement.steps[0].party.clear:
        return [], doubts + [party.part for party in named]
    step = statement.steps[0]
    draft = SignerDraft(step.party, Capacity(), step.marked, is_firm=True)
    statement.steps = []
    return [_signer(statement, draft, doubts)], doubts


def _doubt_ungrouped(statement: Statement, doubts: list[Part]) -> None:
    """ "/s/ A, /s/ B, Attorney-in-Fact": two signers, or A by B? It cannot be told."""
    if len(statement.signers) < 2:
        return
    last = statement.signers[-1].capacity
    attorney = not ATTORNEY_ROLES.isdisjoint(last.roles) and not last.principals and not last.is_plural
    if attorney and not all(draft.capacity.is_stated for draft in statement.signers):
        doubts.append(statement.signers[0].party.part)


def _signer(statement: Statement, draft: SignerDraft, doubts: list[Part]) -> Signer:
    capacity = draft.capacity
    entities = _without_doubles([*statement.steps, *steps_of(capacity)])
    principals, officer = _principals(statement, draft, doubts)
    title = _title(capacity)
    if draft.party.esquire is not None and not capacity.is_stated and not entities and not statement.heads:
        title = part_of([draft.party.esquire])
        capacity.add_role(SigningRole.LAWYER)
    return Signer(
        name=draft.party.part,
        roles=_roles(statement, capacity, entities, principals),
        title=title,
        principals=tuple(party.part for party in principals),
        for_each_owner=capacity.for_each_owner,
        individually=capacity.individually or (draft.signs_twice and bool(principals or entities)),
        entities=tuple(EntityStep(step.party.part, step.role) for step in entities),
        acting_for_officer=None if officer is None else officer.part,
        is_firm=draft.is_firm,
        conformed=draft.conformed,
        papers=tuple(capacity.papers),
        former_names=tuple(party.part for party in capacity.former_names),
    )


def _principals(
    statement: Statement, draft: SignerDraft, doubts: list[Part]
) -> tuple[list[Party], Party | None]:
    """Return for whom the signer signs, and the officer whose attorney-in-fact he or she is."""
    capacity = draft.capacity
    explicit = _distinct([*statement.heads, *capacity.principals])
    officer = capacity.officer or next((draft.party for draft in reversed(statement.officers)), None)
    if not statement.steps:
        return explicit, officer
    outer: list[Party] = []
    for step in statement.steps:
        if step.is_attorney:
            continue
        if outer and not (step.heads and step.role is SigningRole.UNSTATED):
            break
        if step.role is not SigningRole.UNSTATED and not step.heads:
            break
        outer.append(step.party)
    outer += [step.party for step in statement.steps if step.for_itself]
    persons = [party for party in capacity.principals if not party.is_entity]
    if not persons:
        return _distinct([*outer, *explicit]), officer
    firm = len(statement.steps) == 1 and (statement.steps[0].marked or statement.steps[0].is_attorney)
    if not firm and len(statement.steps) == 1 and statement.steps[0].party.is_profession and officer is None:
        doubts.append(statement.steps[0].party.part)  # the attorney's firm, or the owner's officer?
        return explicit, None
    if firm and not statement.heads and officer is None:
        return explicit, officer
    if len(persons) > 1 or ATTORNEY_ROLES.isdisjoint(capacity.roles):
        doubts.extend(party.part for party in persons)
        return _distinct([*outer, *explicit]), officer
    return outer, persons[0]


def _roles(
    statement: Statement, capacity: Capacity, entities: list[Step], principals: list[Party]
) -> tuple[SigningRole, ...]:
    roles = list(capacity.roles)
    if SigningRole.EXECUTOR in roles and _represents_company(capacity, entities):
        roles[roles.index(SigningRole.EXECUTOR)] = SigningRole.OFFICER
    if set(roles) != {SigningRole.LAWYER} and SigningRole.LAWYER in roles:
        roles.remove(SigningRole.LAWYER)
    if SigningRole.ATTORNEY_IN_FACT in roles:
        roles = [role for role in roles if role not in _WITHIN_POWER]
    elif SigningRole.ON_BEHALF in roles and (len(roles) > 1 or (statement.steps and capacity.titles)):
        roles.remove(SigningRole.ON_BEHALF)
    if not roles and capacity.titles and entities:
        roles = [SigningRole.OFFICER]
    if not roles and statement.heads:
        roles = [SigningRole.ON_BEHALF]
    if not roles and not entities and principals:
        roles = [SigningRole.ON_BEHALF]
    return tuple(sorted(roles, key=_STRENGTH.__getitem__)) or (SigningRole.UNSTATED,)


def _represents_company(capacity: Capacity, entities: list[Step]) -> bool:
    """Return whether a "legal representative" is that of a company, not of an estate."""
    keys = [" ".join(token.key for token in tokens) for tokens in capacity.titles]
    return keys == ["legal representative"] and any(step.party.has_form for step in entities)


def _title(capacity: Capacity) -> Part | None:
    """Return the title; "Esq." is none where a role is stated."""
    titles = capacity.titles
    if set(capacity.roles) - {SigningRole.LAWYER}:
        titles = [tokens for tokens in titles if tokens[0].key not in ("esq", "esquire")]
    return part_of(titles[0]) if titles else None


def _distinct(parties: list[Party]) -> list[Party]:
    found: dict[tuple[str, ...], Party] = {}
    for party in parties:
        found.setdefault(party.keys, party)
    return list(found.values())


def _without_doubles(steps: list[Step]) -> list[Step]:
    found: dict[tuple[str, ...], Step] = {}
    for step in steps:
        found.setdefault(step.party.keys, step)
    return list(found.values())
