"""Each kind of picture: what it shows, how heavy it is, and what it must never say."""

import re
from datetime import date
from itertools import pairwise
from types import ModuleType

import pytest
from bs4 import BeautifulSoup

from fairclaim.claims.ledger import Entry
from fairclaim.claims.pictures import (
    CategoriesPicture,
    CategoryRow,
    IntervalPicture,
    ProcessPicture,
    SegmentPicture,
    StripPicture,
)
from fairclaim.show.figures import categories, figure
from fairclaim.show.figures.canvas import BLUE, INK, ORANGE, PLUM, SHADE, TEXT, WIDTH
from fairclaim.show.figures.process_words import data, notes

HEAVIEST = 25_000
# A phone of 390 less the page's two margins of 16.
PHONE = 358
SMALLEST_TEXT = 11


def entries(sample: ModuleType) -> list[Entry]:
    return [*sample.reablement().entries, *sample.urgent().entries]


def drawn(sample: ModuleType) -> list[Entry]:
    return [entry for entry in entries(sample) if entry.picture.kind != "none"]


def words(html: str) -> str:
    return " ".join(one.get_text() for one in BeautifulSoup(html, "html.parser").select("svg text"))


def process(sample: ModuleType, **changes: object) -> Entry:
    entry = sample.urgent().entries[0]
    return entry.model_copy(update={"picture": entry.picture.model_copy(update=changes)})


def test_pictures_scale_are_light_and_stay_readable_on_a_phone(sample: ModuleType) -> None:
    for entry in drawn(sample):
        svg = BeautifulSoup(figure(entry), "html.parser").svg
        assert svg is not None
        assert svg["width"] == "100%"
        assert "height" not in svg.attrs
        assert str(svg["viewbox"]).split()[2] == str(WIDTH)
        assert len(str(svg).encode()) < HEAVIEST
        sizes = {float(size) for size in re.findall(r"font-size:\s?([\d.]+)px", str(svg))}
        assert min(sizes) * PHONE / WIDTH >= SMALLEST_TEXT


def test_pictures_are_the_same_each_time_and_share_no_id(sample: ModuleType) -> None:
    pages = [figure(entry) for entry in drawn(sample)]
    assert pages == [figure(entry) for entry in drawn(sample)]
    ids = re.findall(r'id="([^"]+)"', "".join(pages))
    assert len(ids) == len(set(ids))


def test_pictures_carry_no_style_sheet_metadata_or_font_of_their_own(sample: ModuleType) -> None:
    for entry in drawn(sample):
        html = figure(entry)
        assert not re.search(r"<style|<metadata|<!--|<\?xml|xmlns|font-family|dc:date", html)


@pytest.mark.parametrize("colour", [BLUE, ORANGE, PLUM, INK], ids=["blue", "orange", "plum", "ink"])
def test_colours_stand_out_from_white(colour: str) -> None:
    # WCAG 2.2, definition of relative luminance and success criterion 1.4.11.
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 3


def test_a_range_is_drawn_to_scale(sample: ModuleType) -> None:
    # Places on the sheet are linear in the value: the point divides its range as the value divides the interval.
    picture = IntervalPicture(
        unit="points", value=4, lower=1, upper=7, line=0, line_label="no change", margin=None, better="higher"
    )
    html = figure(sample.reablement().entries[0].model_copy(update={"picture": picture}))
    xs = [float(x) for x in re.findall(rf'<use [^>]*x="([\d.]+)"[^>]*style="fill:{BLUE.lower()}', html)]
    lower, upper, value = xs
    assert value - lower == pytest.approx(upper - value, abs=0.2)  # Coordinates are rounded to a tenth.
    assert lower < value < upper


@pytest.mark.parametrize(("better", "left"), [("higher", "← worse"), ("lower", "← better")])
def test_both_directions_are_named(better: str, left: str, sample: ModuleType) -> None:
    entry = sample.reablement().entries[0]
    html = figure(entry.model_copy(update={"picture": entry.picture.model_copy(update={"better": better})}))
    assert left in words(html)


def test_the_band_is_named_only_where_there_is_a_margin(sample: ModuleType) -> None:
    entry = sample.reablement().entries[0]
    bare = entry.model_copy(update={"picture": entry.picture.model_copy(update={"margin": None})})
    assert "shaded: too small to matter" in words(figure(entry))
    assert "too small to matter" not in words(figure(bare))
    assert SHADE.lower() not in figure(bare)


def test_a_gap_is_named_and_not_bridged(sample: ModuleType) -> None:
    html = figure(process(sample))
    assert words(html).count("not published") == 2
    whole = figure(process(sample, months=tuple(when for when in sample.MONTHS if when not in sample.GAPS)))
    # A path starts anew after each gap: two more moves than where no month is missing.
    assert _moves(html) == _moves(whole) + 2


def _moves(html: str) -> int:
    return max(path.count("M ") for path in re.findall(r'<path d="(M [^"]*L [^"]*)" clip-path', html))


def test_special_causes_have_shape_and_words(sample: ModuleType) -> None:
    said = words(figure(process(sample)))
    assert "concern" in said
    assert "improvement" in said
    assert any("triangle marks concern" in note for note in notes(process(sample).picture))
    calm = process(sample, point_types=("common",) * 10)
    assert "concern" not in words(figure(calm))
    assert not any("triangle" in note for note in notes(calm.picture))


def test_the_limit_is_drawn_no_higher_than_the_scale(sample: ModuleType) -> None:
    far = SegmentPicture(first=sample.MONTHS[0], last=sample.MONTHS[-1], mean=92.8, lower=85.1, upper=130, trial=False)
    capped, open_ended = (figure(process(sample, segments=(far,), ceiling=ceiling)) for ceiling in (100, None))
    assert "beyond the top of the scale" in capped
    assert "beyond the top of the scale" not in open_ended
    # The axis runs as far as the highest thing drawn.
    assert max(_ticks(capped)) == 100
    assert max(_ticks(open_ended)) > 100


def _ticks(html: str) -> list[int]:
    return [int(text) for text in re.findall(r">(\d+)</text>", html) if len(text) < 4]


def test_a_dollar_sign_is_a_dollar_sign(sample: ModuleType) -> None:
    entry = sample.reablement().entries[0]
    picture = entry.picture.model_copy(update={"line_label": "from $x^2$ on"})
    assert "from $x^2$ on" in words(figure(entry.model_copy(update={"picture": picture})))


def test_trial_limits_are_said_and_few_months_have_none(sample: ModuleType) -> None:
    assert "upper trial" in words(figure(process(sample)))
    none = SegmentPicture(
        first=sample.MONTHS[0], last=sample.MONTHS[-1], mean=None, lower=None, upper=None, trial=False
    )
    html = figure(process(sample, segments=(none,)))
    assert "limit" not in words(html)
    assert "too few months" in html


def test_the_target_is_named_beside_its_line(sample: ModuleType) -> None:
    assert "the national standard of 70%" in words(figure(process(sample)))
    assert "standard" not in words(figure(process(sample, target=None)))


def test_every_month_is_in_the_data_table(sample: ModuleType) -> None:
    table = data(process(sample).picture)
    assert [row[0] for row in table.rows][:3] == ["April 2024", "May 2024", "June 2024"]
    assert table.rows[2] == ("June 2024", "[x]", "[x]")
    assert table.columns == ("Month", "Value", "What the chart marks")
    assert table.rows[0] == ("April 2024", "92.1%", "common cause")
    assert table.rows[9] == ("January 2025", "84.0%", "concern: below the lower limit")
    assert table.rows[11] == ("March 2025", "97.9%", "improvement: two of three months near the upper limit")
    assert table.notes == ("[x] means not published.",)


def test_gaps_to_a_reference_are_points_in_the_data_table(sample: ModuleType) -> None:
    unit = "Percentage points above (or below) all of England"
    gaps = (-3.25, 0.04, 2.0, 12.36, *(0.0,) * 6)
    table = data(process(sample, unit=unit, values=gaps, ceiling=None).picture)
    told = [row[1] for row in table.rows if row[1] != "[x]"]
    assert told[:4] == ["3.2 points below", "level", "2.0 points above", "12.4 points above"]


def test_two_stretches_have_limits_of_their_own(sample: ModuleType) -> None:
    halves = (
        SegmentPicture(first=date(2024, 4, 1), last=date(2024, 8, 1), mean=94.0, lower=90.0, upper=98.0, trial=False),
        SegmentPicture(first=date(2024, 10, 1), last=date(2025, 3, 1), mean=91.0, lower=84.0, upper=98.0, trial=False),
    )
    one = figure(process(sample)).count("stroke-dasharray")
    assert figure(process(sample, segments=halves)).count("stroke-dasharray") == one + 2


def test_a_strip_names_only_this_service_and_ranks_no_one(sample: ModuleType) -> None:
    entry = sample.urgent().entries[1]
    html = figure(entry)
    said = words(html)
    assert "this service" in said
    assert "median" in said
    assert not re.search(r"\brank|\bbest\b|\bworst\b|\btop\b|\d+(st|nd|rd|th)\b", said)
    assert isinstance(entry.picture, StripPicture)
    assert html.count("<use ") >= len(entry.picture.others) + 1


def shares(*rows: tuple[str, float, float, float], withheld: tuple[str, ...] = ()) -> CategoriesPicture:
    drawn = (CategoryRow(name=name, told=f"{at:g}", value=at, lower=low, upper=up) for name, at, low, up in rows)
    return CategoriesPicture(unit="In every 100", rows=tuple(drawn), withheld=withheld)


def categories_of(sample: ModuleType, picture: CategoriesPicture) -> BeautifulSoup:
    entry = sample.urgent().entry("check-result-72h.nothing").model_copy(update={"picture": picture})
    return BeautifulSoup(figure(entry), "html.parser")


def test_categories_are_named_with_their_numbers_in_the_order_given(sample: ModuleType) -> None:
    page = categories_of(
        sample, shares(("fall", 50, 40, 60), ("infection", 20, 10, 30), ("nothing on record", 30, 20, 40))
    )
    lines = [text.get_text() for text in page.select("svg text") if ":" in text.get_text()]
    assert lines == ["fall: 50", "infection: 20", "nothing on record: 30"]


def test_each_category_s_mark_lies_between_its_name_and_the_next(sample: ModuleType) -> None:
    page = categories_of(sample, shares(("fall", 50, 40, 60), ("infection", 20, 10, 30), ("a fit", 10, 5, 30)))
    names = [float(_place(text)[1]) for text in page.select("svg text") if ":" in text.get_text()]
    marks = sorted({float(str(use["y"])) for use in page.select("svg use") if BLUE.lower() in str(use.get("style"))})
    both = [place for pair in zip(names, marks, strict=True) for place in pair]
    assert both == sorted(both)
    assert min(later - earlier for earlier, later in pairwise(both)) > 8


def test_bars_and_ranges_are_drawn_to_one_scale_that_begins_at_none(sample: ModuleType) -> None:
    # Places on the sheet are linear in the share, and the sheet's own ticks give the scale.
    page = categories_of(sample, shares(("fall", 50, 40, 64), ("infection", 20, 10, 30)))
    ticks = {text.get_text(): float(_place(text)[0]) for text in page.select("svg text") if text.get_text().isdigit()}
    assert max(ticks, key=int) == "60"  # The scale ends at 70, the next ten beyond the longest range.
    unit = (ticks["60"] - ticks["0"]) / 60
    places = [float(str(use["x"])) for use in page.select("svg use") if BLUE.lower() in str(use.get("style"))]
    in_hundred = [round((place - ticks["0"]) / unit) for place in places]
    assert in_hundred == [40, 64, 50, 10, 30, 20]
    bars = [path for path in page.select("svg path") if SHADE.lower() in str(path.get("style"))]
    ends = [max(float(x) for x in re.findall(r"[ML] ([\d.]+)", str(bar["d"]))) for bar in bars]
    assert [round((end - ticks["0"]) / unit) for end in ends] == [50, 20]


def _place(text: object) -> tuple[str, str]:
    found = re.search(r'x="([\d.]+)" y="([\d.]+)"|translate\(([\d.]+) ([\d.]+)', str(text))
    assert found is not None
    return found[1] or found[3], found[2] or found[4]


def test_what_is_withheld_has_no_row_and_is_named(sample: ModuleType) -> None:
    picture = shares(("fall", 50, 40, 60), ("infection", 50, 40, 60), withheld=("catheter", "end of life"))
    page = categories_of(sample, picture)
    assert page.svg is not None
    assert "catheter" not in page.svg.get_text()
    assert "Not drawn, because their numbers are withheld: catheter, end of life." in page.get_text()
    assert "withheld" not in categories_of(sample, shares(("fall", 50, 40, 60))).get_text()


def test_a_long_name_goes_on_in_a_second_line_and_makes_room_for_it(sample: ModuleType) -> None:
    long = "housing that nobody could put right before the day of discharge came and went"
    page = categories_of(sample, shares((long, 50, 40, 60)))
    lines = [text.get_text() for text in page.select("svg text") if not text.get_text().isdigit()][1:]
    assert " ".join(lines) == f"{long}: 50"
    assert max(map(len, lines)) <= categories.LETTERS
    short = categories_of(sample, shares(("housing", 50, 40, 60)))
    heights = [float(str(one.svg["viewbox"]).split()[3]) for one in (page, short) if one.svg is not None]
    assert heights[0] > heights[1]


def test_a_withheld_picture_says_why_and_draws_nothing(sample: ModuleType) -> None:
    entry = sample.reablement().entry("plans-kept.nothing")
    html = figure(entry)
    assert "<svg" not in html
    assert entry.picture.reason in html


def test_a_single_month_or_a_flat_series_is_still_drawn(sample: ModuleType) -> None:
    flat = process(sample, values=(90.0,) * 10, segments=(), target=None, point_types=("common",) * 10)
    assert "<svg" in figure(flat)
    month = (date(2025, 1, 1),)
    one = ProcessPicture(
        unit="percent",
        months=month,
        published=month,
        values=(80.0,),
        labels=("Common Cause",),
        point_types=("common",),
        segments=(),
        target=None,
        target_label="",
        ceiling=100,
        quarter_starts=month[0],
    )
    assert "<svg" in figure(flat.model_copy(update={"picture": one}))


def test_text_size_is_the_one_that_the_sheet_is_reckoned_with() -> None:
    assert TEXT * PHONE / WIDTH >= SMALLEST_TEXT
