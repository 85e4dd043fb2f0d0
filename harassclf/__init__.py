"""Score messages as threat, abuse or spam, on your own machine."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harassclf.errors import HarassclfError as HarassclfError
    from harassclf.model.classifier import HarassmentClassifier as HarassmentClassifier
    from harassclf.model.modelfile import load_model as load_model
    from harassclf.readers.export import Export as Export
    from harassclf.readers.export import read_export as read_export
    from harassclf.scoring import score_messages as score_messages

__version__ = "0.1.0.dev0"

# Public name -> home. Looked up on first use, because importing pandas and
# scikit-learn costs a second and `harassclf --help` needs neither.
_HOME = {
    "Export": "harassclf.readers.export",
    "HarassclfError": "harassclf.errors",
    "HarassmentClassifier": "harassclf.model.classifier",
    "load_model": "harassclf.model.modelfile",
    "read_export": "harassclf.readers.export",
    "score_messages": "harassclf.scoring",
}

__all__ = [
    "Export",
    "HarassclfError",
    "HarassmentClassifier",
    "load_model",
    "read_export",
    "score_messages",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
