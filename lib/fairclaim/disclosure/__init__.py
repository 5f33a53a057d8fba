"""The point where a claim becomes a reading: small numbers are held back for the audience named."""

from fairclaim.disclosure.read import read

__all__ = ["read"]
