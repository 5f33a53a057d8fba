"""Standardised rates and ratios against UKHSA's workbook, epitools' published example, and their definitions."""

import numpy as np
import pytest
from scipy import stats

from fairclaim.stats.calibration.coverage import coverage, drawn
from fairclaim.stats.calibration.mechanisms.age_bands import BANDS, BANDS_OF_REPEATS
from fairclaim.stats.methods.directly_standardised_rate import DirectlyStandardisedRate
from fairclaim.stats.methods.standardised_ratio import StandardisedRatio
from fairclaim.stats.numbers.rates.poisson_limits import exact
from fairclaim.stats.numbers.rates.weighted_rates import fay_feuer, weighted
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import AgeBands, Expected

# UKHSA, PHEindicatormethods 2.1.0, workbook of test values: nineteen bands, European standard population 2013.
STANDARD = np.array([5000, *[5500] * 3, 6000, 6000, 6500, *[7000] * 4, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000])
PEOPLE = np.array([636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207])
BIG = [127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91]
SMALL = [12, 4, 3, 2, 3, 4, 8, 2, 2, 3, 4, 5, 6, 8, 5, 6, 5, 5, 4]
# People with one, two, three and four events in each band of the big area.
REPEATS = [
    (75, 16, 4, 2), (16, 3, 1, 0), (11, 2, 1, 0), (12, 3, 1, 0), (8, 0, 0, 1), (18, 3, 1, 0), (26, 6, 2, 1),
    (18, 3, 1, 0), (18, 4, 1, 0), (21, 4, 1, 0), (21, 4, 1, 0), (23, 4, 1, 0), (23, 6, 2, 1), (39, 8, 2, 1),
    (25, 5, 1, 0), (40, 9, 2, 1), (46, 9, 2, 1), (49, 10, 3, 1), (56, 11, 3, 1),
]  # fmt: skip
# The small area's upper limit at 99.8% stands as 1530.032894482 in the notes that this was typed from. Its formula in
# arithmetic of forty digits gives 1530.032894824475…, so two digits were exchanged there; all others agree.
WORKBOOK = [
    ("big", BIG, None, 10430.247991469, (9717.709067986, 11178.940915479), (9323.287880220, 11620.595999522)),
    ("small", SMALL, None, 1103.212025300, (877.455767537, 1367.088222725), (763.642035794, 1530.032894824)),
    ("big, repeats", BIG, REPEATS, 10430.24799147, (9532.94977862, 11373.07483298), (9036.25631357, 11929.24980749)),
]
per_100_000 = DirectlyStandardisedRate(multiplier=100_000)


@pytest.mark.parametrize(
    ("counts", "repeats", "rate", "near", "far"), [r[1:] for r in WORKBOOK], ids=[r[0] for r in WORKBOOK]
)
def test_dobson_equals_ukhsas_workbook(
    counts: list[int],
    repeats: list[tuple[int, ...]] | None,
    rate: float,
    near: tuple[float, float],
    far: tuple[float, float],
) -> None:
    area = AgeBands(counts, PEOPLE, STANDARD, repeats)  # type: ignore[arg-type]
    for level, limits in ((0.95, near), (0.998, far)):
        found = per_100_000(area, level=level)
        assert isinstance(found, Estimate)
        # Printed to eight decimals or more.
        assert (found.value, found.lower, found.upper) == pytest.approx((rate, *limits), abs=6e-9)


def test_repeats_widen_by_as_much_as_the_workbook_says() -> None:
    plain, repeated = (weighted(np.array(BIG), PEOPLE, STANDARD, f) for f in (None, np.array(REPEATS)))
    assert repeated.variance / plain.variance == pytest.approx(1.586, abs=5e-4)


def test_ukhsas_area_of_nine_events_is_not_standardised() -> None:
    tiny = [0] * 10 + [1] * 9
    assert isinstance(per_100_000(AgeBands(tiny, PEOPLE, STANDARD)), NotEstimable)  # type: ignore[arg-type]
    gamma = DirectlyStandardisedRate(interval="fay_feuer")(AgeBands(tiny, PEOPLE, STANDARD))  # type: ignore[arg-type]
    assert isinstance(gamma, Estimate)


# Down's syndrome by birth order (Selvin), as in the help of R's epitools: ageadjust.direct.
SELVIN = {
    "first": ([107, 141, 60, 40, 39, 25], [230061, 329449, 114920, 39487, 14208, 3052], 92.3045255332, 80.4417498507, 105.7633457493),
    "third": ([3, 71, 114, 103, 108, 75], [15050, 175702, 207081, 117300, 45026, 8660], 85.0692213383, None, None),
}  # fmt: skip
MOTHERS = [319933, 931318, 786511, 488235, 237863, 61313]


@pytest.mark.parametrize("order", SELVIN)
def test_gamma_equals_epitools(order: str) -> None:
    x, n, rate, lower, upper = SELVIN[order]
    method = DirectlyStandardisedRate(interval="fay_feuer", multiplier=100_000)
    found = method(AgeBands(x, n, MOTHERS))  # type: ignore[arg-type]
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(rate, rel=1e-9)
    if lower is not None:
        assert (found.lower, found.upper) == pytest.approx((lower, upper), rel=1e-9)


@pytest.mark.parametrize("total", [0, 3, 40])
def test_gamma_is_exact_where_all_weights_are_equal(total: int) -> None:
    """Fay & Feuer's own argument for it: one band, or bands as large as the standard's, is one Poisson count."""
    x = np.array([total, 0, 0])
    limits = fay_feuer(weighted(x, np.array([100, 100, 100]), np.array([1, 1, 1])), 0.95)
    assert np.array(limits) * 300 == pytest.approx(np.array(exact(total, 0.95)), rel=1e-10)


# The workbook's indirectly standardised ratios; exact below ten events.
ISR = [
    (895, 835.8835612311743, 1.0707232939, 1.0017147713, 1.1432332872),
    (91, 835.8835612311743, 0.1088668377, 0.0876504010, 0.1336657633),
    (9, 835.8835612311743, 0.0107670499, 0.0049233808, 0.0204392146),
]


@pytest.mark.parametrize(("x", "expected", "ratio", "lower", "upper"), ISR)
def test_ratios_equal_ukhsas_workbook(x: int, expected: float, ratio: float, lower: float, upper: float) -> None:
    found = StandardisedRatio()(Expected(x, expected))
    assert isinstance(found, Estimate)
    assert (found.value, found.lower, found.upper) == pytest.approx((ratio, lower, upper), abs=6e-11)


def test_a_ratio_to_what_was_seen_is_one_with_the_limits_of_a_count() -> None:
    found = StandardisedRatio(interval="exact")(Expected(9, 9.0))
    assert isinstance(found, Estimate)
    lower, upper = stats.chi2.ppf(0.025, 18) / 2, stats.chi2.ppf(0.975, 20) / 2
    assert (found.value, found.lower * 9, found.upper * 9) == pytest.approx((1.0, lower, upper), rel=1e-12)


@pytest.mark.parametrize("interval", ["dobson_byar", "fay_feuer"])
@pytest.mark.parametrize("mechanism", [BANDS, BANDS_OF_REPEATS], ids=lambda m: m.name)
def test_sound_where_the_naive_rate_fails(mechanism, interval) -> None:  # type: ignore[no-untyped-def]
    world = drawn(mechanism, mechanism.cells[1], 1000)
    sound = coverage(DirectlyStandardisedRate(interval=interval).many(world.batch), world, "standardised_rate")
    naive = coverage(mechanism.rivals["standardised_rate"].limits(world.batch, 0.95), world, "standardised_rate")
    # A floor of 0.91, less two Monte Carlo errors (0.008 each).
    assert sound.covered > 0.895
    assert naive.covered < 0.85
