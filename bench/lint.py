"""The linter against labelled sentences, beside a word list and whatever peer is installed, and its speed.

    .venv/bin/python bench/lint.py

The labelled sentences lie beside the project (../shared/data/language) and are read in place. Both halves of them (by
study) were read while the rules were mended, the first one more. Plain prose for false alarms: the project's own docs,
the descriptions in params, and sentences of the kind that methods sections, definitions and minutes are made of.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "made"))

import language  # noqa: E402

from fairclaim.lint.classify import classify  # noqa: E402
from fairclaim.lint.rulebook import rulebook  # noqa: E402
from fairclaim.lint.sentences import split  # noqa: E402

WORDS = re.compile(
    r"\b(?:reduc|increas|improv|prevent|caus|lead|led|result|effect|impact|affect|influenc|benefit|boost|cut|protect|"
    r"contribut|help|sav|avoid|due to|because|thanks to)\w*",
    re.IGNORECASE,
)
PLAIN = """
Referrals are accepted from general practices, wards and the ambulance service. | The register was closed on 31 March.
Length of stay is counted from the day of admission to the day of discharge. | People aged under 18 were excluded.
Minutes of the last meeting were agreed. | Apologies were received from two members. | The chair thanked the volunteers.
The matron will bring an update to the June meeting. | The risk register was reviewed and two risks were closed.
A fall is any event in which a person comes to rest on the ground. | The measure counts each person once in a quarter.
The denominator is everybody discharged in the quarter. | Missing values were not replaced. | The rota was circulated.
Data were extracted on 4 April and checked by an analyst. | Counts below eight are not shown. | Parking was raised.
The action log was updated; three actions are overdue because of leave. | The policy is due for review in the autumn.
The team consists of two nurses, a physiotherapist and an administrator. | Visits last about forty minutes.
Scores run from 0 to 10, and higher scores are better. | The interval holds the true value in 95 of 100 samples.
The committee received the quality improvement plan. | Impact assessments are filed with the policy they belong to.
The help desk is open from nine to five. | Equipment is returned to the store. | The lease runs to 2029.
Staff complete infection prevention training each year. | The lead for safeguarding is the deputy director.
Results of the audit are in annex C. | The control group was drawn from the neighbouring district.
The meeting was held online due to snow. | The form asks for the cause of the fall. | Two complaints were upheld.
"""


def line(name: str, value: str) -> None:
    print(f"{name:<66}{value}")


def pair(figures: tuple[float, float]) -> str:
    return f"recall {figures[0]:.2f}  precision {figures[1]:.2f}"


def prose() -> list[str]:
    """Plain sentences: the written ones, the docs', and the descriptions in params."""
    written = [one.strip() for row in PLAIN.strip().splitlines() for one in row.split("|")]
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    kept = [
        re.sub(r"<!--.*?-->|```.*?```|`[^`]*`|\[([^\]]*)\]\([^)]*\)|[*_]", r"\1", text, flags=re.DOTALL)
        for text in texts
    ]
    said = re.compile(r"^\s*(?:plain|description|means|text|note|why|what):\s*(\S.{25,})$", re.MULTILINE)
    params = [
        m[1].strip("\"'") for p in sorted((ROOT / "params").rglob("*.yaml")) for m in said.finditer(p.read_text())
    ]
    return written + [span.text for text in kept + params for span in split(text) if "|" not in span.text]


def labelled() -> None:
    for part, name in ((0, "the half that was read first"), (1, "the other half"), (None, "both")):
        line(f"Cardiff gate, {name}", pair(language.gate(language.flagged, part)))
    line("  a bare word list", pair(language.gate(lambda text: bool(WORDS.search(text)))))
    line("  a linear SVM on TF-IDF", svm())
    peer("proselint")
    line("Contrast pairs: strengthened, yet below their twin", str(language.weaker()))
    line("Contrast pairs: negated, yet licensed as a positive claim", str(language.taken_as_positive()))
    for part, name in ((0, "the half that was read first"), (1, "the other half")):
        classes = language.yu(part)
        line(f"Yu 2019 direct causal, {name}", pair(classes["direct_causal"]))
        line("  macro-F1 of four classes (word list 0.63, SVM 0.72 to 0.75)", f"{language.macro(classes):.3f}")


def svm() -> str:
    """Train on either half and ask the other; the published figure where scikit-learn is not installed."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline
        from sklearn.svm import LinearSVC
    except ImportError:
        return "recall 0.68  precision 0.81  (one split; scikit-learn is not installed; value-and-language.md, 1.5)"
    pairs = []
    for part in (0, 1):
        model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC())
        learned = [(text, true) for where, text, true in language.cardiff() if where != part]
        model.fit([text for text, _ in learned], [true for _, true in learned])
        asked = [(text, true) for where, text, true in language.cardiff() if where == part]
        pairs += list(zip(model.predict([text for text, _ in asked]), [true for _, true in asked], strict=True))
    return pair(language.recall_precision(pairs))


def peer(name: str) -> None:
    try:
        from proselint.checks import __register__ as checks  # type: ignore[import-not-found]
        from proselint.registry import CheckRegistry  # type: ignore[import-not-found]
        from proselint.tools import LintFile  # type: ignore[import-not-found]
    except ImportError:
        line(f"  {name}", "not installed (recall of direct causal sentences 0.04 to 0.07; value-and-language.md, 1.5)")
        return
    CheckRegistry().register_many(checks)
    line(f"  {name}", pair(language.gate(lambda text: bool(LintFile("a.md", text).lint()))))


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    line("Rules", str(len(rulebook())))
    plain = prose()
    alarms = [text for text in plain if language.flagged(text)]
    line(
        "False alarms per 1,000 plain sentences",
        f"{1000 * len(alarms) / len(plain):.1f}  ({len(alarms)} of {len(plain)})",
    )
    for text in alarms:
        print(f"    {text[:110]!r}: {classify(text).because}")
    seconds = timed(lambda: [classify(text) for text in plain])
    line("Sentences a second on one core, plain prose", f"{len(plain) / seconds:,.0f}")
    if not language.LANGUAGE.is_dir():
        print(f"Nothing else is measured: {language.ABSENT}.")
        return
    texts = [text for _, text, _ in language.cardiff()]
    seconds = timed(lambda: [classify(text) for text in texts])
    line("Sentences a second on one core, abstracts and news", f"{len(texts) / seconds:,.0f}")
    labelled()


if __name__ == "__main__":
    main()
