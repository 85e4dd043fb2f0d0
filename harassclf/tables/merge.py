"""Putting messages tables one behind the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pandas as pd

from harassclf.tables.columns import (
    MESSAGE_TYPES,
    OPTIONAL_MESSAGE_TYPES,
    Message,
)
from harassclf.tables.frames import message_frame

# Rows that are held as objects at a time; a frame of them is a tenth of the size.
CHUNK_ROWS = 50_000


def frame_of_stream(rows: Iterable[Message]) -> pd.DataFrame:
    """Return the messages table of `rows` without holding all of them as objects.

    Parameters
    ----------
    rows : iterable of Message
        Ids unique; see `unique_ids`.
    """
    stream = iter(rows)
    frames = []
    while chunk := list(islice(stream, CHUNK_ROWS)):
        frames.append(message_frame(chunk))
    return concat_messages(frames)


def concat_messages(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all messages tables in order, with a fresh index.

    Parameters
    ----------
    frames : sequence of DataFrame
        Messages tables; an optional column that one lacks is filled with its default.
    """
    if not frames:
        return message_frame([])
    if len(frames) == 1:
        return frames[0]
    optional = [
        name
        for name in OPTIONAL_MESSAGE_TYPES
        if any(name in frame.columns for frame in frames)
    ]
    filled = []
    for frame in frames:
        for name in optional:
            if name not in frame.columns:
                empty: object = ""
                if OPTIONAL_MESSAGE_TYPES[name] == "list":
                    empty = pd.Series([[] for _ in frame.index], frame.index, object)
                frame = frame.assign(**{name: empty})
                if OPTIONAL_MESSAGE_TYPES[name] == "string":
                    frame = frame.astype({name: "string"})
        filled.append(frame)
    known = [*MESSAGE_TYPES, *optional]
    table = pd.concat(filled, ignore_index=True)
    extra = [name for name in table.columns if name not in known]
    return table[known + extra]


def unique_ids(rows: Iterable[Message], seen: dict[str, int]) -> Iterator[Message]:
    """Yield `rows`, an id that has occurred before marked ``id~2`` and so on.

    Mail exports hold one Message-ID several times (a copy per label), and every copy
    is a record of its own.

    Parameters
    ----------
    rows : iterable of Message
        Changed in place.
    seen : dict
        Ids so far and how often; updated.
    """
    for row in rows:
        count = seen.get(row.message_id, 0) + 1
        seen[row.message_id] = count
        if count > 1:
            marked = f"{row.message_id}~{count}"
            while marked in seen:
                count += 1
                marked = f"{row.message_id}~{count}"
            seen[marked] = 1
            row.message_id = marked
        yield row
