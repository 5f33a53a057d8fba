"""What becomes of people after the made-up episodes, as their record has it: packages, calls, surveys and audits."""

import numpy as np
import pandas as pd

from fairclaim.data.synthetic.rows import EPOCH, NEVER, dated
from fairclaim.params.quarters import Quarter

_OUTCOME = "no-ongoing-package-6w"
_QUESTIONS = ("involved in decisions", "treated with kindness")


def _alive_at_six_weeks(ended: pd.DataFrame) -> pd.Series:
    return ended["death"] > ended["discharged"] + 42


def packages(ended: pd.DataFrame, draw: np.random.Generator, freeze: int) -> pd.DataFrame:
    """Packages of care that started, of people whom the six-week call reached."""
    n = len(ended)
    ids, discharged = ended["referral_id"], ended["discharged"].to_numpy()
    soon, late = np.floor(43 * draw.beta(1, 3, n)).astype(np.int64), draw.integers(43, 120, n)
    changed_later, stopgap = draw.random(n) < 0.05, draw.random(n) < 0.08
    # The service hears of a package at its call: of people it did not reach it knows neither way.
    known = (_alive_at_six_weeks(ended) & ended["reached"]).to_numpy()
    needed = known & ~ended["no_package"].to_numpy()
    later = known & ended["no_package"].to_numpy() & changed_later & (ended["death"] == NEVER).to_numpy()
    return pd.concat(
        [
            dated(ids[needed], (discharged + soon)[needed], "start_date", freeze, package_type="ongoing"),
            dated(ids[later], (discharged + late)[later], "start_date", freeze, package_type="ongoing"),
            dated(ids[known & stopgap], discharged[known & stopgap], "start_date", freeze, package_type="short-term"),
        ],
        ignore_index=True,
    )


def followups(ended: pd.DataFrame, draw: np.random.Generator, freeze: int) -> pd.DataFrame:
    """The call at six weeks: one row for each person alive then, reached or not."""
    alive = _alive_at_six_weeks(ended).to_numpy()
    called = ended["discharged"].to_numpy() + 42 + draw.integers(0, 11, len(ended))
    day = np.minimum(called, ended["death"].to_numpy() - 1)[alive]
    reached = np.where(ended["reached"], "yes", "no")[alive]
    return dated(ended["referral_id"][alive], day, "called_on", freeze, follow_up="6 weeks", reached=reached)


def survey(ended: pd.DataFrame, draw: np.random.Generator, freeze: int) -> pd.DataFrame:
    """Answers of those who sent the survey back, one row a question."""
    n = len(ended)
    day = ended["discharged"].to_numpy() + draw.integers(3, 29, n)
    asked = ended["answered"].to_numpy() & (ended["death"].to_numpy() > day)
    agreed = {_QUESTIONS[0]: ended["agreed"].to_numpy(), _QUESTIONS[1]: draw.random(n) < 0.9}
    parts = []
    for question in _QUESTIONS:
        yes = np.where(draw.random(n) < 0.4, "strongly agree", "agree")
        answer = np.where(agreed[question], yes, np.where(draw.random(n) < 0.5, "neither", "disagree"))
        ids = ended["referral_id"][asked]
        parts.append(dated(ids, day[asked], "answered_on", freeze, question=question, answer=answer[asked]))
    return pd.concat(parts, ignore_index=True)


def audits(
    ended: pd.DataFrame, draw: np.random.Generator, quarter: Quarter, freeze: int, audited: int, agreed: int
) -> pd.DataFrame:
    """Outcomes of the quarter that were looked up again, `agreed` of them found as recorded."""
    first, last = ((day - EPOCH).days for day in (quarter.start, quarter.end))
    own = ended[ended["discharged"].between(first, last) & _alive_at_six_weeks(ended) & ended["reached"]]
    chosen = own.iloc[np.sort(draw.permutation(len(own))[:audited])]
    wrong = np.isin(np.arange(len(chosen)), draw.permutation(len(chosen))[agreed:])
    recorded = chosen["no_package"].to_numpy()
    day = draw.integers(min(last + 45, freeze), freeze + 1, len(chosen))
    columns = {
        "measure": _OUTCOME,
        "recorded": np.where(recorded, "yes", "no"),
        "found": np.where(recorded ^ wrong, "yes", "no"),
    }
    return dated(chosen["referral_id"], day, "audited_on", freeze, **columns)
