"""A preflight plugin: closed trading windows, and signers who have left the house.

Both are house policies. They add findings; they never grant authority.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from preflight import Finding, Rule, Severity, hookimpl

if TYPE_CHECKING:
    from preflight import AuthorityRequest, CheckContext, Filing
    from preflight.hookspecs import PluginOptions

WIN001 = Rule(
    "WIN001",
    Severity.WARNING,
    title="Open-market trade in a closed window",
    source="House policy on trading windows",
    message="The {trade} of {traded} falls into the trading window closed from {first} to {last}.",
    remedy="Ask the general counsel whether the trade was cleared, and keep the answer with the filing.",
)
WIN002 = Rule(
    "WIN002",
    Severity.ERROR,
    title="Signed by somebody who has left",
    source="House policy on attorneys-in-fact",
    message="{signer} signed on {signed}, but left the house on {left}.",
    remedy="Have the owner or another attorney-in-fact sign.",
)

OPEN_MARKET = {"P": "purchase", "S": "sale"}
SEPARATOR = ".."


@hookimpl
def preflight_rules() -> Sequence[Rule]:
    """Declare both rules."""
    return [WIN001, WIN002]


@hookimpl
def preflight_options(options: PluginOptions) -> None:
    """Declare the settings under ``[plugins.trading-windows]``."""
    options.add("closed", list, default=[], help='closed windows as "YYYY-MM-DD..YYYY-MM-DD"')
    options.add("departed", dict, default={}, help="name of each signer who has left, to the last day")


@hookimpl
def preflight_check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Every open-market trade inside a closed window (WIN001)."""
    windows = [_window(text) for text in context.settings["closed"]]
    for row in filing.transactions:
        code = row.coding.code.text if row.coding is not None and row.coding.code is not None else ""
        traded = row.transaction_date.parsed if row.transaction_date is not None else None
        if code not in OPEN_MARKET or traded is None:
            continue
        for first, last in windows:
            if first <= traded <= last:
                yield WIN001.at(
                    row.place,
                    trade=OPEN_MARKET[code],
                    traded=str(traded),
                    first=str(first),
                    last=str(last),
                )


@hookimpl
def preflight_validate_authority(
    request: AuthorityRequest, filing: Filing, context: CheckContext
) -> Iterator[Finding]:
    """No signature after the signer's last day (WIN002)."""
    signature = request.signature
    last_day = context.settings["departed"].get(signature.signer)
    if last_day is None or signature.signed_on is None:
        return
    left = date.fromisoformat(str(last_day))
    if signature.signed_on > left:
        yield WIN002.at(
            filing.place, signer=signature.signer, signed=str(signature.signed_on), left=str(left)
        )


def _window(text: str) -> tuple[date, date]:
    """First and last day of a window; raises ``ValueError`` where the setting is not two dates."""
    first, separator, last = text.partition(SEPARATOR)
    if not separator:
        raise ValueError(f"a closed window is written YYYY-MM-DD..YYYY-MM-DD, not {text!r}")
    return date.fromisoformat(first.strip()), date.fromisoformat(last.strip())
