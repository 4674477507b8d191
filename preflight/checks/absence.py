"""Whether an element that seems to be absent only stands misspelt or in the wrong place.

The schema reports such an element where it stands. A rule that asks for it would tell the same mistake a
second time, so the rules that complain of an absence ask here first.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from preflight.filing.elements import local_name
from preflight.filing.model import Filing
from preflight.findings import Place


def stands_elsewhere(filing: Filing, scope: Place, *names: str) -> bool:
    """Whether one of ``names``, or a misspelling of one, stands below the element at ``scope`` or beside it.

    Ask only for names that are missing where they belong. Called on the way to a finding only: it looks
    through the tree and reads the schema.
    """
    from preflight.filing.schemas.similar import resembles

    root = filing.document.root
    found = root.xpath(scope.element) if scope.element else [root]
    known = _known_names(str(filing.form) if filing.form is not None else "4")
    for element in found if isinstance(found, list) else ():
        parent = element.getparent()
        for node in (*element.iter("{*}*"), *(() if parent is None else parent.iterchildren("{*}*"))):
            name = local_name(node)
            if name in names or (name not in known and any(resembles(name, wanted) for wanted in names)):
                return True
    return False


@cache
def _known_names(form: str) -> frozenset[str]:
    """The names of all elements in the newest schema of ``form``."""
    from preflight.filing.schemas import choose_schema
    from preflight.filing.schemas.description import describe

    return frozenset(describe(choose_schema(form, None, date.max).path).parents())
