"""What tells two things apart that a report may be made of, and what does not."""

import hashlib
import json
import sys
from pathlib import Path

import pytest

from fairclaim.run.digests import ABSENT, digest_of, environment_digest, file_digest, notebook_digest, text_digest

# Of "abc", as FIPS 180-2 prints it.
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_parts_are_told_apart_by_name_and_content_and_not_by_order():
    assert digest_of({"b": "2", "a": "1"}) == digest_of({"a": "1", "b": "2"})
    assert digest_of({"a": "1"}) == hashlib.sha256(b"a\x001\n").hexdigest()
    others = [{"a": "1"}, {"a": "2"}, {"b": "1"}, {"a1": ""}, {}, {"a": "1", "b": "1"}, {"a": "1b\x001"}]
    assert len({digest_of(parts) for parts in others}) == len(others)


@pytest.mark.parametrize("digest", [file_digest, text_digest])
def test_what_is_no_file_is_absent(tmp_path, digest):
    (tmp_path / "a").write_bytes(b"abc")
    assert digest(tmp_path / "a") == ABC
    assert [digest(path) for path in (tmp_path / "none", tmp_path, tmp_path / "a" / "below")] == [ABSENT] * 3


def test_line_ends_count_in_data_and_not_in_texts(tmp_path):
    for name, content in (("lf", b"a\nb\n"), ("crlf", b"a\r\nb\r\n")):
        (tmp_path / name).write_bytes(content)
    assert text_digest(tmp_path / "lf") == text_digest(tmp_path / "crlf")
    assert file_digest(tmp_path / "lf") != file_digest(tmp_path / "crlf")


def notebook(folder: Path, *, kernel: str = "python3", **changes: object) -> str:
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "execution_count": None, "outputs": []} | changes
    path = folder / "one.ipynb"
    path.write_text(json.dumps({"cells": [cell], "metadata": {"kernelspec": {"name": kernel}}}), encoding="utf-8")
    return notebook_digest(path)


def test_of_a_notebook_all_counts_but_what_run_all_leaves(tmp_path):
    plain = notebook(tmp_path)
    assert notebook(tmp_path, execution_count=3) == notebook(tmp_path, outputs=[{"text": "x"}]) == plain
    others = [
        notebook(tmp_path, source="2"),
        notebook(tmp_path, metadata={"tags": ["parameters"]}),
        notebook(tmp_path, cell_type="markdown"),
        notebook(tmp_path, kernel="python2"),
    ]
    assert len({plain, *others}) == 5


@pytest.mark.parametrize("content", [b"\xff", b"no json", b"[]", b"{}", b'{"cells": 3}', b'{"cells": [3]}'])
def test_what_is_no_notebook_is_told_by_its_text(tmp_path, content):
    (tmp_path / "one.ipynb").write_bytes(content)
    assert notebook_digest(tmp_path / "one.ipynb") == hashlib.sha256(content).hexdigest()
    assert notebook_digest(tmp_path / "none.ipynb") == ABSENT


def test_environment_is_the_interpreter_and_every_distribution_but_our_own(tmp_path, monkeypatch):
    first, second = tmp_path / "first", tmp_path / "second"
    (first / "numpy-2.0.dist-info").mkdir(parents=True)
    (second / "old-1.0.egg-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", ["", str(first), str(tmp_path / "none"), str(second)])

    def now() -> str:
        return environment_digest.__wrapped__()

    seen = [now()]
    (first / "fairclaim-1.0.dist-info").mkdir()
    (first / "numpy").mkdir()
    assert now() == seen[0]
    # Installers write the same name in both ways.
    (first / "numpy-2.0.dist-info").rename(first / "NumPy-2.0.dist-info")
    assert now() == seen[0]
    (first / "NumPy-2.0.dist-info").rename(first / "numpy-2.1.dist-info")
    seen.append(now())
    (second / "old-1.0.egg-info").rename(second / "old-1.1.egg-info")
    seen.append(now())
    monkeypatch.setattr(sys, "version", "another")
    seen.append(now())
    monkeypatch.setattr(sys, "platform", "another")
    seen.append(now())
    assert len(set(seen)) == 5
