"""What the words of a header say about whom a column identifies."""

import re

_PHRASES: tuple[tuple[str, str], ...] = (
    ("NHS numbers", r"\bnhs ?(?:number|num|no|id)\b|\bnh snumber\b"),
    ("dates of birth", r"date of birth|birth ?date|\bdob\b|day of birth"),
    ("postcodes", r"\bpost ?codes?\b|\bpcode\b"),
    ("addresses", r"\baddress(?:es)?\b|\buprn\b|\bhouse (?:number|no|name)\b|\bstreet\b"),
    ("telephone numbers", r"\b(?:tele)?phone (?:number|no|num)\b|\bmobile (?:number|no|phone)\b|\btel (?:number|no)\b"),
    ("telephone numbers", r"^(?:(?:patient|client|home|work|contact) )?(?:telephone|phone|mobile|tel)(?: \d)?$"),
    ("e-mail addresses", r"\be ?mail\b"),
    ("national insurance numbers", r"national insurance|\bni (?:number|no)\b"),
    (
        "names",
        r"\b(?:sur|fore)names?\b|\b(?:first|last|given|family|middle|full|maiden|birth|known) ?names?\b|\binitials\b",
    ),
    ("names", r"next of kin"),
)
# A name is a person's unless the header says whose it is and that is no person.
_NAMED_THINGS = (
    r"\b(?:area|centre|code|column|dataset|department|file|goal|group|home|hospital|hub|icb|indicator|instrument|item"
    r"|locality|measure|neighbourhood|org|organisation|package|pathway|place|plan|practice|programme|provider|question"
    r"|questionnaire|region|scale|school|service|site|survey|table|team|test|theme|tool|trust|unit|ward)s?\b"
)
# What somebody may call the column that is left once the numbers are gone.
_HARMLESS = r"\b(?:hash(?:ed)?|pseudo(?:nym(?:s|i[sz]ed)?)?)\b"


def identifying_header(header: str) -> str:
    """Say what identifying thing a header promises, in the plural; empty if none.

    Words are told apart at spaces, punctuation and capitals, so that NHSNumber, nhs_number and 'NHS no.' read alike.
    'Site name' and 'org_name' are no person's; 'name' and 'patient name' are.
    """
    line = _spaced(header)
    if re.search(_HARMLESS, line):
        return ""
    for kind, form in _PHRASES:
        if re.search(form, line):
            return kind
    return "names" if re.search(r"\bnames?\b", line) and not re.search(_NAMED_THINGS, line) else ""


def _spaced(header: str) -> str:
    # 'D.O.B.' is one word; so are capitals in a row.
    whole = re.sub(r"\b([A-Za-z])\.", r"\1", header)
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", whole)
    return " ".join(re.findall(r"[a-z]+|\d+", apart.casefold()))
