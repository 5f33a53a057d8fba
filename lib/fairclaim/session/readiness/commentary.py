"""What the commentary says that no result of this quarter could license."""

from fairclaim.params.spec import RunSpec
from fairclaim.session.readiness.gap import Gap
from fairclaim.session.remarks import hopes


def commentary_gaps(spec: RunSpec) -> tuple[Gap, ...]:
    """Read the commentary against the best that the designs of the comparisons could license."""
    return tuple(
        Gap(
            weight="look at it",
            where=f"commentary, {finding.place.within}",
            what=f"{finding.claims} {finding.licensed}.",
            todo=f"Write rather: {finding.rewrite}" if finding.rewrite else "Say what was seen",
        )
        for finding in hopes(spec)
        if finding.stands
    )
