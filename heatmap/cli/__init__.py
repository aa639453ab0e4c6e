"""The command line: heatmap and the name of a command."""

from collections.abc import Sequence
from importlib import import_module

import click
from platformdirs import user_log_path

from heatmap.cli.failures import say_anything, told

# Each command: its module here, and its function. A module is loaded when its command is asked for: together
# they take seconds, in which most commands would have ended, and Ctrl+C would show a trace.
COMMANDS = {
    "check": ("check", "check"),
    "publish": ("versions", "publish"),
    "versions": ("versions", "versions"),
    "restore": ("versions", "restore"),
    "score": ("score", "score"),
    "explain": ("score", "explain"),
    "readiness": ("readiness", "readiness"),
    "indicators": ("indicators", "indicators"),
    "diff": ("diff", "diff"),
    "export": ("export", "export"),
    "pack": ("pack", "pack"),
    "simulate": ("simulate", "simulate_command"),
    "plan": ("plan", "plan"),
    "serve": ("serve", "serve"),
}


class Commands(click.Group):
    """The commands by name, each loaded when it is first asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command's name, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"heatmap.cli.{module}"), function)
        return command


@click.group(cls=Commands)
@click.version_option(package_name="change-heatmap")
def commands() -> None:
    """Shows which units carry too much change, when, and why."""


def main(words: Sequence[str] | None = None) -> None:
    """Run the command in `words`, by default the process's own; an error is said without a trace."""
    say_anything()
    with told(user_log_path("change-heatmap") / "errors.log"):
        commands(words)
