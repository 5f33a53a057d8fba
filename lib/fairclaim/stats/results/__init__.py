"""What a method answers, as a small sum type; each kind says what it licenses."""

from fairclaim.stats.results.absent import NotEstimable
from fairclaim.stats.results.activity import Activity
from fairclaim.stats.results.curve import Curve
from fairclaim.stats.results.diagnostic import Diagnostic
from fairclaim.stats.results.estimate import OPEN_ENDED, Answer, Estimate
from fairclaim.stats.results.place import Funnel, FunnelFlag, Place
from fairclaim.stats.results.process import Assurance, Limits, PointType, Process
from fairclaim.stats.results.shares import Shares

Result = Estimate | Process | Place | Funnel | Curve | Shares | Activity | Diagnostic | NotEstimable

__all__ = [
    "OPEN_ENDED",
    "Activity",
    "Answer",
    "Assurance",
    "Curve",
    "Diagnostic",
    "Estimate",
    "Funnel",
    "FunnelFlag",
    "Limits",
    "NotEstimable",
    "Place",
    "PointType",
    "Process",
    "Result",
    "Shares",
]
