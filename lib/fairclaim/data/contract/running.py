"""Tables about how a service is run: oversight, audit, learning, money, plans, and published series."""

from fairclaim.data.contract.columns import YES_NO, in_order, key, month, number, one_of, table, text, time
from fairclaim.data.contract.people import REFERRAL

RUNNING = {
    "oversight": table(
        "One row for each review or supervision that was due",
        {
            "kind": text("Review, supervision …"),
            "due_at": time("When it was due"),
            "held_at": time("When it was held; blank if it was not", nullable=True),
            "referral_id": key(REFERRAL, nullable=True, optional=True),
            "team": text("Team or group", nullable=True, optional=True),
        },
    ),
    "audits": table(
        "One row for each outcome of a referral that was looked up again",
        {
            "referral_id": key(REFERRAL),
            "at": time("When it was audited"),
            "measure": text("Id of the measure"),
            "recorded": one_of(*YES_NO, about="What the record says"),
            "found": one_of(*YES_NO, about="What the auditor found"),
            "by": text("Role of the auditor, not a name", nullable=True, optional=True),
        },
        unique=["referral_id", "measure"],
        twice="two audits of one outcome of one referral",
    ),
    "themes": table(
        "One row for each reason that was found, with the improvement that it led to",
        {
            "at": time("When it was found"),
            "reason": text("The reason, as a code"),
            "improvement": text("What was changed", nullable=True, free=True),
            "referral_id": key(REFERRAL, nullable=True, optional=True),
        },
    ),
    "learning_log": table(
        "One row for each thing that was learned and acted on",
        {
            "at": time("When it came up"),
            "trigger": text("What set it off, as a code"),
            "action": text("What is to be done", free=True),
            "partner": text("With which organisation", nullable=True),
            "owner": text("Role that owns it, not a name"),
            "due_at": time("When it is due"),
            "done_at": time("When it was done; blank while it is open", nullable=True, optional=True),
        },
        checks=in_order("at", "done_at", "an action done on or after the day it came up"),
    ),
    "costs": table(
        "One row for each kind of cost in each month",
        {
            "month": month("First day of the month"),
            "kind": text("Staff, travel, overheads …"),
            "pounds": number("Amount in pounds"),
        },
        unique=["month", "kind"],
        twice="two amounts for one kind of cost in one month",
    ),
    "capacity": table(
        "One row for each kind of capacity in each month",
        {
            "month": month("First day of the month"),
            "kind": text("Staff in post, slots, visits …"),
            "planned": number("What there was meant to be", 0),
            "available": number("What there was", 0, nullable=True),
        },
        unique=["month", "kind"],
        twice="two figures for one kind of capacity in one month",
    ),
    "activity_plan": table(
        "One row for each kind of activity in each month",
        {
            "month": month("First day of the month"),
            "kind": text("Referrals, contacts …"),
            "planned": number("How many were planned", 0),
            "delivered": number("How many there were", 0, nullable=True),
        },
        unique=["month", "kind"],
        twice="two figures for one kind of activity in one month",
    ),
    "series": table(
        "One row for each figure of a published monthly series",
        {
            "month": month("First day of the month"),
            "org_type": text("Provider, ICB, National …"),
            "org_code": text("The organisation's code"),
            "org_name": text("Its name", nullable=True),
            "indicator": text("Which figure it is, as a code"),
            "value": number("The figure; blank where it was not published", nullable=True),
        },
        unique=["month", "org_type", "org_code", "indicator"],
        twice="two rows for one month of one organisation",
    ),
}
