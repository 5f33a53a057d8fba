"""Every made-up world, in one explicit tuple."""

from fairclaim.stats.calibration.mechanism import Mechanism
from fairclaim.stats.calibration.mechanisms.shares import ONE_SHARE, TWO_SHARES

MECHANISMS: tuple[Mechanism, ...] = (
    # Shares
    ONE_SHARE,
    TWO_SHARES,
    # Counts and rates
    # Scores and quantities
    # Time
    # Designs
    # Many units, many looks
    # What could overturn it
)
