"""The names under which an estimate can be asked for, one table: method, options, and what each name is given.

Our own names are the methods' names with all their options open. The longer ones are the vocabulary of the published
reference cases: each stands for one method with some options settled.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fairclaim.stats.arguments import ARGUMENTS, Arguments
from fairclaim.stats.arguments.counts import CountsArguments, TwoCountsArguments
from fairclaim.stats.arguments.scores import PairsArguments
from fairclaim.stats.arguments.series import MakingDataCountArguments
from fairclaim.stats.method import Method
from fairclaim.stats.methods import METHODS
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.methods.xmr import XmR


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: its method, the options that it settles, those that it leaves open, and what it is given."""

    method: type[Method]
    arguments: type[Arguments]
    settled: Mapping[str, Any] = field(default_factory=dict)
    open: frozenset[str] = frozenset()


VOCABULARY: dict[str, Entry] = {
    **{
        method.model_fields["name"].default: Entry(
            method, ARGUMENTS[method.needs], open=frozenset(method.model_fields) - {"name"}
        )
        for method in METHODS
    },
    "proportion_wilson": Entry(Proportion, CountsArguments, {"interval": "wilson"}),
    "proportion_clopper_pearson": Entry(Proportion, CountsArguments, {"interval": "exact"}),
    "proportion_jeffreys": Entry(Proportion, CountsArguments, {"interval": "jeffreys"}),
    "proportion_midp": Entry(Proportion, CountsArguments, {"interval": "midp"}),
    "difference_newcombe": Entry(Difference, TwoCountsArguments, {"interval": "newcombe"}),
    "difference_miettinen_nurminen": Entry(Difference, TwoCountsArguments, {"interval": "miettinen_nurminen"}),
    "paired_t": Entry(PairedChange, PairsArguments, {"interval": "t"}),
    "wilcoxon_signed_rank_hl": Entry(
        PairedChange, PairsArguments, {"interval": "hodges_lehmann"}, open=frozenset({"exact"})
    ),
    "xmr_nhs_making_data_count": Entry(XmR, MakingDataCountArguments),
}
