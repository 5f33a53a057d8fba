"""What Rubin's rules answer at their edges."""

from typing import Any

import numpy as np
import pytest

from fairclaim.errors import DataRefused
from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.rubin import NO_PEOPLE, Rubin
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Imputed

title = "Imputed data sets together"


def ask(estimates: list[float], variances: list[float], n: int | None = None, k: int = 1, **params: Any) -> Any:
    inline = {"estimates": estimates, "variances": variances, "n": n, "k": k}
    return answer({"method": "rubin_pool", "params": params, "data": {"inline": inline}})


def test_data_sets_that_agree_leave_the_normal_distribution_or_nearly_all_degrees_of_freedom() -> None:
    many, few = ask([2.0] * 5, [0.25] * 5), ask([2.0] * 5, [0.25] * 5, n=31)
    assert (many["answers"]["df"], many["answers"]["riv"], many["answers"]["fmi"]) == (None, 0.0, 0.0)
    assert many["upper"] == pytest.approx(2 + 1.959964 * 0.5, abs=1e-6)  # z typed with seven digits.
    assert few["answers"]["df"] == pytest.approx(31 / 33 * 30)


def test_without_a_number_of_people_they_are_taken_to_be_very_many() -> None:
    reply = ask([2.1, 2.9, 1.4], [0.25] * 3)
    assert reply["notes"] == [NO_PEOPLE]
    assert reply == ask([2.1, 2.9, 1.4], [0.25] * 3, df="Rubin 1987")


@pytest.mark.parametrize("spelt", ["Barnard-Rubin", "Barnard & Rubin 1999", "barnard_rubin"])
def test_the_authors_may_be_spelt_as_they_are(spelt: str) -> None:
    assert ask([2.1, 2.9, 1.4], [0.25] * 3, n=30, df=spelt) == ask([2.1, 2.9, 1.4], [0.25] * 3, n=30)


def test_rubins_own_degrees_of_freedom_pay_no_heed_to_the_number_of_people() -> None:
    old = ask([2.1, 2.9, 1.4], [0.25] * 3, n=30, df="Rubin 1987")["answers"]["df"]
    assert old == pytest.approx(ask([2.1, 2.9, 1.4], [0.25] * 3)["answers"]["df"])
    assert old > ask([2.1, 2.9, 1.4], [0.25] * 3, n=30)["answers"]["df"]


def test_more_parameters_leave_fewer_degrees_of_freedom() -> None:
    one, four = (ask([2.1, 2.9, 1.4], [0.25] * 3, n=12, k=k)["answers"]["df"] for k in (1, 4))
    assert four < one


REFUSED = [
    ("one data set", [2.0], [0.25], None, 1, "One imputed data set does not tell what the missing values cost."),
    ("no variance", [2.0, 3.0], [0.0, 0.0], None, 1, "The estimate has no variance within the imputed data sets."),
    ("as many parameters", [2.0, 3.0], [0.25, 0.25], 3, 3, "There are no more people than parameters."),
    (
        "worlds apart",
        [0.0, 1e9],
        [1e-9, 1e-9],
        12,
        1,
        "The imputed data sets differ so much that no limits exist.",
    ),
]


@pytest.mark.parametrize(("case", "estimates", "variances", "n", "k", "reason"), REFUSED, ids=[r[0] for r in REFUSED])
def test_no_pooled_answer(
    case: str, estimates: list[float], variances: list[float], n: int | None, k: int, reason: str
) -> None:
    sample = Imputed(np.array(estimates), np.array(variances), n, k)
    assert Rubin()(sample) == NotEstimable(reason), case


def test_the_level_and_what_it_is_held_against() -> None:
    sample = Imputed(np.array([2.1, 2.9, 1.4]), np.full(3, 0.25), 40)
    wide, narrow = Rubin(null=0.0)(sample, level=0.998), Rubin(null=0.0)(sample, level=0.9)
    assert isinstance(wide, Estimate)
    assert isinstance(narrow, Estimate)
    assert wide.lower < narrow.lower < narrow.upper < wide.upper
    assert (wide.null, wide.n, wide.answers["imputations"]) == (0.0, 40, 3)


@pytest.mark.parametrize(
    ("variances", "n", "k"), [([0.25, -0.1], None, 1), ([0.25], None, 1), ([0.25, 0.25], 0, 1), ([0.25, 0.25], 9, 0)]
)
def test_impossible_data_sets(variances: list[float], n: int | None, k: int) -> None:
    with pytest.raises(DataRefused):
        ask([1.0, 2.0], variances, n, k)
