"""The command group, and how it ends: a mistake is told in blocks, anything unforeseen in one line without values."""

import os
import sys

import click

import fairclaim
from fairclaim.cli.adopt import adopt
from fairclaim.cli.assure import assure
from fairclaim.cli.calibrate import calibrate
from fairclaim.cli.check import check
from fairclaim.cli.estimate import estimate
from fairclaim.cli.init import init
from fairclaim.cli.lint import lint
from fairclaim.cli.methods import methods
from fairclaim.cli.prune import prune
from fairclaim.cli.pseudonymise import pseudonymise
from fairclaim.cli.reports import quarter, run
from fairclaim.cli.schema import schema
from fairclaim.cli.synthetic import synthetic
from fairclaim.cli.telling import tell
from fairclaim.errors import FairclaimError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(fairclaim.__version__, message="fairclaim %(version)s")
def cli() -> None:
    """Quarterly value reports: claims as strong as the evidence, and no stronger."""


COMMANDS = (
    run,
    quarter,
    prune,
    init,
    adopt,
    check,
    assure,
    estimate,
    methods,
    calibrate,
    lint,
    pseudonymise,
    schema,
    synthetic,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command and leave with its exit code.

    0: fine. 1: something unforeseen. 2: the command was not understood. From 10: one for each kind of refusal
    (`fairclaim.errors`).
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows terminal with an old code page must not turn a message into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        cli(prog_name="fairclaim")
    except FairclaimError as error:
        tell(error.problems)
        sys.exit(error.exit_code)
    except Exception as error:
        if os.environ.get("FAIRCLAIM_DEBUG") == "1":
            raise
        from fairclaim.run.mishap import told

        mishap = told(error)
        tell(mishap.problems)
        sys.exit(mishap.exit_code)
