"""What a number is called and counted in, from its measure and its unit: "3.2 for each 1,000 contacts"."""

from dataclasses import dataclass

from fairclaim.claims.claim import Claim
from fairclaim.claims.definition_words import of_unit, span
from fairclaim.claims.subject import Subject
from fairclaim.kinds import Unit
from fairclaim.params.measures import QuantityMeasure, RateMeasure, TimeToEventMeasure
from fairclaim.stats.results import Estimate

_CASES = {
    "referrals": ("referral", "referrals"),
    "contacts": ("contact", "contacts"),
    "hospital_spells": ("stay in hospital", "stays in hospital"),
}


SHARE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words around a number.

    Parameters
    ----------
    what : str
        Its name, to stand before "was": "the rate of falls".
    sign : str
        Stands before the number: "£".
    unit : str
        Stands after it: " days".
    tail : str
        Stands after "3.2 more": " for each 1,000 contacts".
    more, less : str
        For the two directions of a difference.
    above, below : str
        What a larger and a smaller number is called.
    factor : float
        What the number is multiplied by to be printed: 100 for a share.
    """

    what: str
    sign: str = ""
    unit: str = ""
    tail: str = ""
    more: str = "more"
    less: str = "less"
    above: str = "higher"
    below: str = "lower"
    factor: float = 1.0

    def told(self, number: str) -> str:
        """Put a number that is written already into its words."""
        own = of_unit(number, self.unit.strip()) if self.unit else number
        return f"{self.sign}{own}{self.tail}"

    @property
    def axis(self) -> str:
        """The unit alone, for an axis that has no room for more."""
        if self.sign:
            return "in pounds"
        if self.factor == SHARE:
            return "in every 100"
        return (self.unit or self.tail).strip() or "number"

    @property
    def heading(self) -> str:
        """The name with its unit, for the head of a table's row whose cells are numbers alone."""
        unit = "in pounds" if self.sign else (self.unit or self.tail).strip()
        return f"{capital(self.what)}{f', {unit}' if unit else ''}"


def margin_label(claim: Claim) -> str:
    """Say what a difference within the margin is called in a figure: of harm, nothing is too small to matter."""
    return "within the margin" if claim.measure.family == "safety" else "too small to matter"


def capital(words: str) -> str:
    """Begin with a capital letter."""
    return words[0].upper() + words[1:]


def wording(claim: Claim, estimate: Estimate, subject: Subject) -> Wording:
    """Return the words for a number of this claim."""
    return _OF_UNIT.get(estimate.unit, _of_ratio)(claim, estimate, subject)


def _of_share(claim: Claim, _estimate: Estimate, subject: Subject) -> Wording:
    what = f"the share of {subject.outcome}"
    if claim.measure.kind == "time_to_event":
        having = "without" if "survival" in claim.comparison.method.aims_at() else "with"
        what = f"the share of people {having} {subject.outcome} within {_within(claim)}"
    return Wording(what=what, tail=" in every 100", less="fewer", factor=SHARE)


def _of_rate(claim: Claim, _estimate: Estimate, subject: Subject) -> Wording:
    return Wording(what=f"the rate of {subject.outcome}", tail=f" {per(claim)}", less="fewer")


def _of_value(claim: Claim, _estimate: Estimate, subject: Subject) -> Wording:
    sign, unit = "", ""
    if isinstance(claim.measure, QuantityMeasure):
        # Contacts and events are named by the outcome's own words.
        counted = claim.measure.unit in {"contacts", "events", "pounds"}
        sign, unit = "£" if claim.measure.unit == "pounds" else "", "" if counted else f" {claim.measure.unit}"
    typical = "middle (median)" if "median" in claim.comparison.method.aims_at() else "average"
    above, below = ("longer", "shorter") if unit == " days" else ("higher", "lower")
    return Wording(what=f"the {typical} {subject.outcome}", sign=sign, unit=unit, above=above, below=below)


def _of_change(_claim: Claim, _estimate: Estimate, subject: Subject) -> Wording:
    return Wording(what=f"the change in {subject.outcome}", unit=" points")


def _of_time(claim: Claim, _estimate: Estimate, subject: Subject) -> Wording:
    clock = claim.measure.window.clock if isinstance(claim.measure, TimeToEventMeasure) else "days"
    what = f"the average time to {subject.outcome} (counting no wait as more than {_within(claim)})"
    if "median" in claim.comparison.method.aims_at():
        what = f"the time by which half of the people had {subject.outcome}"
    return Wording(what=what, unit=f" {clock}", above="longer", below="shorter")


def _of_ratio(claim: Claim, estimate: Estimate, subject: Subject) -> Wording:
    if claim.measure.kind == "time_to_event":
        return Wording(what=f"the pace at which people had {subject.outcome}")
    if claim.measure.kind == "rate":
        return _of_rate(claim, estimate, subject)
    if claim.measure.kind == "quantity":
        return _of_value(claim, estimate, subject)
    return _of_share(claim, estimate, subject)


def per(claim: Claim) -> str:
    """Say what events are counted against: "for each 1,000 contacts", "for each referral"."""
    if not isinstance(claim.measure, RateMeasure):
        return "in all"
    one, several = per_noun(claim.measure)
    many = claim.measure.multiple
    return f"for each {one}" if many == 1 else f"for each {many:,} {several}"


def per_noun(measure: RateMeasure) -> tuple[str, str]:
    """Name what a rate's events are counted against: one, and several."""
    if measure.per == "index_events":
        return _CASES.get(measure.index.table, ("case", "cases"))
    return ("contact", "contacts") if measure.per == "contacts" else ("day", "days")


def read_at(claim: Claim) -> float | None:
    """Return the time up to which a curve is told, in its own unit; None where its median is."""
    options = claim.comparison.method.model_dump()
    at = options.get("at", options.get("horizon"))
    return float(at) if isinstance(at, int | float) else None


def _within(claim: Claim) -> str:
    if not isinstance(claim.measure, TimeToEventMeasure):
        return "the time followed"
    at = read_at(claim)
    return span(claim.measure.window.end) if at is None else of_unit(f"{at:g}", claim.measure.window.clock)


_OF_UNIT = {
    "proportion": _of_share,
    "proportion_difference": _of_share,
    "rate": _of_rate,
    "rate_difference": _of_rate,
    "value": _of_value,
    "value_difference": _of_value,
    "score": _of_change,
    "score_change": _of_change,
    "time": _of_time,
    "time_difference": _of_time,
}
TOLD: frozenset[Unit] = frozenset({*_OF_UNIT, "ratio"})  # type: ignore[arg-type]
