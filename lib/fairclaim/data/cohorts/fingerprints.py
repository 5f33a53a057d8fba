"""A cohort's content in one fixed order, and the hash of it: the same people give the same fingerprint."""

import hashlib

import pandas as pd


def canonical(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort rows by all columns, blanks last, so that the order in which a database gave them is forgotten."""
    return frame.sort_values(list(frame.columns), kind="stable", na_position="last", ignore_index=True)


def fingerprint(frame: pd.DataFrame) -> str:
    """SHA-256 of the sorted rows written as CSV (UTF-8, line feeds, seventeen significant digits)."""
    text = canonical(frame).to_csv(index=False, lineterminator="\n", float_format="%.17g", na_rep="")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
