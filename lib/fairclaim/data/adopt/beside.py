"""What one table says besides: a first contact is a contact, and the name of a sheet may be a site's."""

import re
from collections.abc import Sequence

from fairclaim.data.adopt.guesses import Constant, Drafted, RegionDraft
from fairclaim.data.adopt.wording import say

_PERIODS = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|sheet|\d{2,4})", re.IGNORECASE)


def first_contacts(drafts: Sequence[RegionDraft]) -> None:
    """Let the date of a first contact be a contact too, unless another table holds the contacts."""
    if any(part.table == "contacts" for one in drafts for part in one.parts):
        return
    for one in drafts:
        main = next((part for part in one.parts if part.table == "referrals"), None)
        first = main.columns.get("first_contact_at") if main is not None else None
        if main is None or first is None or "referral_id" not in main.columns:
            continue
        columns = {"referral_id": main.columns["referral_id"], "at": first}
        constants = {"attended": Constant("yes", "likely", say("first_contact"))}
        one.parts.append(Drafted("contacts", one.region, columns, constants, skip=["at"]))


def sites(drafts: Sequence[RegionDraft]) -> None:
    """Say of sheets of referrals that are named differently, and not by a period, that the name may be a team's."""
    alike = [(one, part) for one in drafts for part in one.parts if part.table == "referrals"]
    names = [one.region.grid.sheet or one.region.names[-1] for one, _ in alike]
    if len(set(names)) < 2 or any(_PERIODS.search(name) for name in names):
        return
    for (_, part), name in zip(alike, names, strict=True):
        if "team" not in part.columns:
            part.constants["team"] = Constant(name, "check", say("site"))
