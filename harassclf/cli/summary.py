"""The summary that ``harassclf score`` prints for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harassclf.cli.plain import plain
from harassclf.tables import LABELS
from harassclf.tables.columns import (
    DIRECTION,
    LABEL,
    LABEL_VALUES,
    LANGUAGE_OK,
    PLATFORM,
    SENDER,
    SENDER_NAME,
    SENT_AT,
    TEXT,
    TIME_BASIS,
)
from harassclf.text.own_words import EMAIL_PLATFORM

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from harassclf.readers.export import Export

TOP = 10
SHOWN_SKIPS = 5
MIN_TEXT_WIDTH = 20
# Score, time and the gaps between columns.
OTHER_COLUMNS_WIDTH = 40
NAME_WIDTH = 24
FILE_WIDTH = 120
CAUTION = (
    "A score helps a person to look. A low score does not mean that a message, or its"
    " sender, is safe."
)


def print_summary(
    export: Export,
    scores: pd.DataFrame,
    limits: dict[str, float],
    *,
    timezone: str | None,
    output: str | None,
    hide_text: bool,
) -> None:
    """Print counts, the highest threats, and what was not read, to standard error."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = FILE_WIDTH
    messages = export.messages

    def say(text: str, **style: Any) -> None:
        console.print(text, soft_wrap=True, **style)

    named = ", ".join(f"{plain(f.source)} ({f.format})" for f in export.files[:8])
    more = f" and {len(export.files) - 8} more" if len(export.files) > 8 else ""
    say(f"Read {len(messages):,} records from {named}{more}.", markup=False)
    _print_counts(console, messages, scores, limits)
    _print_threats(
        console, messages, scores, limits, timezone=timezone, hide_text=hide_text
    )
    foreign = int((~scores[LANGUAGE_OK]).sum())
    if foreign:
        say(
            f"{foreign:,} messages are not in English, which is all that the model"
            " knows, so their scores mean little.",
            markup=False,
        )
    _print_unread(console, export)
    if output is None:
        say("The scores were not kept; give -o FILE to keep them.", markup=False)
    elif output != "-":
        say(f"Messages and scores are in {plain(output)}.", markup=False)
    say(CAUTION, style="bold")


def _print_counts(
    console: Console,
    messages: pd.DataFrame,
    scores: pd.DataFrame,
    limits: dict[str, float],
) -> None:
    table = _table("label", "from", "records", "written by the owner")
    by_owner = (messages[DIRECTION] == "outgoing").to_numpy()
    for label in (*LABELS, LABEL_VALUES[0]):
        given = (scores[LABEL] == label).to_numpy()
        limit = f"{limits[label]:.2f}" if label in limits else ""
        own = int((given & by_owner).sum())
        table.add_row(label, limit, f"{int(given.sum()):,}", f"{own:,}")
    for column in table.columns[1:]:
        column.justify = "right"
    console.print(table)


def _print_threats(
    console: Console,
    messages: pd.DataFrame,
    scores: pd.DataFrame,
    limits: dict[str, float],
    *,
    timezone: str | None,
    hide_text: bool,
) -> None:
    threat = LABELS[0]
    received = (messages[DIRECTION] != "outgoing").to_numpy()
    over = scores[(scores[threat] >= limits[threat]).to_numpy() & received]
    if over.empty:
        console.print("No message reaches the threshold for threat.", markup=False)
        return
    top = over.sort_values(threat, ascending=False, kind="stable").head(TOP)
    headings = ["threat", "sent", "sender"] + ([] if hide_text else ["message"])
    names = [plain(_name(messages, row), NAME_WIDTH) for row in top.index]
    room = console.width - OTHER_COLUMNS_WIDTH - max(map(len, names))
    table = _table(*headings)
    for row, name in zip(top.index, names, strict=True):
        cells = [
            f"{top.at[row, threat]:.2f}",
            when(messages.at[row, SENT_AT], messages.at[row, TIME_BASIS], timezone),
            name,
        ]
        if not hide_text:
            cells.append(plain(messages.at[row, TEXT], max(room, MIN_TEXT_WIDTH)))
        table.add_row(*map(_literal, cells))
    console.print(
        f"The {len(top)} highest of {len(over):,} threats:", style="bold", markup=False
    )
    console.print(table)


def _name(messages: pd.DataFrame, row: Any) -> str:
    """Return who sent it: in mail the address, since anybody can set any name."""
    sender: str = messages.at[row, SENDER]
    if messages.at[row, PLATFORM] == EMAIL_PLATFORM:
        return sender or "(unknown)"
    return messages.at[row, SENDER_NAME] or sender or "(unknown)"


def _literal(text: str) -> Any:
    from rich.text import Text

    return Text(text)


def when(sent_at: pd.Timestamp, time_basis: str, timezone: str | None) -> str:
    """Return a time for people, in `timezone` if one was given, and say which it is.

    Without a zone, local times are the reading of the exporting phone's clock.
    """
    import pandas as pd

    if pd.isna(sent_at):
        return "(no date)"
    if timezone is not None:
        return f"{sent_at.tz_convert(timezone):%Y-%m-%d %H:%M %Z}"
    zone = "phone" if time_basis == "local" else "UTC"
    return f"{sent_at:%Y-%m-%d %H:%M} {zone}"


def _print_unread(console: Console, export: Export) -> None:
    for warning in export.warnings:
        console.print(f"Note: {plain(warning)}", markup=False)
    if not export.skipped:
        console.print("Nothing was skipped.", markup=False)
        return
    console.print(f"Skipped {len(export.skipped):,}:", style="bold", markup=False)
    for skip in export.skipped[:SHOWN_SKIPS]:
        console.print(
            f"  {plain(skip.source)}, {skip.place}: {plain(skip.reason)}", markup=False
        )
    if len(export.skipped) > SHOWN_SKIPS:
        console.print(
            f"  ... and {len(export.skipped) - SHOWN_SKIPS:,} more", markup=False
        )


def _table(*headings: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False)
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    return table
