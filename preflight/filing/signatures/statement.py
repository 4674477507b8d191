"""A statement of a signature line while it is being read: who was named so far, and as what.

One statement holds the names that belong together: entities of a chain, principals, and the signers under
them. :mod:`preflight.filing.signatures.signers` turns it into signers.
"""

from __future__ import annotations

from dataclasses import field

from preflight.filing.signatures.capacity import ATTORNEY_ROLES, Capacity
from preflight.filing.signatures.line import SigningRole
from preflight.filing.signatures.parties import Party
from preflight.lazy_dataclass import dataclass

MOST_TOGETHER = 32
"""Names that are taken together (signers of one role, entities of one chain); a longer list is in doubt.

A filing has ten owners at most, and the bound keeps the work for a hostile line in proportion to its length.
"""


@dataclass(slots=True)
class Step:
    """An entity of the chain, with its role for the one before it."""

    party: Party
    role: SigningRole
    marked: bool = False
    heads: bool = False
    """True where the entity stands before any "by": the owner, whatever role is stated of it."""
    for_itself: bool = False
    """True where it is said to act "for itself" too."""
    is_attorney: bool = False
    """True where the entity is a firm that holds the power: the principals are others."""


@dataclass(slots=True)
class SignerDraft:
    """A signer while the line is being read."""

    party: Party
    capacity: Capacity
    conformed: bool
    is_firm: bool = False
    introduced: bool = False
    """True where "by" stands before the name."""
    signs_twice: bool = False
    """True where a second mark stands before the same name: once for himself or herself."""

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
    officers: list[SignerDraft] = field(default_factory=list)
    """Persons in an office, before "by": another uses it, or they sign together with whoever follows."""
    doubtful: list[Party] = field(default_factory=list)
    after_by: bool = False
    marked: bool = False
    """A conformed-signature mark stands before the next name."""
    stamped: bool = False
    """That mark is the words of an electronic signature, which may repeat a typed one."""
    grouping: bool = False
    """The next marked name belongs to the group of signers before it."""
    _group: int = 0
    """Number of signers at the end of the list that were named together."""
    before_mark: list[SignerDraft] = field(default_factory=list)
    """Signers named before the mark of another name, until it is clear what they are."""
    _entity_last: bool = False
    mark_seen: bool = False
    """True where somebody was named behind a mark before "by"."""

    @property
    def awaits_name(self) -> bool:
        """True behind "by" and behind a mark."""
        return self.after_by or self.marked

    @property
    def is_empty(self) -> bool:
        """True where nothing was named and no capacity stated."""
        return not (self.steps or self.heads or self.signers or self.before_mark or self.pending.is_stated)

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
            self.before_mark = targets
            del self.signers[-len(targets) :]
            self._group = 0

    def signed_by_another(self) -> None:
        """ "by": the persons named before did not sign themselves; the name that follows did.

        One who signs for a named principal did sign: what follows then is left in doubt.
        """
        targets = self.capacity_targets()
        if any(item.capacity.principals and _holds_power(item) and not item.is_firm for item in targets):
            return
        for signer in [*self.before_mark, *self.capacity_targets()]:
            self.mark_seen = self.mark_seen or signer.conformed
            if signer.is_firm:
                firm = Step(signer.party, SigningRole.UNSTATED, signer.conformed, heads=True)
                firm.is_attorney = _holds_power(signer)
                self.steps.append(firm)
                self.pending = signer.capacity
            elif self.steps and (signer.introduced or signer.capacity.is_stated):
                self._set_officer(signer)
            elif signer.capacity.steps:
                self._set_officer(signer)
                self.steps.extend(steps_of(signer.capacity))
            else:
                self.heads.append(signer.party)
        if self.capacity_targets():
            del self.signers[-self._group :]
        self.before_mark = []
        self._group = 0
        self.after_by = True

    def _set_officer(self, signer: SignerDraft) -> None:
        """A person in an office before "by"; he or she may be signed for too."""
        self.officers.append(signer)
        if signer.capacity.individually:
            self.heads.append(signer.party)

    def add_entity(self, party: Party) -> None:
        """An entity: a further step of the chain; a role stated before it ("its general partner") is its."""
        role = SigningRole.UNSTATED
        if self.pending.roles and self.steps:
            role = self.pending.roles[0]
            self.pending = Capacity()
        self.steps.append(Step(party, role, self.marked, heads=not self.after_by))
        self.mark_seen = self.mark_seen or self.marked
        self.marked = self.after_by = False
        self._entity_last = True

    def add_signer(self, party: Party, *, grouped: bool) -> None:
        """A person who signs."""
        earlier = self.before_mark
        if earlier and not all(same_name(signer.party, party) for signer in earlier):
            self.heads.extend(signer.party for signer in earlier)
            self.unexplained_heads.extend(signer.party for signer in earlier)
            if self.steps:
                self.doubtful.extend(signer.party for signer in earlier)
        self.before_mark = []
        joins = (grouped or self.grouping) and bool(self.signers)
        conformed = self.marked or (self.mark_seen and not self.signers)
        if grouped and joins:
            conformed = self.signers[-1].conformed
        capacity, self.pending = self.pending, Capacity()
        self.signers.append(SignerDraft(party, capacity, conformed, introduced=self.after_by))
        self._group = self._group + 1 if grouped and joins else 1
        if self._group > MOST_TOGETHER:
            self._group = MOST_TOGETHER
            self.doubtful.append(party)
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
        targets[-1].signs_twice = targets[-1].conformed and self.marked and not self.stamped
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
        targets = self.capacity_targets() or self.signers[-1:]
        capacity = targets[0].capacity
        if not capacity.titles or capacity.steps or capacity.principals:
            self.doubtful.append(party)
            if not party.clear:
                return
        role = SigningRole.UNSTATED
        if office is not None and office.steps:
            role = next(iter(office.roles), SigningRole.OFFICER)
            capacity.principals.extend(office.principals)
            capacity.add_role(SigningRole.OFFICER)
        elif capacity.roles and not _holds_power(self.signers[-1]):
            capacity.principals.append(party)
        capacity.steps.append(([party], role))
        capacity.steps.extend(office.steps if office is not None else [])
        for other in targets[1:]:
            other.share(capacity)

    def firm_signs(self, step: Step, capacity: Capacity) -> None:
        """The entity named last is itself attorney-in-fact: a firm that signs."""
        self.steps.remove(step)
        self.signers.append(SignerDraft(step.party, capacity, step.marked, is_firm=True))
        self._group = 1
        self._entity_last = False

    def acts_for(self, step: Step, role: SigningRole, capacity: Capacity) -> None:
        """The entity named last acts in ``role`` for those named behind it ("general partner of X")."""
        step.role = role
        outer = steps_of(capacity)
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


def _holds_power(signer: SignerDraft) -> bool:
    return not ATTORNEY_ROLES.isdisjoint(signer.capacity.roles)


def same_name(one: Party, other: Party) -> bool:
    """Return whether two names mean one person in this line: no word contradicts."""
    left, right = one.keys, other.keys
    if left == right:
        return True
    if len(left) < 2 or len(right) < 2 or (left[0], left[-1]) != (right[0], right[-1]):
        return False
    return all(mine[0] == theirs[0] for mine, theirs in zip(left[1:-1], right[1:-1], strict=False))


def similar_name(one: Party, other: Party) -> bool:
    """Return whether a printed name can be the signature's: a word of two letters or more in common."""
    left = {key for key in one.keys if len(key) > 1}
    return not left.isdisjoint(other.keys)


def steps_of(capacity: Capacity) -> list[Step]:
    """Return the entities behind a role, outermost first."""
    return [
        Step(party, role, heads=role is SigningRole.UNSTATED)
        for parties, role in reversed(capacity.steps)
        for party in parties
    ]
