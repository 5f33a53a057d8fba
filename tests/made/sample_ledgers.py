"""Two ledgers rich enough to show everything that a page can show. All of it is made up."""

from datetime import date

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fairclaim.claims.beside import Remark, Story
from fairclaim.claims.ledger import CheckLine, Entry, Front, Ledger, Table
from fairclaim.claims.pictures import (
    CategoriesPicture,
    CategoryRow,
    IntervalPicture,
    NoPicture,
    ProcessPicture,
    SegmentPicture,
    SharePicture,
    StripPicture,
)
from fairclaim.kinds import FAMILIES, Finding, Rung
from fairclaim.show.appendix import appendix
from fairclaim.show.claim import section
from fairclaim.show.front import front

HASH = "3f1c9a0b7d5e42681f0a9c8b7e6d5c4b3a29180716f5e4d3c2b1a09f8e7d6c5b"

CHECKS = (
    CheckLine(
        check="follow-up",
        verdict="pass",
        sentence="We know what happened for at least 80 in every 100 people.",
        bound=False,
    ),
    CheckLine(
        check="audit",
        verdict="not run",
        sentence="No audit of how this outcome was recorded was supplied.",
        bound=True,
    ),
    CheckLine(
        check="harm",
        verdict="fail",
        sentence="More people came to harm, and this must be read first.",
        bound=True,
    ),
)


def _better() -> Entry:
    return Entry(
        claim_id="no-ongoing-package-6w.same-quarter-last-year",
        measure="no-ongoing-package-6w",
        title="No ongoing package of care 6 weeks after reablement ended",
        against="same_quarter_last_year",
        against_words="the same quarter last year (January to March 2024)",
        family="person_change",
        level="person",
        finding=Finding.BETTER,
        rung=Rung.COMPARED,
        primary=True,
        headline=(
            "The share of people who needed no ongoing package of care 6 weeks after reablement was higher in January "
            "to March 2025 than in January to March 2024: 71 in every 100, against 58. That is 13 more in every 100 "
            "(likely range 1 to 24)."
        ),
        because=(
            "More people came to harm, and this must be read first.",
            "No audit of how this outcome was recorded was supplied.",
        ),
        cautions=("People may have been less frail this year than last.",),
        not_yet=(
            "It does not yet show that the service is why. An audit of a sample of records would help to show it.",
        ),
        ask="Please send the audit of 6-week outcomes by 30 June 2025.",
        table=Table(
            caption="No ongoing package of care at 6 weeks",
            columns=("Quarter", "People seen at 6 weeks", "No ongoing package", "In every 100", "Likely range"),
            rows=(
                ("January to March 2025", "about 130", "about 90", "71", "63 to 78"),
                ("January to March 2024", "about 125", "about 70", "58", "49 to 66"),
                ("Difference", "[z]", "[z]", "13", "1 to 24"),
            ),
            notes=("[z] means not applicable.", "Counts are rounded to the nearest 5."),
        ),
        picture=IntervalPicture(
            unit="people in every 100",
            value=13,
            lower=1,
            upper=24,
            line=0,
            line_label="no difference",
            margin=5,
            better="higher",
        ),
        picture_title="13 more in every 100 needed no ongoing package",
        picture_text=(
            "The difference is 13 more people in every 100, with a likely range of 1 to 24, against a line of no "
            "difference and a band of 5 either side that is too small to matter. The range lies to the right of the line."
        ),
        definition=(
            ("Counted", "People whose reablement ended in the quarter"),
            ("Outcome", "No ongoing package started within 6 weeks, seen at a 6-week follow-up"),
            ("Window", "From the day of discharge to the end of day 42, counted in days"),
            ("People who died", "Left out"),
            ("Better", "Higher"),
        ),
        flow=(
            ("Reablement ended in the quarter", "about 150"),
            ("Not reached at 6 weeks", "about 15"),
            ("Died within 6 weeks", "[c]"),
            ("Counted", "about 130"),
        ),
        checks=CHECKS,
        method="The difference between two shares, with Newcombe’s hybrid score interval at 95%.",
        evidence=(("Cohort, January to March 2025", HASH), ("Cohort, January to March 2024", HASH[::-1])),
    )


def _harm(base: Entry) -> Entry:
    return base.model_copy(
        update={
            "claim_id": "harm-in-care.same-quarter-last-year",
            "measure": "harm-in-care",
            "title": "Moderate or severe harm within 8 weeks of referral",
            "family": "safety",
            "finding": Finding.WORSE,
            "primary": False,
            "headline": (
                "The share of people who had moderate or severe harm within 8 weeks of referral was higher in "
                "January to March 2025 than in January to March 2024: 9 in every 100, against 3. That is 6 more in "
                "every 100 (likely range 1 to 12)."
            ),
            "because": (),
            "cautions": ("More reporting can also look like more harm.",),
            "not_yet": ("It does not yet show why. A review of the records would help to show it.",),
            "ask": "Please agree a joint review of these harms within 4 weeks.",
            "table": Table(
                caption="Moderate or severe harm within 8 weeks",
                columns=("Quarter", "In every 100", "Likely range"),
                rows=(
                    ("January to March 2025", "9", "5 to 15"),
                    ("January to March 2024", "3", "1 to 8"),
                    ("Difference", "6", "1 to 12"),
                ),
            ),
            "picture": IntervalPicture(
                unit="people in every 100",
                value=6,
                lower=1,
                upper=12,
                line=0,
                line_label="no difference",
                margin=3,
                better="lower",
            ),
            "picture_title": "6 more in every 100 came to harm",
            "picture_text": "The difference is 6 more people in every 100, with a likely range of 1 to 12.",
        }
    )


def _paired(base: Entry) -> Entry:
    return base.model_copy(
        update={
            "claim_id": "functional-change.nothing",
            "measure": "functional-change",
            "title": "Change in the Barthel Index from start to end of reablement",
            "against": "nothing",
            "against_words": "nothing: these people alone",
            "finding": Finding.TOO_SMALL,
            "rung": Rung.MEASURED,
            "primary": False,
            "headline": (
                "On average, the Barthel Index hardly changed among people scored twice, from 13.1 to 13.9 (likely range "
                "0.4 to 1.2). People would not notice a change of this size."
            ),
            "picture": IntervalPicture(
                unit="points of the Barthel Index",
                value=0.8,
                lower=0.4,
                upper=1.2,
                line=0,
                line_label="no change",
                margin=1.85,
                better="higher",
            ),
            "picture_title": "The change is too small to matter",
            "picture_text": "A change of 0.8 points, with a likely range of 0.4 to 1.2, inside the band of 1.85.",
            "method": "The mean of paired changes, with Student’s t interval at 95%.",
            "completion": Table(
                caption="Change in the Barthel Index from start to end of reablement: from all to those who got better",
                columns=("What", "January to March 2025"),
                rows=(
                    ("Eligible", "about 150"),
                    ("With a first score", "about 140"),
                    ("With a first and a later score", "about 110"),
                    ("Of them, better by 1.85 points or more", "about 45"),
                    ("Of them, changed by less than 1.85 points", "[c]"),
                    ("Of them, worse by 1.85 points or more", "[c]"),
                ),
                notes=("[c] means withheld to protect people.",),
            ),
            "completion_words": (
                "Of all episodes that ended in the quarter (about 150), about 45 are known to have ended with a score "
                "that was better by 1.85 points or more."
            ),
        }
    )


def _target(base: Entry) -> Entry:
    return base.model_copy(
        update={
            "claim_id": "first-visit-2d.target",
            "measure": "first-visit-2d",
            "title": "First visit within 2 days of referral",
            "against": "target",
            "against_words": "the contract standard of 85%",
            "family": "pathway_reliability",
            "level": "pathway",
            "finding": Finding.CANNOT_SAY,
            "primary": False,
            "headline": (
                "The share of people first visited within 2 days of referral was 86 in every 100 (likely range 79 to "
                "91), not clearly different from the contract standard of 85 in every 100."
            ),
            "picture": IntervalPicture(
                unit="people in every 100",
                value=86,
                lower=79,
                upper=91,
                line=85,
                line_label="the contract standard of 85%",
                margin=None,
                better="higher",
            ),
            "picture_title": "86 in every 100, on either side of the standard",
            "picture_text": "The share is 86 in every 100, with a likely range of 79 to 91, against a line at 85.",
            "method": "A share, with Wilson’s score interval at 95%.",
            "flow": (),
        }
    )


def _share(base: Entry) -> Entry:
    return base.model_copy(
        update={
            "claim_id": "felt-involved.nothing",
            "measure": "felt-involved",
            "title": "Felt involved in decisions about their care",
            "against": "nothing",
            "against_words": "nothing: these people alone",
            "family": "experience",
            "finding": Finding.DESCRIBED,
            "rung": Rung.MEASURED,
            "primary": False,
            "headline": (
                "The share of people who answered and felt involved in decisions about their care was 83 in every 100 "
                "(likely range 74 to 89)."
            ),
            "picture": SharePicture(unit="people in every 100", value=83, lower=74, upper=89),
            "picture_title": "83 in every 100 felt involved",
            "picture_text": "The share is 83 in every 100, with a likely range of 74 to 89.",
            "method": "A share, with Wilson’s score interval at 95%.",
            "ask": "",
        }
    )


def _withheld(base: Entry) -> Entry:
    return base.model_copy(
        update={
            "claim_id": "plans-kept.nothing",
            "measure": "plans-kept",
            "title": "Plan of care agreed and kept",
            "against": "nothing",
            "against_words": "nothing: these people alone",
            "family": "quality",
            "finding": Finding.CANNOT_SAY,
            "rung": Rung.MEASURED,
            "primary": False,
            "headline": "This is withheld, because the numbers are so small that a person could be recognised.",
            "because": (),
            "cautions": (),
            "table": Table(
                caption="Plan of care agreed and kept",
                columns=("Quarter", "In every 100", "Likely range"),
                rows=(("January to March 2025", "[c]", "[c]"),),
                notes=("[c] means withheld to protect people.",),
            ),
            "picture": NoPicture(reason="The numbers are so small that a person could be recognised."),
            "picture_title": "Withheld",
            "picture_text": "Withheld.",
        }
    )


def reablement() -> Ledger:
    """A report with a better, a worse harm, one too small, one that cannot be told, one described and one withheld."""
    better = _better()
    entries = (better, _paired(better), _target(better), _withheld(better), _share(better), _harm(better))
    return Ledger(
        service="demo-reablement",
        service_name="Riverside reablement (made-up service)",
        organisation="Example Community Trust",
        contact="the evidence and improvement team",
        about="Short-term support at home for adults leaving hospital, for up to 6 weeks.",
        pathway_name="Reablement",
        quarter="2024-25-q4",
        quarter_words="January to March 2025",
        as_at=date(2025, 5, 9),
        audience="contract",
        audience_words="Counts are rounded to the nearest 5, and numbers under 5 are withheld.",
        synthetic=True,
        level_words="A likely range is made so that, in 95 of 100 reports like this, it holds the true figure.",
        issues=("In February 2025 a new form was brought in, and 12 follow-ups were entered late.",),
        source_name="Riverside care records",
        publisher="Example Community Trust",
        licence="Open Government Licence v3.0",
        story=Story(
            mechanism=(
                "Short, goal-based support at home, reduced step by step as people regain skills and confidence, means "
                "that fewer of them need care that goes on."
            ),
            rivals=(
                "People may have been less frail this year than last.",
                "Families may have taken on more of the care.",
            ),
            partners=("the council’s adult social care brokerage", "the hospital discharge teams", "GP practices"),
            owner="Clinical lead for reablement",
            dated=date(2024, 12, 2),
            wider_good="discharge sustainability",
        ),
        front=Front(
            worse=("harm-in-care.same-quarter-last-year",),
            may_say=(
                better.claim_id,
                "functional-change.nothing",
                "first-visit-2d.target",
                "plans-kept.nothing",
            ),
            described=("felt-involved.nothing",),
            not_yet=(*better.not_yet, "No single quarter can show a trend."),
            next_steps=(
                "The harms are reviewed with the council, and the audit of 6-week outcomes is brought forward.",
            ),
            asks=("Please agree a joint review of these harms within 4 weeks.", better.ask),
        ),
        entries=entries,
        remarks=(
            Remark(
                role="Service manager",
                dated=date(2025, 5, 12),
                text="We are proud that reablement reduced ongoing care by 13%. Two teams tried shorter visits.",
                findings=(("reduced ongoing care", "fits with more people needing no ongoing care"),),
            ),
        ),
        fingerprints=(("params", HASH), ("table: referrals", HASH), ("notebook", HASH)),
        fairclaim_version="0.1.0",
    )


MONTHS = tuple(date(2024 + (place + 3) // 12, (place + 3) % 12 + 1, 1) for place in range(12))
GAPS = (date(2024, 6, 1), date(2024, 9, 1))
VALUES = (92.1, 93.4, 95.0, 96.2, 94.8, 93.3, 90.2, 84.0, 91.5, 97.9)


def _process() -> ProcessPicture:
    published = tuple(when for when in MONTHS if when not in GAPS)
    kinds = ("common",) * 7 + ("concern", "common", "improvement")
    return ProcessPicture(
        unit="urgent referrals reached in 2 hours, in every 100",
        months=MONTHS,
        published=published,
        values=VALUES,
        labels=("Common Cause",) * 7 + ("Below LCL", "Common Cause", "2 in 3 Above CL"),
        point_types=kinds,
        segments=(SegmentPicture(first=MONTHS[0], last=MONTHS[-1], mean=92.8, lower=85.1, upper=100.6, trial=True),),
        target=70,
        target_label="the national standard of 70%",
        ceiling=100,
        quarter_starts=date(2025, 1, 1),
    )


def _categories() -> CategoriesPicture:
    rows = (("stable", 62, 50, 73), ("escalated", 20, 12, 31), ("nothing on record", 18, 10, 29))
    return CategoriesPicture(
        unit="In every 100",
        rows=tuple(
            CategoryRow(name=name, told=str(value), value=value, lower=low, upper=high)
            for name, value, low, high in rows
        ),
        withheld=("died", "unclear"),
    )


def urgent() -> Ledger:
    """A report of a published series: gaps, trial limits, a limit beyond the scale, special causes, a place, and words."""
    base = reablement()
    first = _better()
    series = first.model_copy(
        update={
            "claim_id": "two-hour-response.own-series",
            "measure": "two-hour-response",
            "title": "Urgent referrals reached within 2 hours",
            "against": "own_series",
            "against_words": "its own earlier months",
            "family": "pathway_reliability",
            "level": "pathway",
            "finding": Finding.WORSE,
            "rung": Rung.MEASURED,
            "primary": False,
            "headline": (
                "The share of urgent referrals reached within 2 hours was 97.9% in March 2025. The chart marks January "
                "2025 (below the lower limit) as more than the usual ups and downs, on the worse side. Over 10 months "
                "the average was 92.8%."
            ),
            "because": ("Moving ranges and runs do not cross a month that was not published.",),
            "ask": "",
            "table": Table(
                caption="Urgent referrals reached within 2 hours",
                columns=("Figure", "Value"),
                rows=(
                    ("Latest month, March 2025", "97.9%"),
                    ("Mean of 10 months", "92.8%"),
                    ("Lower limit (trial)", "85.1%"),
                    ("Upper limit (trial)", "100.6%"),
                ),
            ),
            "picture": _process(),
            "picture_title": "One month fell below its limit, and the last rose near its top",
            "picture_text": (
                "Monthly percentages from April 2024 to March 2025. June and September 2024 were not published. January "
                "2025 is marked as concern and March 2025 as improvement. All months are above the standard of 70%."
            ),
            "method": "An XmR chart with the rules of Making Data Count.",
            "flow": (),
        }
    )
    peers = series.model_copy(
        update={
            "claim_id": "two-hour-response.peers",
            "against": "peers",
            "against_words": "other providers",
            "finding": Finding.DESCRIBED,
            "headline": "In January to March 2025 this service was at 91.1%; the middle half of 133 providers lay "
            "between 79.2% and 91.8%.",
            "picture": StripPicture(
                unit="percent reached within 2 hours",
                value=91.1,
                others=tuple(round(99.5 - 48 * (place / 133) ** 3, 1) for place in range(133)),
                lower_quartile=79.2,
                median=86.4,
                upper_quartile=91.8,
            ),
            "picture_title": "Among the upper part of providers",
            "picture_text": "A strip of 133 unnamed points; this service is at 91.1%, the median is 86.4%.",
            "method": "A place among others, unranked.",
            "not_yet": (),
        }
    )
    checked = peers.model_copy(
        update={
            "claim_id": "check-result-72h.nothing",
            "measure": "check-result-72h",
            "title": "What the check after an urgent response found",
            "against": "nothing",
            "against_words": "nothing: these people alone",
            "headline": (
                "What the check after an urgent response found: stable in 62 of every 100 (likely range 50 to 73), "
                "escalated in 20 and nothing on record in 18."
            ),
            "table": Table(
                caption="What the check after an urgent response found",
                columns=("What was recorded", "In every 100", "Likely range"),
                rows=(
                    ("stable", "62", "50 to 73"),
                    ("escalated", "20", "12 to 31"),
                    ("nothing on record", "18", "10 to 29"),
                    ("died", "[c]", "[c]"),
                    ("unclear", "[c]", "[c]"),
                ),
                notes=("[c] means withheld to protect people.",),
            ),
            "picture": _categories(),
            "picture_title": "Stable in 62 of every 100",
            "picture_text": "Three bars: stable 62, escalated 20, nothing on record 18, each with its likely range.",
            "method": "Shares of several categories, with Goodman’s limits.",
        }
    )
    return base.model_copy(
        update={
            "service": "demo-ucr-provider",
            "service_name": "Urgent community response, Example provider",
            "about": "Help at home within hours for people in a sudden crisis, as counted in national statistics.",
            "pathway_name": "Urgent community response",
            "entries": (series, peers, checked),
            "remarks": (),
            "synthetic": False,
            "front": Front(
                worse=(series.claim_id,),
                may_say=(),
                described=(peers.claim_id, checked.claim_id),
                not_yet=("A percentage of referrals does not show what became of people.",),
                next_steps=("The fall in January 2025 is looked into.",),
                asks=(),
            ),
        }
    )


HEADINGS = {
    "person_change": "Change in people",
    "pathway_reliability": "Reliability of the pathway",
    "system_proxy": "Demand on the wider system",
    "quality": "Quality of care",
    "experience": "Experience of care",
    "safety": "Safety",
}


def notebook(ledger: Ledger) -> nbformat.NotebookNode:
    """An executed notebook of the shape of `service.ipynb`: prose between cells that each show one thing."""
    cells = [_shows(front(ledger))]
    for family in FAMILIES:
        cells += [new_markdown_cell(f"## {HEADINGS[family]}\n\nWhat was measured, and what it can bear.")]
        cells += [_shows(section(ledger, family))]
    cells += [new_markdown_cell("## Appendix\n\nHow all this was made."), _shows(appendix(ledger))]
    return new_notebook(cells=cells)


def _shows(html: str) -> nbformat.NotebookNode:
    data = {"text/html": html, "text/plain": "<fairclaim 4711>"}
    printed = new_output("stream", name="stderr", text="a warning on line 4711")
    shown = new_output("execute_result", data=data, execution_count=1)
    return new_code_cell("run.show()  # 4711", outputs=[printed, shown])
