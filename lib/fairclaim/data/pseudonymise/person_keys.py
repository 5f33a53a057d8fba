"""From an NHS number or a local id, however it is written, to a key that only the holder of the secret can make."""

import base64
import hmac
import re

# 20 characters of base 32 are 100 bits: among ten million people two share a key with probability 4 in 10^17.
LENGTH = 20

_GAPS = re.compile(r"[\s\-\u2010-\u2015]")
_NUMBER = re.compile(r"(\d{10})(?:\.0+)?")


def nhs_number(entry: object) -> str | None:
    """Read an NHS number.

    Parameters
    ----------
    entry : object
        A cell: text with or without spaces and hyphens, or the number that Excel makes of it.

    Returns
    -------
    str or None
        Ten digits whose last is right by modulus 11; None for anything else. Ten times the same digit passes that
        check but is what systems fill in for "not known", and would make one person of many, so it is None too.
    """
    match = _NUMBER.fullmatch(_GAPS.sub("", _text(entry)))
    if match is None or not match[1].isascii() or len(set(match[1])) == 1:
        return None
    digits = [int(digit) for digit in match[1]]
    check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return match[1] if check == digits[9] else None


def local_id(entry: object) -> str | None:
    """Read any other id: spaces around it go, letters become capitals, a whole number loses its point."""
    return _text(entry).strip().upper() or None


def person_key(identifier: str, secret: bytes) -> str:
    """Make the key of one person.

    Parameters
    ----------
    identifier : str
        As `nhs_number` or `local_id` gives it.
    secret : bytes

    Returns
    -------
    str
        The first 20 characters of HMAC-SHA256 in base 32, in small letters. Always the same for the same identifier
        and secret; without the secret it can neither be turned back nor be found by trying all numbers.
    """
    digest = hmac.digest(secret, identifier.encode(), "sha256")
    return base64.b32encode(digest).decode("ascii")[:LENGTH].lower()


def _text(entry: object) -> str:
    if entry is None:
        return ""
    # Excel holds every number as a float: 9434765919.0 was typed as 9434765919.
    if isinstance(entry, float) and entry.is_integer():
        return str(int(entry))
    return str(entry)
