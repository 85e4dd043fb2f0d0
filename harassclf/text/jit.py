"""One source for every kernel: run by Python for a few texts, compiled for many.

Importing numba and loading compiled code costs as much as importing pandas, which a
single message does not pay back. A kernel is therefore a plain function until
`compile_kernels` replaces it, in every module that knows it, by what numba makes of
it. Both give the same numbers: kernels use 64-bit arithmetic on what plain Python
would use too.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Kernel = Callable[..., Any]

# Running kernels over so many characters without compiling them takes about as long as
# loading compiled ones does (0.4 s here); from then on they are loaded.
PLAIN_CHARS = 30_000

Result = TypeVar("Result")

_lock = threading.Lock()
_plain: list[tuple[Kernel, bool, str]] = []
_compiled = False


def jit(function: Kernel) -> Any:
    """Register `function` as a kernel; compiled at once if the others already are."""
    return _register(function, entry=True)


def part(function: Kernel) -> Any:
    """Register what only kernels call; without wrappers it compiles in half the time.

    It is compiled into each kernel that calls it, and cached with that.
    """
    return _register(function, entry=False)


def inlined(function: Kernel) -> Any:
    """Register a small one that kernels call for every word: its body is copied."""
    return _register(function, entry=False, inline="always")


def _register(function: Kernel, *, entry: bool, inline: str = "never") -> Any:
    if _compiled:
        return _njit(function, entry, inline)
    _plain.append((function, entry, inline))
    return function


def is_compiled() -> bool:
    """Tell whether kernels are compiled functions by now."""
    return _compiled


class _Budget:
    """Counts what has gone through kernels in plain Python in this process."""

    def __init__(self) -> None:
        self.left = PLAIN_CHARS

    def affords(self, chars: int) -> bool:
        """Tell whether so many characters more are worth doing in plain Python."""
        self.left -= chars
        return self.left >= 0


plain_python = _Budget()


def run_kernels(chars: int, call: Callable[[bool], Result]) -> Result:
    """Return ``call(compiled)``, compiling the kernels first if that pays.

    Parameters
    ----------
    chars : int
        How many characters `call` is about.
    call : callable
        Told whether kernels are compiled. If not, it gives them lists, which hold
        Python's own numbers: quicker to reckon with one at a time than NumPy's, and
        they cannot overflow.
    """
    if not is_compiled():
        # `compile_kernels` in another thread would replace the kernels under a call
        # that gives them lists, and compiled code does not survive that. Waiting costs
        # nothing, since plain Python runs one thread at a time.
        with _lock:
            if plain_python.affords(chars) and not is_compiled():
                return call(False)
        compile_kernels()
    return call(True)


def compile_kernels() -> None:
    """Replace every kernel by its compiled form; does nothing the second time.

    numba compiles at the first call and keeps the result in its cache, beside the
    source where that can be written, else in the user's cache folder.
    """
    global _compiled
    with _lock:
        if _compiled:
            return
        made = {id(kernel[0]): _njit(*kernel) for kernel in _plain}
        for module in list(sys.modules.values()):
            if not getattr(module, "__name__", "").startswith("harassclf."):
                continue
            for name, value in list(vars(module).items()):
                if id(value) in made:
                    setattr(module, name, made[id(value)])
        _compiled = True


def _njit(function: Kernel, entry: bool, inline: str) -> Any:
    import numba

    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "inline": inline}
    if entry:
        options["cache"] = True
    else:
        options |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return numba.njit(**options)(function)
