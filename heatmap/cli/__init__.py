"""The command line: heatmap and the name of a command."""

from collections.abc import Sequence

import click
from platformdirs import user_log_path

from heatmap.cli.check import check
from heatmap.cli.diff import diff
from heatmap.cli.export import export
from heatmap.cli.failures import say_anything, told
from heatmap.cli.indicators import indicators
from heatmap.cli.pack import pack
from heatmap.cli.plan import plan
from heatmap.cli.readiness import readiness
from heatmap.cli.score import explain, score
from heatmap.cli.serve import serve
from heatmap.cli.simulate import simulate_command
from heatmap.cli.versions import publish, restore, versions


@click.group()
@click.version_option(package_name="change-heatmap")
def commands() -> None:
    """Shows which units carry too much change, when, and why."""


COMMANDS = (
    check,
    publish,
    versions,
    restore,
    score,
    explain,
    readiness,
    indicators,
    diff,
    export,
    pack,
    simulate_command,
    plan,
    serve,
)
for command in COMMANDS:
    commands.add_command(command)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command in `words`, by default the process's own; an error is said without a trace."""
    say_anything()
    with told(user_log_path("change-heatmap") / "errors.log"):
        commands(words)
