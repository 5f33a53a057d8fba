"""`fairclaim pseudonymise`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    from fairclaim.data.pseudonymise.copies import Copied
    from fairclaim.data.pseudonymise.sheets import Count

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Copy files with a key in place of NHS numbers.")
@click.argument("files", nargs=-1, type=_FILE, metavar="[FILE]...")
@click.option("--new-key", type=_FILE, help="Make a new key in this file, and do nothing else.")
@click.option("--key", type=_FILE, help="The key file: the same one for every file that is to be linked.")
@click.option("--column", metavar="HEADER", help='Header of the column that names people, such as "NHS Number".')
@click.option("--any-id", is_flag=True, help="The column holds ids of your own, not NHS numbers.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="New folder for the copies.")
@click.option("--as", "named", default="person_id", show_default=True, metavar="HEADER", help="Header of the key.")
@click.option("--drop", multiple=True, metavar="HEADER", help="Leave this column out. May be given several times.")
@click.option("--keep", multiple=True, metavar="HEADER", help="Keep this column though it looks as if it named people.")
def pseudonymise(
    files: tuple[Path, ...],
    *,
    new_key: Path | None,
    key: Path | None,
    column: str | None,
    any_id: bool,
    out: Path | None,
    named: str,
    drop: tuple[str, ...],
    keep: tuple[str, ...],
) -> None:
    """Copy FILEs with a key in place of NHS numbers: the same person has the same key in every file.

    \b
    fairclaim pseudonymise --new-key key.txt
    fairclaim pseudonymise a.csv b.xlsx --column "NHS Number" --key key.txt --out keyed

    The key is made on this computer and nothing is sent anywhere. A column that looks as if it named people stops the
    command until it is dropped or kept.
    """
    if new_key is not None:
        _make_key(new_key, alone=not (files or key or column or out))
        return
    if not files or key is None or column is None or out is None:
        what = "files, --column, --key and --out are all needed"
        raise UsageError(Problem(what, "fairclaim pseudonymise", todo="See fairclaim pseudonymise --help for examples"))
    from fairclaim.data.pseudonymise.copies import copy_with_keys
    from fairclaim.data.pseudonymise.keys import read_key
    from fairclaim.data.pseudonymise.sheets import Wanted

    wanted = Wanted(column, named, any_id, drop, keep)
    _tell(copy_with_keys(files, out, wanted, read_key(key)), any_id=any_id)


def _make_key(path: Path, *, alone: bool) -> None:
    if not alone:
        what = "--new-key stands alone"
        raise UsageError(Problem(what, "fairclaim pseudonymise", todo="Make the key first, then use it with --key"))
    from fairclaim.data.pseudonymise.keys import write_new_key

    write_new_key(path)
    click.echo(f"A new key is in {path.name}. Keep it where only you can read it, and never beside the copies.")
    click.echo("Whoever has it can find out which key is whose. Without it, no later file can be linked to these.")


def _tell(copied: "Copied", *, any_id: bool) -> None:
    from fairclaim.errors import counted

    for count in copied.counts:
        click.echo(f"{count.told}: {counted(count.rows)}{_without(count, any_id=any_id)}")
    for sheet in copied.untouched:
        click.echo(f"{sheet}: has no such column, so it was copied as it stands. Look at it before you pass it on.")
    click.echo(f"Different people in all files: {copied.people:,}")


def _without(count: "Count", *, any_id: bool) -> str:
    kind = "id" if any_id else "NHS number"
    parts = [
        f"{rows:,} with {what}"
        for rows, what in ((count.blank, f"no {kind}"), (count.invalid, f"an {kind} that is not valid"))
        if rows
    ]
    return f"; no key for {' and '.join(parts)}" if parts else ""
