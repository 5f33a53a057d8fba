"""The manual's pages on methods, and on how often their intervals hold the truth."""

from fairclaim.stats.calibration.card import card
from fairclaim.stats.calibration.mechanisms import MECHANISMS
from fairclaim.stats.calibration.shortfalls import SHORTFALLS
from fairclaim.stats.calibration.table import LEAST, LEAST_MEAN, TABLE, TRAPPED, Summary, read, summaries
from fairclaim.stats.method import Method
from fairclaim.stats.methods import METHODS
from fairclaim.stats.vocabulary import VOCABULARY


def methods() -> str:
    """One card a method."""
    lines = ["# Methods\n"]
    for method in METHODS:
        lines += _card(method)
    return "\n".join(lines)


def _card(method: type[Method]) -> list[str]:
    name = method.model_fields["name"].default
    published = [f"`{other}`" for other, entry in VOCABULARY.items() if entry.method is method and other != name]
    options = [
        f"- `{option}` ({field.default}){f': {field.description}' if field.description else ''}"
        for option, field in method.model_fields.items()
        if option != "name"
    ]
    cards = dict.fromkeys(said for variant in method.variants() if (said := _calibrated(variant)))
    lines = [f"## {name}\n", f"{method.estimand[0].upper()}{method.estimand[1:]}.\n"]
    lines.append(f"Needs: {getattr(method.needs, 'plain', method.needs.__name__)} (`{method.needs.__name__}`).\n")
    if published:
        lines.append(f"Also asked for as: {', '.join(published)}.\n")
    if options:
        lines += ["Options (default):\n", *options, ""]
    lines += ["Refuses:\n", *(f"- {sentence}" for sentence in method.refuses), ""] if method.refuses else []
    if method.invariants:
        lines.append(f"Holds whatever the numbers: {', '.join(method.invariants).replace('_', ' ')}.\n")
    if cards:
        lines += ["Calibration:\n", *(f"- {said}" for said in cards), ""]
    return [*lines, "Sources:\n", *(f"- {source}" for source in method.references), ""]


def _calibrated(variant: Method) -> str:
    said = card(variant)
    option = getattr(variant, "interval", None)
    return f"{f'`{option}`: ' if option else ''}{said}" if said else ""


def measured() -> str:
    """The tidy table, as it was measured."""
    return TABLE.read_text(encoding="utf-8")


def calibration() -> str:
    """The table summed up, the worlds, and what falls short."""
    found = summaries(read())
    lines = [
        "# Calibration\n",
        "How often the 95% intervals of each method, as it speaks them (after its refusals), hold the truth in made-up "
        "worlds whose truth is known. One line an interval and a world: the mean over the world's cells and the worst "
        "cell; how often the method refused; its width over the narrowest interval that holds the truth as often as it "
        "should; and the worst cell of the naive interval, which shows that the world still has its teeth. All cells, "
        "with Monte Carlo errors (0 where the whole sample space was enumerated), are in `calibration.csv`.\n",
        f"A licensed interval holds the truth in {LEAST_MEAN:.0%} on average and in {LEAST:.0%} of every cell. A naive "
        f"one that holds it in under {TRAPPED:.0%} has walked into the trap. Measured by `fairclaim calibrate`.\n",
    ]
    for world in MECHANISMS:
        rows = [summary for summary in found if summary.mechanism == world.name]
        lines += [f"## {world.name}\n", f"{world.title}{f' The trap: {world.trap}.' if world.trap else ''}\n"]
        if rows:
            lines += [
                "| method | interval | mean | least | in the cell | refused | width | naive | its least |",
                "|---|---|---|---|---|---|---|---|---|",
                *(_line(row) for row in sorted(rows, key=lambda row: (row.parameter, row.method, row.options))),
                "",
            ]
    lines += ["## What falls short, and why it is offered\n"]
    lines += [
        f"- `{s.method}` {s.options} in {s.mechanism}: {s.reason} What gives it away: {s.seen}" for s in SHORTFALLS
    ] or ["Nothing does."]
    return "\n".join(lines) + "\n"


def _line(row: Summary) -> str:
    naive = (row.rival, f"{row.rival_least:.3f}") if row.rival else ("", "")
    shown = (f"{row.mean:.3f}", f"{row.least:.3f}", row.worst, f"{row.refused:.1%}", f"{row.relative_width:.2f}")
    return f"| {row.method} | {row.options.removeprefix('interval=')} | {' | '.join((*shown, *naive))} |"
