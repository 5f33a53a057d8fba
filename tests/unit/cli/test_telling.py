"""Problems as blocks."""

from fairclaim.cli.telling import block
from fairclaim.errors import Problem


def test_only_parts_that_say_something_are_printed():
    assert block(Problem("the file is empty", "scores.csv")) == "scores.csv\n  The file is empty."


def test_long_parts_hang_and_paths_stay_whole():
    path = "params/services/" + "a-very-long-name" * 8 + ".yaml"
    told = block(Problem("the key is not known", path, "'x'", ", ".join(["a-long-value"] * 20), f"Mend {path}"))
    lines = told.splitlines()
    assert lines[0] == path
    assert lines[2] == "  Found: 'x'"
    assert lines[3].startswith("  Allowed: a-long-value")
    assert lines[4].startswith(" " * 11 + "a-long-value")
    assert path in told.split("What to do:")[1]
