"""One `<figure>` a claim: title, inline picture, and the data behind it where the claim's own table has it not."""

from fairclaim.claims.ledger import Entry, Table
from fairclaim.claims.pictures import (
    CategoriesPicture,
    IntervalPicture,
    NoPicture,
    ProcessPicture,
    SharePicture,
    StripPicture,
)
from fairclaim.show.markup import anchor, render
from fairclaim.show.tables import laid_out


def figure(entry: Entry) -> str:
    """Draw a claim.

    Parameters
    ----------
    entry : Entry
        A claim as its audience may read it.

    Returns
    -------
    str
        A `<figure>` with inline SVG; where nothing may be drawn, a paragraph that says why.
    """
    picture = entry.picture
    if isinstance(picture, NoPicture):
        return render("nofigure.j2", entry=entry, reason=picture.reason)
    svg, notes, content = _drawn(entry, picture)
    data = "" if content is None else _data(entry, content)
    return render("figure.j2", entry=entry, unit=picture.unit, svg=svg, notes=notes, data=data)


def _data(entry: Entry, content: Table) -> str:
    return laid_out(content, table_id=f"{anchor(entry.claim_id)}-data", claim_id=entry.claim_id)


def _drawn(
    entry: Entry, picture: IntervalPicture | SharePicture | ProcessPicture | StripPicture | CategoriesPicture
) -> tuple[str, tuple[str, ...], Table | None]:
    """Return the picture, what must be said beside it, and its data table."""
    # Each kind is imported when drawn: a page without a chart must not pay for a chart's libraries.
    from fairclaim.show.figures import categories, interval, process, process_words, strip
    from fairclaim.show.figures.svg import light

    worded = {"prefix": anchor(entry.claim_id), "title": entry.picture_title, "text": entry.picture_text}
    if isinstance(picture, ProcessPicture):
        raw = process.draw(picture, entry.claim_id)
        return light(raw, **worded), process_words.notes(picture), process_words.data(picture)
    if isinstance(picture, StripPicture):
        return light(strip.draw(picture, entry.claim_id), **worded), strip.NOTES, strip.data(picture)
    if isinstance(picture, CategoriesPicture):
        return light(categories.draw(picture, entry.claim_id), **worded), categories.notes(picture), None
    if isinstance(picture, IntervalPicture):
        raw = interval.draw_interval(picture, entry.claim_id, finding=entry.finding)
        return light(raw, **worded), (), None
    return light(interval.draw_share(picture, entry.claim_id), **worded), (), None
