"""A sum of rates weighted to a standard population, its variance, and two intervals for it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fairclaim.stats.numbers.rates.poisson_limits import byar
from fairclaim.stats.samples import FloatArray

Limits = tuple[FloatArray, FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """What the intervals need; every field has the shape of the leading axes.

    Parameters
    ----------
    rate, variance : array of float
        Σ w x/n and its variance, w the shares of the standard population.
    events : array of float
        Σ x.
    largest : array of float
        The largest w/n of any band: what one event more could add to the rate.
    """

    rate: FloatArray
    variance: FloatArray
    events: FloatArray
    largest: FloatArray


def weighted(x: FloatArray, n: FloatArray, standard: FloatArray, frequencies: FloatArray | None = None) -> Weighted:
    """Weigh the rates of the bands.

    Each event counts (w/n)² in the variance. Where `frequencies` says how many people had f events, it is people who
    are independent, and each counts f²(w/n)².

    Parameters
    ----------
    x, n, standard : array of shape (..., bands)
        Events, people (or person-time), and the standard population. A band of nobody weighs nothing.
    frequencies : array of shape (..., bands, most), or None
        People with one event, two, and so on.

    References
    ----------
    Dobson et al. (1991), doi:10.1002/sim.4780100317. Glynn et al. (1993), doi:10.1093/oxfordjournals.aje.a116738.

    Examples
    --------
    >>> found = weighted(np.array([4, 20]), np.array([1000, 500]), np.array([7000, 3000]))
    >>> f"{found.rate:.4f}, standard error {found.variance ** 0.5:.4f}"
    '0.0148, standard error 0.0030'
    """
    share = standard / standard.sum(axis=-1, keepdims=True)
    each = np.where(n > 0, share / np.where(n > 0, n, 1.0), 0.0)
    squared = x if frequencies is None else frequencies @ (np.arange(1, frequencies.shape[-1] + 1.0) ** 2)
    return Weighted(
        rate=np.asarray((each * x).sum(axis=-1)),
        variance=np.asarray((each**2 * squared).sum(axis=-1)),
        events=np.asarray(x.sum(axis=-1), dtype=np.float64),
        largest=np.asarray(each.max(axis=-1)),
    )


def dobson_byar(found: Weighted, level: float) -> Limits:
    """Byar's limits of all events, moved to the rate: rate + √(variance/events) · (limit − events). Never below 0.

    Needs at least one event, and a variance above 0.

    References
    ----------
    Dobson et al. (1991), doi:10.1002/sim.4780100317.

    Examples
    --------
    >>> found = weighted(np.array([4, 20]), np.array([1000, 500]), np.array([7000, 3000]))
    >>> lower, upper = dobson_byar(found, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.0095 to 0.0220'
    """
    lower, upper = byar(found.events, level)
    scale = np.sqrt(found.variance / np.where(found.events > 0, found.events, 1.0))
    below = np.where(np.isfinite(lower), lower, 0.0) - found.events
    return np.maximum(found.rate + scale * below, 0.0), np.asarray(found.rate + scale * (upper - found.events))


def fay_feuer(found: Weighted, level: float) -> Limits:
    """Gamma limits with the mean and variance of the rate; the upper one as if an event more had the largest weight.

    Lower is 0 where the rate is. Conservative for independent events; exact where all weights are equal. With the
    variance of people who have several events it is no longer derived but measured: see the table of coverage.

    References
    ----------
    Fay & Feuer (1997), doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#.

    Examples
    --------
    >>> found = weighted(np.array([4, 20]), np.array([1000, 500]), np.array([7000, 3000]))
    >>> lower, upper = fay_feuer(found, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.0095 to 0.0222'
    """
    from scipy.special import gammainccinv, gammaincinv

    tail, some = (1 - level) / 2, found.rate > 0
    rate, variance = np.where(some, found.rate, 1.0), np.where(some, found.variance, 1.0)
    lower = np.where(some, gammaincinv(rate**2 / variance, tail) * variance / rate, 0.0)
    rate, variance = found.rate + found.largest, found.variance + found.largest**2
    return lower, np.asarray(gammainccinv(rate**2 / variance, tail) * variance / rate)


INTERVALS: dict[str, Callable[[Weighted, float], Limits]] = {"dobson_byar": dobson_byar, "fay_feuer": fay_feuer}
