"""A statement of a signature line while it is being read: who was named so far, and as what.

One statement holds the names that belong together: entities of a chain, principals, and the signers under
them. :meth:`Statement.result` turns it into the values of :mod:`preflight.filing.signatures.line`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from preflight.filing.signatures.capacity import ATTORNEY_ROLES, Capacity
from preflight.filing.signatures.line import EntityStep, Part, Signer, SigningRole
from preflight.filing.signatures.parties import Party, part_of

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


@dataclass(slots=True)
class Step:
    """An entity of the chain, with its role for the one before it."""

    party: Party
    role: SigningRole
    marked: bool = False
    heads: bool = False
    """True where the entity stands before any "by": the owner, whatever role is stated of it."""


@dataclass(slots=True)
class SignerDraft:
    """A signer while the line is being read."""

    party: Party
    capacity: Capacity
    conformed: bool
    is_firm: bool = False
    introduced: bool = False
    """True where "by" stands before the name."""

    def share(self, capacity: Capacity) -> None:
        """Take over what was said of several signers at once."""
        own = self.capacity
        for role in capacity.roles:
            own.add_role(role)
        own.titles = own.titles or list(capacity.titles)
        own.principals = own.principals or list(capacity.principals)
        own.steps = own.steps or list(capacity.steps)
        own.papers = own.papers or list(capacity.papers)
        own.for_each_owner = own.for_each_owner or capacity.for_each_owner


@dataclass(slots=True)
class Statement:
    """What was read so far of one statement."""

    steps: list[Step] = field(default_factory=list)
    heads: list[Party] = field(default_factory=list)
    """Persons named before "by": those for whom is signed."""
    signers: list[SignerDraft] = field(default_factory=list)
    pending: Capacity = field(default_factory=Capacity)
    """Said before the name it belongs to ("POA: Jane Roe")."""
    unexplained_heads: list[Party] = field(default_factory=list)
    """Persons named before a mark, without "by"."""
    officer: Party | None = None
    doubtful: list[Party] = field(default_factory=list)
    after_by: bool = False
    marked: bool = False
    """A conformed-signature mark stands before the next name."""
    grouping: bool = False
    """The next marked name belongs to the group of signers before it."""
    _group: int = 0
    """Number of signers at the end of the list that were named together."""
    _before_mark: list[SignerDraft] = field(default_factory=list)
    _entity_last: bool = False
    _mark_seen: bool = False

    @property
    def awaits_name(self) -> bool:
        """True behind "by" and behind a mark."""
        return self.after_by or self.marked

    @property
    def is_empty(self) -> bool:
        """True where nothing was named and no capacity stated."""
        return not (self.steps or self.heads or self.signers or self._before_mark or self.pending.is_stated)

    @property
    def entity_was_marked(self) -> bool:
        """True where a mark stands before the entity named last."""
        return bool(self.steps) and self.steps[-1].marked

    def entity_target(self) -> Step | None:
        """Return the entity of which a capacity that follows speaks, if an entity was named last."""
        return self.steps[-1] if self._entity_last and self.steps and not self.awaits_name else None

    def capacity_targets(self) -> list[SignerDraft]:
        """Return the signers of whom a capacity that follows speaks; none where a name must follow first."""
        return self.signers[-self._group :] if self._group and self.signers and not self.awaits_name else []

    def capacity_target(self) -> Capacity:
        """Return the capacity of the signer named last, or the one that waits for its name."""
        targets = self.capacity_targets()
        return targets[-1].capacity if targets else self.pending

    def conform_last(self) -> None:
        """A mark behind a name: that name is signed."""
        for signer in self.capacity_targets():
            signer.conformed = True

    def printed_before_mark(self) -> None:
        """A mark before a name, and an unsigned name before the mark: it is printed, or the principal."""
        targets = self.capacity_targets()
        if self.grouping or not targets:
            return
        if all(not signer.conformed and not signer.capacity.is_stated for signer in targets):
            self._before_mark = targets
            del self.signers[-len(targets) :]
            self._group = 0

    def signed_by_another(self) -> None:
        """ "by": the persons named before did not sign themselves; the name that follows did.

        One who signs for a named principal did sign: what follows then is left in doubt.
        """
        targets = self.capacity_targets()
        if any(item.capacity.principals and _holds_power(item) and not item.is_firm for item in targets):
            return
        for signer in [*self._before_mark, *self.capacity_targets()]:
            self._mark_seen = self._mark_seen or signer.conformed
            if signer.is_firm:
                self.steps.append(Step(signer.party, SigningRole.UNSTATED, signer.conformed, heads=True))
                self.pending = signer.capacity
            elif self.steps and (signer.introduced or signer.capacity.is_stated):
                self.officer = signer.party
            elif signer.capacity.steps:
                self.officer = signer.party
                self.steps.extend(_steps_of(signer.capacity))
            else:
                self.heads.append(signer.party)
        if self.capacity_targets():
            del self.signers[-self._group :]
        self._before_mark = []
        self._group = 0
        self.after_by = True

    def add_entity(self, party: Party) -> None:
        """An entity: a further step of the chain; a role stated before it ("its general partner") is its."""
        role = SigningRole.UNSTATED
        if self.pending.roles and self.steps:
            role = self.pending.roles[0]
            self.pending = Capacity()
        self.steps.append(Step(party, role, self.marked, heads=not self.after_by))
        self._mark_seen = self._mark_seen or self.marked
        self.marked = self.after_by = False
        self._entity_last = True

    def add_signer(self, party: Party, *, grouped: bool) -> None:
        """A person who signs."""
        earlier = self._before_mark
        if earlier and not all(same_name(signer.party, party) for signer in earlier):
            self.heads.extend(signer.party for signer in earlier)
            self.unexplained_heads.extend(signer.party for signer in earlier)
            if self.steps:
                self.doubtful.extend(signer.party for signer in earlier)
        self._before_mark = []
        joins = (grouped or self.grouping) and bool(self.signers)
        conformed = self.marked or (self._mark_seen and not self.signers)
        if grouped and joins:
            conformed = self.signers[-1].conformed
        capacity, self.pending = self.pending, Capacity()
        self.signers.append(SignerDraft(party, capacity, conformed, introduced=self.after_by))
        self._group = self._group + 1 if grouped and joins else 1
        self.marked = self.after_by = self.grouping = self._entity_last = False

    def add_printed_name(self, party: Party) -> None:
        """The name behind "Name:": the signer's in print, or the signer where none was named."""
        if not self.signers or self.awaits_name:
            if not self.repeats(party):
                self.add_signer(party, grouped=False)
        elif not similar_name(self.signers[-1].party, party):
            self.doubtful.append(party)

    def repeats(self, party: Party) -> bool:
        """Return whether ``party`` is the signer named last, in print; notes a mark before it."""
        targets = self.capacity_targets() if not self.awaits_name else self.signers[-1:]
        if not targets or self.after_by or not same_name(targets[-1].party, party):
            return False
        targets[-1].conformed = targets[-1].conformed or self.marked
        self.marked = False
        return True

    def recast_as_entity(self) -> None:
        """A bare name before "Y LLC, its general partner" was an entity without a word that shows it."""
        for signer in self.capacity_targets():
            self.steps.append(Step(signer.party, SigningRole.UNSTATED, heads=True))
        del self.signers[-self._group :]
        self._group = 0

    @property
    def last_is_bare(self) -> bool:
        """True where nothing is said of the last name but that it is signed."""
        targets = self.capacity_targets()
        return bool(targets) and not any(item.capacity.is_stated for item in targets)

    @property
    def has_bare_signer(self) -> bool:
        """True where the last name stands there without mark and capacity."""
        return self.last_is_bare and not any(item.conformed for item in self.capacity_targets())

    def employer(self, party: Party, office: Capacity | None) -> None:
        """An entity behind a signer without a word between them: behind a title, where he or she works.

        ``office`` is what is said of the entity itself ("General Partner of X").
        """
        capacity = self.signers[-1].capacity
        if not capacity.titles or capacity.steps or capacity.principals:
            self.doubtful.append(party)
        role = SigningRole.UNSTATED
        if office is not None and office.steps:
            role = next(iter(office.roles), SigningRole.OFFICER)
            capacity.principals.extend(office.principals)
            capacity.add_role(SigningRole.OFFICER)
        elif (
            capacity.roles
            and SigningRole.OFFICER not in capacity.roles
            and not _holds_power(self.signers[-1])
        ):
            capacity.principals.append(party)
        capacity.steps.append(([party], role))
        capacity.steps.extend(office.steps if office is not None else [])

    def firm_signs(self, step: Step, capacity: Capacity) -> None:
        """The entity named last is itself attorney-in-fact: a firm that signs."""
        self.steps.remove(step)
        self.signers.append(SignerDraft(step.party, capacity, step.marked, is_firm=True))
        self._group = 1
        self._entity_last = False

    def acts_for(self, step: Step, role: SigningRole, capacity: Capacity) -> None:
        """The entity named last acts in ``role`` for those named behind it ("general partner of X")."""
        step.role = role
        outer = _steps_of(capacity)
        if outer:
            self.steps[-1:] = [*outer, step]
        else:
            self.heads.extend(capacity.principals)

    def head_from_pending(self, *, added_role: bool) -> None:
        """ "For X, /s/ ...": an entity for which the next name signs heads the chain."""
        entities = [party for party in self.pending.principals if party.is_entity]
        if not entities or len(entities) != len(self.pending.principals):
            return
        self.pending.principals.clear()
        if added_role:
            self.pending.roles.remove(SigningRole.ON_BEHALF)
        self.steps.extend(Step(party, SigningRole.UNSTATED, heads=True) for party in entities)

    # --- the result -----------------------------------------------------------------------------------

    def result(self) -> tuple[list[Signer], list[Part]]:
        """Return the signers of the statement and the parts that remain doubtful."""
        doubts = [party.part for party in self.doubtful]
        self.heads.extend(signer.party for signer in self._before_mark)
        if not self.signers:
            return self._without_signer(doubts)
        self._doubt_ungrouped(doubts)
        if self.heads and not any(signer.capacity.roles for signer in self.signers):
            doubts.extend(head.part for head in self.unexplained_heads)
        signers = [self._signer(draft, doubts) for draft in self.signers]
        doubts.extend(party.part for party in self._named() if not party.clear)
        if self.awaits_name and self.after_by:
            doubts.extend(draft.party.part for draft in self.signers[-1:])
        return signers, doubts

    def _named(self) -> list[Party]:
        parties = [*self.heads, *(step.party for step in self.steps)]
        for draft in self.signers:
            parties.append(draft.party)
            parties.extend(draft.capacity.principals)
            parties.extend(draft.capacity.former_names)
            for group, _ in draft.capacity.steps:
                parties.extend(group)
        return parties

    def _without_signer(self, doubts: list[Part]) -> tuple[list[Signer], list[Part]]:
        """An entity alone is taken for a firm that signs; everything else lacks its signer."""
        named = [*self.heads, *self.pending.principals, *(step.party for step in self.steps)]
        alone = len(self.steps) == 1 and not self.heads and not self.pending.is_stated and not self.after_by
        if not alone or not self.steps[0].party.clear:
            return [], doubts + [party.part for party in named]
        step = self.steps[0]
        draft = SignerDraft(step.party, Capacity(), step.marked, is_firm=True)
        self.steps = []
        return [self._signer(draft, doubts)], doubts

    def _doubt_ungrouped(self, doubts: list[Part]) -> None:
        """ "/s/ A, /s/ B, Attorney-in-Fact": two signers, or A by B? It cannot be told."""
        if len(self.signers) < 2:
            return
        last = self.signers[-1].capacity
        attorney = not ATTORNEY_ROLES.isdisjoint(last.roles) and not last.principals and not last.is_plural
        if attorney and not all(draft.capacity.is_stated for draft in self.signers):
            doubts.append(self.signers[0].party.part)

    def _signer(self, draft: SignerDraft, doubts: list[Part]) -> Signer:
        capacity = draft.capacity
        entities = _without_doubles([*self.steps, *_steps_of(capacity)])
        principals, officer = self._principals(draft, doubts)
        title = _title(capacity)
        if draft.party.esquire is not None and not capacity.is_stated and not entities and not self.heads:
            title = part_of([draft.party.esquire])
            capacity.add_role(SigningRole.LAWYER)
        return Signer(
            name=draft.party.part,
            roles=self._roles(capacity, entities, principals),
            title=title,
            principals=tuple(party.part for party in principals),
            for_each_owner=capacity.for_each_owner,
            individually=capacity.individually,
            entities=tuple(EntityStep(step.party.part, step.role) for step in entities),
            acting_for_officer=None if officer is None else officer.part,
            is_firm=draft.is_firm,
            conformed=draft.conformed,
            papers=tuple(capacity.papers),
            former_names=tuple(party.part for party in capacity.former_names),
        )

    def _principals(self, draft: SignerDraft, doubts: list[Part]) -> tuple[list[Party], Party | None]:
        """Return for whom the signer signs, and the officer whose attorney-in-fact he or she is."""
        capacity = draft.capacity
        explicit = _distinct([*self.heads, *capacity.principals])
        officer = capacity.officer or self.officer
        if not self.steps:
            return explicit, officer
        outer: list[Party] = []
        for step in self.steps:
            if outer and not (step.heads and step.role is SigningRole.UNSTATED):
                break
            if step.role is not SigningRole.UNSTATED and not step.heads:
                break
            outer.append(step.party)
        persons = [party for party in capacity.principals if not party.is_entity]
        if not persons:
            return _distinct([*outer, *explicit]), officer
        if len(self.steps) == 1 and self.steps[0].marked and not self.heads and officer is None:
            return explicit, officer
        if len(persons) > 1 or ATTORNEY_ROLES.isdisjoint(capacity.roles):
            doubts.extend(party.part for party in persons)
            return _distinct([*outer, *explicit]), officer
        return outer, persons[0]

    def _roles(
        self, capacity: Capacity, entities: list[Step], principals: list[Party]
    ) -> tuple[SigningRole, ...]:
        roles = list(capacity.roles)
        if set(roles) != {SigningRole.LAWYER} and SigningRole.LAWYER in roles:
            roles.remove(SigningRole.LAWYER)
        if SigningRole.ATTORNEY_IN_FACT in roles:
            roles = [role for role in roles if role not in _WITHIN_POWER]
        elif SigningRole.ON_BEHALF in roles and (len(roles) > 1 or (self.steps and capacity.titles)):
            roles.remove(SigningRole.ON_BEHALF)
        if not roles and capacity.titles and entities:
            roles = [SigningRole.OFFICER]
        if not roles and self.heads:
            roles = [SigningRole.ON_BEHALF]
        if not roles and not entities and principals:
            roles = [SigningRole.ON_BEHALF]
        return tuple(sorted(roles, key=_STRENGTH.__getitem__)) or (SigningRole.UNSTATED,)


_WITHIN_POWER = frozenset({SigningRole.ON_BEHALF, SigningRole.OFFICER})
"""Roles that say nothing more beside "attorney-in-fact": who signs by a power, and the signer's own job."""


def _title(capacity: Capacity) -> Part | None:
    """Return the title; "Esq." is none where a role is stated."""
    titles = capacity.titles
    if set(capacity.roles) - {SigningRole.LAWYER}:
        titles = [tokens for tokens in titles if tokens[0].key not in ("esq", "esquire")]
    return part_of(titles[0]) if titles else None


def _holds_power(signer: SignerDraft) -> bool:
    return not ATTORNEY_ROLES.isdisjoint(signer.capacity.roles)


def same_name(one: Party, other: Party) -> bool:
    """Return whether two names have the same first and last word, and so mean one person in this line."""
    left, right = one.keys, other.keys
    if left == right:
        return True
    return bool(left and right) and (left[0], left[-1]) == (right[0], right[-1]) and len(left) > 1


def similar_name(one: Party, other: Party) -> bool:
    """Return whether a printed name can be the signature's: a word of two letters or more in common."""
    left = {key for key in one.keys if len(key) > 1}
    return not left.isdisjoint(other.keys)


def _steps_of(capacity: Capacity) -> list[Step]:
    """Return the entities behind a role, outermost first."""
    return [
        Step(party, role, heads=role is SigningRole.UNSTATED)
        for parties, role in reversed(capacity.steps)
        for party in parties
    ]


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
