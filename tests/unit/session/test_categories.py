"""Words counted from rows: their shares in a sentence and a table, and what stays hidden with whom."""

from cohorts_of_kinds import asking, cohort

from fairclaim.claims.ledger import Entry
from fairclaim.claims.pictures import CategoriesPicture
from fairclaim.kinds import Finding, Rung
from fairclaim.session.assess import assess
from fairclaim.session.tell import tell
from fairclaim.stats.methods.category_shares import CategoryShares


def told(audience: str = "contract", blank: int = 0, measure: str = "check-result-72h", **words: int) -> Entry:
    rows = [word for word, count in words.items() for _ in range(count)]
    state = ["counted"] * len(rows) + ["not_observed"] * blank
    made = cohort(measure, state=state, category=[*rows, *[None] * blank])
    spec = asking(CategoryShares(), measure)
    return tell(assess(spec, (made,)), audience).entries[0]  # type: ignore[arg-type]


def test_the_commonest_are_told_with_a_range_that_holds_for_all() -> None:
    entry = told(stable=62, unclear=20, escalated=18)
    # Goodman's limits of 62 in 100 among three categories, by statsmodels: 0.500 to 0.727.
    assert entry.headline == (
        "What the check after an urgent response found: stable in 62 of every 100 (likely range 50 to 73), unclear in 20 "
        "and escalated in 18."
    )
    assert (entry.finding, entry.rung) == (Finding.DESCRIBED, Rung.MEASURED)
    assert [row[0] for row in entry.table.rows] == ["stable", "unclear", "escalated"]
    assert entry.table.rows[0] == ("stable", "about 60", "62", "50 to 73")


def test_whoever_was_not_checked_is_a_category_of_its_own() -> None:
    entry = told(stable=40, escalated=20, unclear=20, blank=20)
    assert entry.table.rows[-1][:3] == ("nothing on record", "about 20", "20")
    assert "stable in 40 of every 100" in entry.headline


def test_the_order_of_the_definition_comes_first_and_others_by_size() -> None:
    entry = told("internal", later_word=9, escalated=12, stable=30, unclear=10, another=20)
    assert [row[0] for row in entry.table.rows] == ["stable", "unclear", "escalated", "another", "later word"]


def test_a_small_category_takes_the_smallest_of_the_others_with_it() -> None:
    entry = told(stable=60, unclear=30, escalated=25, another=3)
    hidden = [row[0] for row in entry.table.rows if "[c]" in row]
    assert hidden == ["another", "escalated"]
    assert "[c]" not in str(told("internal", stable=60, unclear=30, escalated=25, another=3).table.rows)


def test_one_may_be_left_where_two_others_hide_each_other() -> None:
    entry = told(stable=60, unclear=30, escalated=3)
    assert "stable in 65 of every 100 (likely range 52 to 75)." in entry.headline
    assert [row[0] for row in entry.table.rows if "[c]" in row] == ["escalated", "unclear"]


def test_where_all_are_small_nothing_is_told() -> None:
    entry = told(stable=60, escalated=3)
    assert entry.headline.endswith("behind them are small and could point to a person.")
    assert not any(character.isdigit() for row in entry.table.rows for character in "".join(row))


def test_a_word_that_nobody_had_is_shown_to_those_who_may_know() -> None:
    assert told("internal", stable=30, escalated=12).table.rows[1][:3] == ("unclear", "0", "0.0")


def picture(entry: Entry) -> CategoriesPicture:
    assert isinstance(entry.picture, CategoriesPicture)
    return entry.picture


def test_the_picture_has_the_largest_first_and_what_is_not_on_record_last() -> None:
    drawn = picture(told(stable=20, escalated=30, unclear=10, blank=40))
    assert [row.name for row in drawn.rows] == ["escalated", "stable", "unclear", "nothing on record"]
    assert drawn.withheld == ()


def test_the_picture_is_drawn_of_the_table_and_of_nothing_else() -> None:
    entry = told(stable=62, unclear=20, escalated=18)
    rows = {name: (own, limits) for name, _, own, limits in entry.table.rows}
    assert [(row.name, row.told) for row in picture(entry).rows] == [(name, own) for name, (own, _) in rows.items()]
    for row in picture(entry).rows:
        own, limits = rows[row.name]
        assert (f"{row.value:g}", f"{row.lower:g} to {row.upper:g}") == (own, limits)


def test_two_that_print_alike_stand_in_the_order_of_the_definition() -> None:
    drawn = picture(told(stable=1000, unclear=98, escalated=102))
    assert [(row.name, row.told) for row in drawn.rows[1:]] == [("unclear", "8"), ("escalated", "8")]


def test_what_is_withheld_is_not_drawn() -> None:
    drawn = picture(told(stable=60, unclear=30, escalated=25, another=3))
    assert [row.name for row in drawn.rows] == ["stable", "unclear"]
    assert drawn.withheld == ("another", "escalated")
    assert told(stable=60, escalated=3).picture.kind == "none"


def reviewed(audience: str = "contract", blank: int = 0, **words: int) -> Entry:
    return told(audience, blank, "escalation-themes", **words)


def test_reasons_are_shared_out_among_those_of_whom_a_review_found_one() -> None:
    entry = reviewed("internal", carer_breakdown=80, complex_frailty=50, delay=30, blank=240)
    # Of 160; of all 400 they would be 20, 12 or 13, and 7 or 8. Goodman's limits of 80 of 160, by statsmodels' Wilson
    # limits at the level 1 - 0.05 / 3: 0.407 to 0.593.
    assert entry.headline == (
        "Why people were escalated, as themed reviews found it: carer breakdown in 50.0 of every 100 (likely range 40.7 to "
        "59.3), complex frailty in 31.3 and delay in 18.8. This is on record for 160 of 400."
    )
    assert "nothing on record" not in [row[0] for row in entry.table.rows]
    assert entry.table.notes[0] == "This is on record for 160 of 400."
    assert "nothing on record" not in [row.name for row in picture(entry).rows]
    about = reviewed(carer_breakdown=80, complex_frailty=50, delay=30, blank=240)
    assert about.headline.endswith("This is on record for about 160 of about 400.")


def test_few_reviews_leave_the_caution_and_a_wide_range() -> None:
    few, many = (reviewed(carer_breakdown=10 * size, delay=10 * size, blank=80) for size in (1, 20))
    assert any("fewer than 60 in every 100" in caution for caution in few.cautions)
    widths = [picture(entry).rows[0].upper - picture(entry).rows[0].lower for entry in (few, many)]
    assert widths[0] > 3 * widths[1]


def test_of_how_many_is_exact_only_to_those_who_may_know() -> None:
    exact = reviewed("internal", carer_breakdown=42, delay=21, blank=300)
    assert exact.headline.endswith("This is on record for 63 of 363.")
    nearly = reviewed(carer_breakdown=42, delay=21, blank=3)
    assert nearly.headline.endswith("This is on record for all, or all but a few, of about 65.")
    assert reviewed(carer_breakdown=42, delay=21).headline.endswith("all, or all but a few, of about 65.")


def test_how_many_in_every_100_were_reviewed_would_narrow_their_number_down_and_is_not_told() -> None:
    (seen,) = [line.figures for line in reviewed(carer_breakdown=30, delay=20, blank=50).checks if line.figures]
    assert seen == "Seen: about 50 of about 100 in January to March 2025."


def test_too_few_reviews_tell_nothing_of_how_many_there_were() -> None:
    withheld = reviewed(carer_breakdown=3, delay=1, blank=300)
    assert withheld.headline.endswith("behind them are small and could point to a person.")
    assert not any(character.isdigit() for row in withheld.table.rows for character in "".join(row))


def test_no_review_at_all_is_not_estimated() -> None:
    assert reviewed(blank=300).finding is Finding.CANNOT_SAY


def test_nobody_counted_is_not_estimated() -> None:
    assert told(stable=0).finding is Finding.CANNOT_SAY
