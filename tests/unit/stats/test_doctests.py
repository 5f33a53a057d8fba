"""Every example in a docstring of the stats room is true."""

import doctest
import importlib
import pkgutil

import pytest

import fairclaim.stats

MODULES = [info.name for info in pkgutil.walk_packages(fairclaim.stats.__path__, "fairclaim.stats.") if not info.ispkg]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_each_method_shows_an_example_of_its_formula() -> None:
    bare = [
        name
        for name in MODULES
        if ".methods." in name
        and not name.endswith("xmr")  # Its formulas, and their examples, are in natural_limits and making_data_count.
        and not doctest.testmod(importlib.import_module(name)).attempted
    ]
    assert bare == []
