"""What `place` describes, and when it does not."""

import numpy as np
import pytest

from fairclaim.stats.methods.place import PlaceAmongUnits
from fairclaim.stats.results import NotEstimable, Place
from fairclaim.stats.samples import Units

title = "One organisation among its like"


def test_describes_without_ranking() -> None:
    result = PlaceAmongUnits()(Units(np.array([70.0, 50.0, 90.0, 60.0, 80.0]), own=1))
    assert isinstance(result, Place)
    assert (result.value, result.others) == (50.0, (60.0, 70.0, 80.0, 90.0))
    assert (result.lower_quartile, result.median, result.upper_quartile) == (60.0, 70.0, 80.0)
    assert not hasattr(result, "rank")


@pytest.mark.parametrize("n", [1, 4])
def test_too_few_to_compare(n: int) -> None:
    result = PlaceAmongUnits()(Units(np.arange(n), own=0))
    assert result == NotEstimable("There are fewer than five organisations to compare, too few for a distribution.")


@pytest.mark.parametrize(
    "given", [{}, {"funnel_reason": "The counts were withheld."}], ids=["as published", "another reason"]
)
def test_says_why_no_funnel_is_drawn(given: dict[str, str]) -> None:
    result = PlaceAmongUnits(**given)(Units(np.arange(5), own=0))
    assert isinstance(result, Place)
    assert result.funnel.reason == given.get(
        "funnel_reason", "A funnel needs each organisation's own count; the published percentage has none."
    )


def test_a_reason_must_be_a_sentence() -> None:
    with pytest.raises(ValueError, match="funnel_reason"):
        PlaceAmongUnits(funnel_reason="no counts")


def test_equal_units_are_described_too() -> None:
    result = PlaceAmongUnits()(Units(np.full(5, 70.0), own=4))
    assert isinstance(result, Place)
    assert result.lower_quartile == result.upper_quartile == 70.0
