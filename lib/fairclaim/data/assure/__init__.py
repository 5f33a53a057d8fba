"""People written by hand, read and measured like any extract, and held against the answers expected."""
