"""Every entry that the real path can make: kind x held against x method x size x audience, then finding x rung.

An assessment is made of cohorts by hand; each of its claims is then given every finding and rung that its sentences
know, and told. Findings of a chart are its own, as its words name the months that stood out.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from unittest.mock import patch

import numpy as np
from cohorts_of_kinds import MEASURES, OF_KIND, asking, cohort, with_plan
from made_cohorts import GROUP, PROVIDER, REABLEMENT, followed, people, series

from fairclaim.claims.claim import CheckResult, Claim
from fairclaim.claims.ladder import graded_as, ladder
from fairclaim.claims.ledger import Entry
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import subject
from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.disclosure import read
from fairclaim.kinds import WITH_A_GROUP, Against, Audience, Finding, Rung
from fairclaim.params.answers import ANSWERS, methods_for
from fairclaim.params.models import Target
from fairclaim.params.spec import RunSpec
from fairclaim.session import entries
from fairclaim.session.assess import assess
from fairclaim.stats.method import Method
from fairclaim.stats.methods.category_shares import CategoryShares
from fairclaim.stats.methods.difference_in_differences import DifferenceInDifferences
from fairclaim.stats.methods.tally import TallyMethod

AUDIENCES: tuple[Audience, ...] = ("internal", "contract", "public")
# People in each cohort: too few for anybody outside, and enough for some.
SIZES = (6, 60)
FINDINGS = tuple(Finding)
_WITH_WORDS = tuple(name for name, measure in MEASURES.items() if measure.kind == "category")


def _of_kind(kind: str, period: Period, size: int, good: bool) -> Cohort:
    """Make one cohort; `good` moves its people one step the way that is better."""
    steps = np.arange(size)
    match kind:
        case "paired_change":
            before = np.resize([8.0, 10.0, 11.0, 12.0, 14.0], size)
            change = np.resize([3.0, 5.0, 1.0, 4.0] if good else [1.0, 3.0, 0.0, 2.0], size)
            return cohort(OF_KIND[kind], period, state="paired", before=before, after=before + change)
        case "rate":
            return cohort(
                OF_KIND[kind], period, state="counted", events=(steps % (9 if good else 3) == 0) * 1.0, exposure=57.0
            )
        case "quantity":
            return cohort(OF_KIND[kind], period, state="counted", value=steps % 3 + (1.0 if good else 2.0))
        case "time_to_event":
            state = ["event" if place % 4 else "censored" for place in range(size)]
            return cohort(OF_KIND[kind], period, state=state, time=steps % 4 + (0.0 if good else 1.0))
    yes = size // 8 if good else size // 3
    return people(OF_KIND["proportion"], period, yes=yes, no=size - yes)


@cache
def questions() -> tuple[tuple[RunSpec, Claim], ...]:
    """Assess every question of a service's own people, by every method that answers it, of every size."""
    asked = []
    for (kind, against), size, good in product(ANSWERS, SIZES, (True, False)):
        if kind in OF_KIND and against in {"nothing", "same_quarter_last_year", "target"}:
            own = _of_kind(kind, "this", size, good)
            then = _of_kind(kind, "same_quarter_last_year", size, not good)
            for method in methods_for(kind, against):
                # Options that estimate the same are told in the same words.
                variants = {one.aims_at(): one for one in method.variants()}
                asked += [_claim(one, against, own, then) for one in variants.values()]
    return (*asked, *_falls(), *_words(), *_done(), *_beside_a_group(), *_charts())


def _done() -> Iterator[tuple[RunSpec, Claim]]:
    """Activity with and without a plan: too little to tell, as planned, more and less."""
    for measure, size, planned in product(("referrals-received", "contacts-made"), SIZES, (None, 6, 60, 45, 900)):
        spec = asking(TallyMethod(), measure, "plan")
        yield spec, assess(with_plan(spec, measure, planned), (cohort(measure, state=["counted"] * size),)).claims[0]


def _falls() -> Iterator[tuple[RunSpec, Claim]]:
    """Falls within a person: clear ones, rises, and some about nought."""
    for method, size, middle in product(methods_for("quantity", "nothing"), SIZES, (4.0, -4.0, 0.0)):
        made = cohort("support-reduced", state="counted", value=np.resize([-1.5, -0.5, 0.0, 1.0, 2.0], size) + middle)
        for one in method.variants():
            yield _claim(one, "nothing", made, made)


def _words() -> Iterator[tuple[RunSpec, Claim]]:
    """Words of several measures: even, uneven, with some small, and with blanks."""
    for measure, counts, blank in product(
        _WITH_WORDS, ((40, 30, 20), (60, 25, 3), (30, 28, 26, 2), (50, 4), (2, 1)), (0, 15)
    ):
        words = [f"word_{place}" for place, count in enumerate(counts) for _ in range(count)]
        state = ["counted"] * len(words) + ["not_observed"] * blank
        made = cohort(measure, state=state, category=[*words, *[None] * blank])
        spec = asking(CategoryShares(), measure)
        yield spec, assess(spec, (made,)).claims[0]


def _beside_a_group() -> Iterator[tuple[RunSpec, Claim]]:
    """A comparison group, plainly and by a design that passes, fails and cannot be tried."""
    measure = OF_KIND["proportion"]
    plain, design = WITH_A_GROUP
    for size, good in product(SIZES, (True, False)):
        own, other = (
            _of_kind("proportion", "this", size, good),
            _of_kind("proportion", "comparison_group", size, not good),
        )
        for method in {
            one.aims_at(): one for kind in methods_for("proportion", plain) for one in kind.variants()
        }.values():
            margin = 1.1 if method.aims_at().endswith("ratio") else 0.05
            spec = asking(method, measure, plain, margin=margin, group=GROUP)
            yield spec, assess(spec, (own, other)).claims[0]
        for both in (
            *(followed(measure, effect) for effect in (-3, 0, 3)),
            followed(measure, 0, 0.4),
            followed(measure, teams=3),
        ):
            spec = asking(DifferenceInDifferences(), measure, design, margin=0.1, group=GROUP)
            yield spec, assess(spec, (own, other, both)).claims[0]


def _claim(method: Method, against: Against, own: Cohort, then: Cohort) -> tuple[RunSpec, Claim]:
    margin = 1.1 if method.aims_at().endswith("ratio") else 0.05
    more = {"target": _target(), "margin": margin} if against == "target" else {"margin": margin}
    spec = asking(method, MEASURES[own.measure], against, **more)
    return spec, assess(spec, (own, then) if against == "same_quarter_last_year" else (own,)).claims[0]


def _target() -> Target:
    held = next(one.target for one in REABLEMENT.service.comparisons if one.target)
    return held.model_copy(update={"value": 0.2, "name": "the contract standard of 20%"})


LINES: tuple[list[float | None], ...] = (
    [82.0, 83.0, 81.5, 82.5, 83.0, 82.0, 81.0, 82.0, 83.0, 82.5, 81.5, 82.0],
    [82.0, 83.0, 81.5, 82.5, 83.0, 82.0, 81.0, 82.0, 83.0, 91.5, 92.5, 93.0],
    [82.0, 83.0, 81.5, 82.5, 83.0, 82.0, 81.0, 82.0, 83.0, 61.5, 62.5, 63.0],
    [82.0, None, 81.5, 82.5, None, 82.0, 81.0, 82.0, 83.0, None, None, 82.0],
    [82.0, 83.0, 81.5, 82.5, 83.0, 82.0, 81.0, 82.0, 83.0, None, None, None],
    [None, None, None, None, None, None, None, 82.0, 83.0, 82.0, 83.0, 84.0],
    [62.0, 63.0, 61.5, 62.5, 63.0, 62.0, 61.0, 62.0, 63.0, 62.5, 61.5, 62.0],
    [70.0, 71.0, 69.0, 70.5, 69.5, 71.0, 70.0, 69.0, 71.0, 70.0, 69.5, 70.5],
)
NATIONAL = (85.0, 70.0, 82.0)


def _charts() -> Iterator[tuple[RunSpec, Claim]]:
    others = {f"Z{place:02}": [80.0 + place] * 12 for place in range(2, 8)}
    for line, level in product(LINES, NATIONAL):
        months = {"Z01": line, "National": [level + place % 2 for place in range(12)], **others}
        yield from ((PROVIDER, claim) for claim in assess(PROVIDER, series(months)).claims)


def grid() -> Iterator[tuple[Entry, Reading]]:
    """Tell every claim with every finding and rung that it has words for, for each audience."""
    for (spec, claim), audience in product(questions(), AUDIENCES):
        policy, other = getattr(spec.house.disclosure, audience), _otherwise(spec, claim)
        reading = read(claim, subject(spec, claim.comparison), policy)
        # A reading depends on neither finding nor rung, and is dear to make.
        with patch.object(entries, "read", return_value=reading):
            for told in _told(claim, reading):
                yield entries.told_entry(spec, told, policy), reading
                if told.finding is Finding.TOO_SMALL:
                    yield entries.told_entry(other, told, policy), reading


def _otherwise(spec: RunSpec, claim: Claim) -> RunSpec:
    """Make a harm of what is none, and the other way round: nothing is too small to matter of harm."""
    family = "quality" if claim.measure.family == "safety" else "safety"
    turned = claim.measure.model_copy(update={"family": family})
    return spec.model_copy(update={"measures": tuple(turned if m.id == turned.id else m for m in spec.measures)})


def _told(claim: Claim, reading: Reading) -> Iterator[Claim]:
    if reading.shape == "none":
        yield claim
        return
    own = reading.shape in {"variation", "assurance", "benchmark"}
    known = [claim.finding] if own else [one for one in FINDINGS if one.value in phrasebook().facts[reading.shape]]
    if claim.comparison.margin is None:
        known = [one for one in known if one is not Finding.TOO_SMALL]
    for finding, rung in product(known, list(Rung)[1:]):
        for bound in _reasons(claim, rung):
            told = replace(claim, finding=finding, rung=rung, bound=bound, checks=bound)
            # Figures by two definitions never come out as better or worse.
            if finding is Finding.CANNOT_SAY or not told.redefined:
                yield told


def _reasons(claim: Claim, rung: Rung) -> Iterator[tuple[CheckResult, ...]]:
    """Every state that may keep a claim at its rung, two at a time; none above the rungs that checks can hold."""
    states = [
        CheckResult(row.id, name)
        for row in ladder().checks
        if row.applies(graded_as(claim.measure), claim.comparison.against)
        for name, state in row.states.items()
        if state.verdict != "pass" and (rung.value == (state.cap or 2))
    ]
    pairs = [tuple(states[place : place + 2]) for place in range(0, len(states), 2)]
    yield from pairs or [()]
