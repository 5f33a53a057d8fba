"""What a claim's own cohort is broken down by, as far as its people are known."""

from fairclaim.data.cohorts.by_group import by_group
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.spec import RunSpec
from fairclaim.stats.samples import Counts

COLUMNS = {
    "age": "age_band",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "deprivation": "deprivation",
    "site": "site",
}
Groups = tuple[tuple[str, tuple[tuple[str, Counts], ...]], ...]


def groups(spec: RunSpec, cohort: Cohort) -> Groups:
    """Count each group of each characteristic asked for; one that is not known for anybody is left out."""
    found = []
    for by in spec.service.breakdowns:
        column = COLUMNS[by]
        if column in cohort.frame and cohort.frame[column].notna().any():
            counted = tuple((group.label, Counts(group.events, group.n)) for group in by_group(cohort, column))
            found.append((by, counted))
    return tuple(found)
