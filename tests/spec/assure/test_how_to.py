"""The manual's own measure and people, word for word, give the table that the manual prints."""

import re
import shutil
from pathlib import Path

from click.testing import CliRunner

from fairclaim.cli.assure import assure

ROOT = Path(__file__).parents[3]


def test_the_measure_of_the_manual_gives_the_table_of_the_manual(tmp_path):
    text = (ROOT / "docs" / "how-to" / "add-a-measure.md").read_text("utf-8")
    measure, people = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    [table] = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    shutil.copytree(ROOT / "params", tmp_path / "params")
    (tmp_path / "params" / "measures" / "readmitted-30d.yaml").write_text(measure, "utf-8")
    (tmp_path / "params" / "assure" / "readmitted-30d.yaml").write_text(people, "utf-8")
    done = CliRunner().invoke(assure, ["readmitted-30d", "--params", str(tmp_path / "params")])
    assert (done.exit_code, done.stdout) == (0, table)
