"""The errors that leave the public API.

::

    HarassclfError
    |-- InvalidTextError       (TypeError)   a text that is not a str
    |-- InvalidTableError      (ValueError)  a table lacks columns or types
    |-- UsageError             (ValueError)  an option that does not fit
    |-- ReadError              (ValueError)  a file that cannot be read
    |   |-- UnknownFormatError                 ... because nothing recognises it
    |   `-- LimitError                         ... because it is larger than is safe
    |-- ModelError             (ValueError)  a model file that is damaged or foreign
    |-- NotFittedError         (ValueError, AttributeError)
    |-- DataError              (ValueError)  a training set that is not as recorded
    `-- MissingExtraError      (ImportError) an optional dependency is not installed

No message of any of them holds the text of a message from an export: files,
lines, byte offsets, record numbers and column names only.
"""

from __future__ import annotations


class HarassclfError(Exception):
    """Base of every error that harassclf raises on purpose."""


class InvalidTextError(HarassclfError, TypeError):
    """A text is not a ``str``.

    Attributes
    ----------
    index : int
        Position of the offending element, counted from 0.
    type_name : str
        Its type. The value itself is not kept.
    """

    def __init__(self, index: int, type_name: str) -> None:
        self.index = index
        self.type_name = type_name
        super().__init__(
            f"Every text must be a str. Got {type_name} at index {index};"
            " drop it or replace it by an empty string."
        )


class InvalidTableError(HarassclfError, ValueError):
    """A table lacks a column, or a column holds what it may not."""


class UsageError(HarassclfError, ValueError):
    """An option or argument does not fit."""


class ReadError(HarassclfError, ValueError):
    """A file cannot be read as the export it is taken for.

    Attributes
    ----------
    source : str
        The file, as the caller named it.
    place : str
        Where in it, for example ``"byte 120"`` or ``"line 3"``; may be empty.
    """

    def __init__(self, source: str, reason: str, *, place: str = "") -> None:
        self.source = source
        self.place = place
        where = f"{source}, {place}" if place else source
        super().__init__(f"{where}: {reason}")


class UnknownFormatError(ReadError):
    """No reader recognises the file."""


class LimitError(ReadError):
    """The file exceeds a limit that guards against crafted input."""


class ModelError(HarassclfError, ValueError):
    """A model file is damaged, foreign, or not the one that was pinned."""


class NotFittedError(HarassclfError, ValueError, AttributeError):
    """An estimator was used before it was fitted."""


class DataError(HarassclfError, ValueError):
    """A training set is missing or is not the one that was recorded."""


class MissingExtraError(HarassclfError, ImportError):
    """An optional dependency is needed and not installed.

    Attributes
    ----------
    extra : str
        Name of the extra that carries it.
    """

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(
            f"{purpose} needs {package}, which is not installed."
            f" Install it with: pip install 'harassclf[{extra}]'"
        )
