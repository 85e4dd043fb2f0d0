"""Every indicator by name, in the order of design §4.4."""

from __future__ import annotations

from harassclf.indicators import (
    advance_fee_or_romance_scam,
    contact_after_block,
    death_threat,
    demand_for_money,
    doxxing_or_leak,
    impersonation,
    meeting_pressure,
    phishing,
    secrecy_or_isolation_pressure,
    self_harm_encouragement,
    sextortion,
    stop_request,
    surveillance,
)
from harassclf.indicators.rule import Rule

RULES: dict[str, Rule] = {
    module.RULE.name: module.RULE
    for module in (
        death_threat,
        sextortion,
        doxxing_or_leak,
        surveillance,
        demand_for_money,
        stop_request,
        contact_after_block,
        self_harm_encouragement,
        impersonation,
        phishing,
        advance_fee_or_romance_scam,
        secrecy_or_isolation_pressure,
        meeting_pressure,
    )
}

# A conversation shows it, never one message; see `harassclf.indicators.grooming`.
POSSIBLE_GROOMING = "possible_grooming"
NAMES: tuple[str, ...] = (*RULES, POSSIBLE_GROOMING)
