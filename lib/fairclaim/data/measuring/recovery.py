"""A recovery as one Ibis expression: of those who began on the poor side of a cut-off, who ended on the good one."""

from collections.abc import Mapping
from typing import Any

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.paired_change import with_scores
from fairclaim.params.edges import Limit
from fairclaim.params.scores import RecoveryMeasure

# A score may be a mean of items: what floating point leaves beyond this decides nothing.
_SLACK = 1e-9


def recovery_rows(
    measure: RecoveryMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str] = frozenset()
) -> Any:
    """Compile the measure.

    Parameters
    ----------
    measure : RecoveryMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs; `deaths` is used where it is mapped.
    asked : Asked
        Whose index events are counted; a score after the freeze date is not.
    wanted : frozenset of str
        Columns of the referral to keep with each row.

    Returns
    -------
    ibis Table
        `row`, `referral_id`, `index_on`, `state` (yes | no | not_observed | died | began_outside), `before`, `after`
        (null where none), and what was wanted.

    Notes
    -----
    The scores are those of a paired change. Whoever has no first score may have begun on either side: not observed.
    Whoever began outside is told so, whether or not a later score is there.
    """
    import ibis

    told = with_scores(measure, tables, asked, wanted)
    state = ibis.cases(
        (~_holds(measure.began, told.before), "began_outside"),
        (told.state != "paired", told.state),
        (_recovered(measure, told), "yes"),
        else_="no",
    )
    return told.select("row", "referral_id", "index_on", *sorted(wanted), "before", "after", state=state)


def _recovered(measure: RecoveryMeasure, told: Any) -> Any:
    reached = _holds(measure.ended, told.after)
    if measure.changed_by is None:
        return reached
    gain = told.after - told.before if measure.better == "higher" else told.before - told.after
    return reached & (gain >= measure.changed_by - _SLACK)


def _holds(limit: Limit, score: Any) -> Any:
    """Say whether a score lies within a limit; null where there is none."""
    if limit.at_most is not None:
        return score <= limit.at_most + _SLACK
    return score >= limit.points - _SLACK
