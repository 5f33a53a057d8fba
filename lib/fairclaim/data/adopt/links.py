"""What holds between the tables: keys that one lacks, and ids that link to no referral."""

from collections.abc import Sequence

from fairclaim.data.adopt.guesses import Drafted, Guess, RegionDraft
from fairclaim.data.adopt.keys import Ids, linked
from fairclaim.data.adopt.wording import say
from fairclaim.data.contract.tables import CONTRACT

_FEW = 0.9
_NOUNS = {"referral_id": "referral's id", "person_id": "person's key"}


def complete_keys(one: RegionDraft, ids: Ids) -> None:
    """Fill in the keys that a region's parts need and no column was found for."""
    for part in one.parts:
        for key, other in (("referral_id", "person_id"), ("person_id", "referral_id")):
            known = CONTRACT[part.table].columns.get(key)
            if known is not None and known.required and key not in part.columns:
                part.columns[key] = _stand_in(part, one, key, other, ids)


def _stand_in(part: Drafted, one: RegionDraft, key: str, other: str, ids: Ids) -> Guess:
    """Choose what stands in for a missing key, or say what to fill in."""
    column = next((found for p in one.parts if (found := p.column_of(other)) is not None), None)
    hidden = next((header for header, who in one.identifying.items() if who == "NHS numbers"), None)
    if key == "person_id" and hidden is not None:
        return Guess(None, "check", say("hidden_key", header=hidden))
    if column is None:
        return Guess(None, "check", say("no_key", noun=_NOUNS[key]))
    if part.table == "referrals" and key == "person_id":
        return Guess(column, "check", say("referral_for_person", header=column.header))
    if part.table == "referrals" and column.unique == 1:
        return Guess(column, "check", say("person_for_referral", header=column.header))
    place, share = linked(column, ids.referrals if key == "referral_id" else ids.people)
    own = any(p.table == "referrals" for p in one.parts) and column.unique == 1
    if share >= 0.5 or own:
        return Guess(column, "check", say("stands_in", header=column.header, place=place or one.region.place))
    return Guess(None, "check", say("wrong_key", other=_NOUNS[other], table=part.table, noun=_NOUNS[key]))


def link_doubts(drafts: Sequence[RegionDraft], ids: Ids) -> list[str]:
    """Say which tables link badly to the referrals, and that there are no referrals at all."""
    parts = [part for one in drafts for part in one.parts]
    referrals = any(part.table == "referrals" for part in parts)
    if not referrals:
        return [say("no_referrals")] if any("referral_id" in part.columns for part in parts) else []
    every: frozenset[str] = frozenset().union(*ids.referrals.values())
    return [told for part in parts if part.table != "referrals" and (told := _badly_linked(part, every))]


def _badly_linked(part: Drafted, every: frozenset[str]) -> str:
    column = part.column_of("referral_id")
    if column is None or not column.texts or not every:
        return ""
    share = len(column.texts & every) / len(column.texts)
    if share >= _FEW:
        return ""
    facts = {"grid": part.region.grid.name, "table": part.table, "header": column.header}
    return say("badly_linked", share=f"{share:.0%}", **facts)
