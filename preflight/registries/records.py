"""Single instruments read back from the JSON objects that :mod:`preflight.registries.encode` writes."""

from __future__ import annotations

from typing import Any

from preflight.authority.instruments import Instrument
from preflight.registries.build import SECTIONS
from preflight.registries.errors import RegistryError
from preflight.registries.fields import Wrong
from preflight.registries.instrument_fields import build_instrument
from preflight.registries.known import Known


def read_instrument(record: dict[str, Any]) -> Instrument:
    """Return the instrument that ``record`` writes; issuers and people must be given in full, with CIKs.

    Instruments that it names are not looked up. Raises :class:`RegistryError` for anything else.
    """
    try:
        return build_instrument(record, Known(complete=set(SECTIONS)))
    except Wrong as wrong:
        where = ".".join(str(step) for step in wrong.path)
        raise RegistryError(f"{where}: {wrong.message}" if where else wrong.message) from None
