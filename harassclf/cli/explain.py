"""``harassclf score --explain``: which words moved the scores."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from harassclf.cli.plain import plain
from harassclf.cli.summary import OTHER_COLUMNS_WIDTH, TOP
from harassclf.tables import LABELS
from harassclf.tables.columns import (
    DIRECTION,
    EXPLANATION,
    LABEL,
    LABEL_VALUES,
    SUBJECT,
    TEXT,
)
from harassclf.text.own_words import own_words

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.text import Text

    from harassclf.model.classifier import HarassmentClassifier

MOST_SPANS = 8
DIGITS = 4
# Bold is for words with at least this share of the heaviest one's weight: in a short
# message nearly every word moves something.
MARKED_SHARE = 0.25
# Where not all fits, what comes before the heaviest word gets a third of the room.
LEAD = 3


def add_explanations(
    scores: pd.DataFrame,
    messages: pd.DataFrame,
    model: HarassmentClassifier,
    limits: dict[str, float],
) -> pd.DataFrame:
    """Return `scores` with the column ``explanation`` behind its own.

    Parameters
    ----------
    scores, messages : DataFrame of n_messages rows
        The scores table of the messages table, row by row.
    model : HarassmentClassifier
        That gave the scores.
    limits : dict of str to float
        Threshold of each label.

    Returns
    -------
    DataFrame
        Each cell a JSON object: for every label that reaches its threshold, or the
        highest if none does, the spans that moved it most, at most `MOST_SPANS`, as
        ``[begin, end, weight]``; see `harassclf.tables.columns.EXPLANATION`.
    """
    import pandas as pd

    rows = zip(
        own_words(messages),
        messages[TEXT].tolist(),
        scores[list(LABELS)].to_numpy().tolist(),
        strict=True,
    )
    cells = []
    for scored, text, probabilities in rows:
        given = dict(zip(LABELS, probabilities, strict=True))
        labels = [name for name in LABELS if given[name] >= limits[name]]
        labels = labels or [max(LABELS, key=given.__getitem__)]
        # Only a subject stands in front, see `own_words`.
        cells.append(_cell(model, scored, len(scored) - len(text), labels))
    column = pd.Series(cells, index=scores.index, dtype="string")
    return scores.assign(**{EXPLANATION: column})


def _cell(
    model: HarassmentClassifier, scored: str, shift: int, labels: list[str]
) -> str:
    explanation = model.explain(scored)
    cell: dict[str, Any] = {}
    subject: dict[str, Any] = {}
    for label in labels:
        cell[label] = []
        for span in explanation.top(label, MOST_SPANS):
            weight = round(span.weight, DIGITS)
            # The line feed behind the subject is no part of a word.
            if span.begin < shift:
                subject.setdefault(label, []).append([span.begin, span.end, weight])
            else:
                place = [span.begin - shift, span.end - shift]
                cell[label].append([*place, weight])
    return json.dumps(cell | ({SUBJECT: subject} if subject else {}))


def print_explanations(
    messages: pd.DataFrame, scores: pd.DataFrame, console: Console | None = None
) -> None:
    """Print the highest received messages, the words that speak for a label in bold.

    Prints nothing where bold cannot be seen, or no message has a label.

    Parameters
    ----------
    messages, scores : DataFrame of n_messages rows
        The scores with their explanations.
    console : Console, default=None
        None for standard error.
    """
    from rich.console import Console
    from rich.text import Text

    console = console or Console(stderr=True, highlight=False, emoji=False)
    received = (messages[DIRECTION] != "outgoing").to_numpy()
    given = (scores[LABEL] != LABEL_VALUES[0]).to_numpy()
    labelled = scores[received & given]
    if labelled.empty or not console.is_terminal:
        return
    heights = [labelled.at[row, labelled.at[row, LABEL]] for row in labelled.index]
    order = sorted(range(len(heights)), key=lambda i: -heights[i])[:TOP]
    console.print("What moved them most, in bold:", style="bold", markup=False)
    room = max(console.width - OTHER_COLUMNS_WIDTH, OTHER_COLUMNS_WIDTH)
    for i in order:
        row = labelled.index[i]
        label = labelled.at[row, LABEL]
        spans = json.loads(labelled.at[row, EXPLANATION])[label]
        line = marked(messages.at[row, TEXT], spans, room)
        console.print(Text(f"{label:6} {heights[i]:.2f}  ") + line, soft_wrap=True)


def marked(text: str, spans: list[list[float]], width: int) -> Text:
    """Return at most `width` characters of `text`, what speaks for the label in bold.

    Parameters
    ----------
    text : str
    spans : list of [begin, end, weight]
        Heaviest first; the part that is shown has the first positive one in it. Those
        that weigh much less than that are not bold.
    width : int
        In characters of `text`, an ellipsis at either end included.
    """
    from rich.text import Text

    least = MARKED_SHARE * max((weight for *_, weight in spans), default=0.0)
    places = [
        (int(begin), int(end))
        for begin, end, weight in spans
        if weight > 0 and weight >= least
    ]
    begin = 0
    if len(text) > width and places:
        begin = max(0, min(places[0][0] - width // LEAD, len(text) - width))
    end = min(begin + width, len(text))
    first, last = begin + (begin > 0), end - (end < len(text))
    line = Text("…" if begin > 0 else "")
    position = first
    for low, high in sorted(places):
        low, high = max(low, position), min(high, last)
        if low < high:
            line.append(plain(text[position:low]))
            line.append(plain(text[low:high]), style="bold")
            position = high
    line.append(plain(text[position:last]))
    return line.append("…" if end < len(text) else "")
