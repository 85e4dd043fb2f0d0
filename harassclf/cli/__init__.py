"""The command line: one module per verb, loaded when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from harassclf import __version__
from harassclf.errors import HarassclfError, UsageError

DONE, FAILED, USAGE, FOUND = 0, 1, 2, 3
# Verb -> module with a click command of that name, and what --help says of it.
VERBS = {
    "datasets": "List the public training sets and check the copies you have.",
    "evaluate": "Measure how well training on some sets serves the others.",
    "score": "Score every message of an export as threat, abuse or spam.",
    "train": "Make a model file from labelled texts.",
}


class Verbs(click.Group):
    """Loads the module of a verb when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb, or None."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(
            import_module(f"harassclf.cli.{cmd_name}"), cmd_name
        )
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the list of verbs without loading their modules."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(__version__, prog_name="harassclf")
def cli() -> None:
    """Find threats, abuse and spam in the messages that somebody sends you.

    Everything happens on this machine. A score helps a person to look; a low score
    does not mean that a message, or its sender, is safe.
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, default=None
        Arguments without the program name; None takes those of the process.

    Returns
    -------
    int
        0 done, 1 expected failure, 2 wrong usage, 3 findings at or over
        ``--fail-on``.
    """
    try:
        status = cli.main(argv, prog_name="harassclf", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _say("stopped", FAILED)
    except click.ClickException as error:
        return _say_usage(error)
    except UsageError as error:
        return _say(str(error), USAGE)
    except HarassclfError as error:
        return _say(str(error), FAILED)
    except BrokenPipeError:
        return _stop_quietly()
    except OSError as error:
        # What is left of these is the standard streams, a full disk and the like.
        where = f"{error.filename}: " if error.filename else ""
        return _say(where + (error.strerror or type(error).__name__), FAILED)
    except SystemExit as stop:
        # click ends the process itself when a pipe breaks.
        return _stop_quietly() if stop.code else DONE
    return status if isinstance(status, int) else DONE


def _say(text: str, status: int) -> int:
    from harassclf.cli.plain import plain

    # The names of files are not ours: nothing in them may break the line or steer the
    # terminal.
    print(f"harassclf: error: {plain(text)}", file=sys.stderr)
    return status


def _say_usage(error: click.ClickException) -> int:
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        error.show()
        return USAGE
    text = error.format_message()
    if not isinstance(error, click.UsageError):
        return _say(text, FAILED)
    command = error.ctx.command_path if error.ctx else "harassclf"
    return _say(f"{text} See '{command} --help'.", USAGE)


def _stop_quietly() -> int:
    # The reader of our output has gone (``| head``); nothing is left to tell, also
    # not what is still in the buffer.
    sys.stdout = None
    return FAILED
