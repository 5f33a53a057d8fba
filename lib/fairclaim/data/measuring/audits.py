"""The audited sample of one outcome: was what the record says found when somebody looked again?"""

from collections.abc import Mapping
from datetime import date
from typing import Any


def audit_rows(measure: str, rows: Any, tables: Mapping[str, Any], as_at: date) -> Any:
    """Compile the audit of a measure's outcome.

    Parameters
    ----------
    measure : str
        Id of the measure, as the audits table names it.
    rows : ibis Table
        The measure's own cohort of the quarter, with `referral_id`.
    tables : mapping of str to ibis Table
        `audits` among them.
    as_at : date
        Audits dated later are not part of the extract's state.

    Returns
    -------
    ibis Table
        `state`: yes where what was recorded was found, else no; `on`: the day of the audit. One row per audited
        referral of the cohort.
    """
    import ibis

    audits = tables["audits"]
    own = audits.filter(audits.measure.lower() == measure, audits.at_on <= ibis.date(as_at))
    own = own.semi_join(rows, own.referral_id == rows.referral_id)
    return own.select(state=ibis.cases((own.recorded == own.found, "yes"), else_="no"), on=own.at_on)
