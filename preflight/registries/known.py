"""What a document has said so far, by which names and ids in later records are resolved.

Names resolve only when they are equal (but for case and blanks) to one recorded name of one party; anything
less is an error, because a guessed identity would be a guessed authority.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

from preflight.authority.instruments import Event, Instrument, IssuerRecord, Party, PersonRecord
from preflight.lazy_dataclass import dataclass
from preflight.registries.errors import shown
from preflight.registries.fields import Step, Wrong, cik_of, looks_like_cik, name_of, suggest


def folded(name: str) -> str:
    """Return ``name`` without regard to case and runs of blanks."""
    return " ".join(name.split()).casefold()


@dataclass(slots=True)
class Known:
    """Parties, instruments and events of the document, indexed for the builder."""

    issuers: dict[str, IssuerRecord] = field(default_factory=dict)
    """By CIK."""
    people: list[PersonRecord] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)
    """Sections that have been read to their end; only then may a name be resolved in them."""
    grants: dict[Any, Any] = field(default_factory=dict)
    """Terms already built; kept by :mod:`preflight.registries.grant_fields`."""
    _issuer_names: dict[str, set[str]] = field(default_factory=dict)
    _people_by_name: dict[str, list[PersonRecord]] = field(default_factory=dict)
    _people_by_cik: dict[str, PersonRecord] = field(default_factory=dict)

    def add_issuer(self, issuer: IssuerRecord) -> None:
        """Index ``issuer``; a CIK stands once only."""
        if issuer.cik in self.issuers:
            raise Wrong(("cik",), f"The issuer {issuer.cik} stands twice.", "Merge the two entries.")
        self.issuers[issuer.cik] = issuer
        for name in (issuer.name, *issuer.former_names):
            self._issuer_names.setdefault(folded(name), set()).add(issuer.cik)

    def add_person(self, person: PersonRecord) -> None:
        """Index ``person``; a CIK stands once only."""
        if person.cik is not None:
            if person.cik in self._people_by_cik:
                raise Wrong(
                    ("cik",), f"The CIK {person.cik} stands for two people.", "Merge the two entries."
                )
            self._people_by_cik[person.cik] = person
        self.people.append(person)
        for name in dict.fromkeys(folded(name) for name in (person.name, *person.aliases)):
            self._people_by_name.setdefault(name, []).append(person)

    def check_new_id(self, record_id: str) -> None:
        """Demand that no instrument or event bears ``record_id`` yet."""
        if record_id in self.instruments or record_id in self.events:
            raise Wrong(("id",), f"The id {shown(record_id)} stands twice.", "Give each record its own id.")
        if record_id in ("all", "none", "any", "*"):
            raise Wrong(
                ("id",), f"{shown(record_id)} cannot be an id: it has another meaning.", "Choose another."
            )

    def _await(self, *sections: str) -> None:
        """Refuse to resolve a name before ``sections`` are complete; the builder asks again at the end."""
        if not self.complete.issuperset(sections):
            raise Wrong((), "A name was looked up too early.")

    def issuer_cik(self, value: Any, *path: Step) -> str:
        """Return the CIK of the issuer that ``value`` gives by CIK or by its recorded name."""
        if looks_like_cik(value):
            return cik_of(value, *path)
        name = name_of(value, *path)
        self._await("issuers")
        found = self._issuer_names.get(folded(name), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Wrong(path, f"{shown(name)} is the name of {len(found)} issuers.", "Give the CIK.")
        raise Wrong(
            path,
            f"{shown(name)} is neither a CIK nor the name of an issuer under issuers.",
            suggest(name, (issuer.name for issuer in self.issuers.values()))
            if self.issuers
            else "Give the CIK.",
        )

    def principal(self, value: Any) -> Party:
        """Return the party that ``value``, a name or a CIK, stands for."""
        self._await("people")
        if looks_like_cik(value):
            cik = cik_of(value)
            person = self._people_by_cik.get(cik)
            if person is None:
                raise Wrong(
                    (),
                    f"Nobody under people has the CIK {cik}, so the principal's name is not known.",
                    'Write {"name": ..., "cik": ...}.',
                )
            return Party(person.name, cik, person.kind, person.aliases)
        name = name_of(value)
        people = self._people_by_name.get(folded(name), [])
        if len(people) > 1:
            raise Wrong(
                (), f"{shown(name)} is the name of {len(people)} people.", 'Write {"name": ..., "cik": ...}.'
            )
        if people:
            return Party(name, people[0].cik, people[0].kind, people[0].aliases)
        return Party(name)

    def owner(self, value: Any, *path: Step) -> str:
        """Return the reporting owner's CIK where one is recorded, else the name as the instruments have it.

        A name that no principal and nobody under people bears is an error: the event would be lost.
        """
        if looks_like_cik(value):
            return cik_of(value, *path)
        name = name_of(value, *path)
        self._await("people", "instruments")
        wanted = folded(name)
        found = {person.cik or person.name for person in self._people_by_name.get(wanted, [])}
        for instrument in self.instruments.values():
            principal = instrument.principal
            if wanted in (folded(principal.name), *map(folded, principal.aliases)):
                found.add(principal.cik or principal.name)
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Wrong(path, f"{shown(name)} may be any of {len(found)} owners.", "Give the CIK.")
        raise Wrong(
            path, f"{shown(name)} is no principal of an instrument and not under people.", "Give the CIK."
        )

    def instrument(self, value: Any, *path: Step) -> Instrument:
        """Return the instrument whose id is ``value``."""
        name = name_of(value, *path)
        found = self.instruments.get(name)
        if found is None:
            raise Wrong(path, f"There is no instrument with the id {shown(name)}.", self._suggest_id(name))
        return found

    def record(self, value: Any, *path: Step) -> str:
        """Return ``value``, the id of an instrument or event."""
        name = name_of(value, *path)
        if name not in self.instruments and name not in self.events:
            raise Wrong(path, f"There is no record with the id {shown(name)}.", self._suggest_id(name))
        return name

    def _suggest_id(self, name: str) -> str:
        if len(self.instruments) > 10_000:
            return "Look the id up with `preflight registry list`."
        return suggest(name, self.instruments) or "Look the id up with `preflight registry list`."


def attorney_of(instrument: Instrument, value: Any, *path: Step) -> str:
    """Return the name under which ``instrument`` appoints the attorney that ``value`` names.

    For an office, firm or class the person meant may be anybody, so any name is taken as it stands.
    """
    name = name_of(value, *path)
    wanted = folded(name)
    for attorney in instrument.attorneys:
        if wanted in (folded(attorney.name), *map(folded, attorney.aliases)):
            return attorney.name
    if any(attorney.kind != "person" for attorney in instrument.attorneys):
        return name
    raise Wrong(
        path,
        f"{shown(name)} is no attorney-in-fact under {shown(instrument.id)}.",
        suggest(name, (attorney.name for attorney in instrument.attorneys)),
    )
