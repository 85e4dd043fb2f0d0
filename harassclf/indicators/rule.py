"""What an indicator's rule is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """One way of saying it.

    Attributes
    ----------
    phrase : str
        In the language of `harassclf.indicators.phrases`, over folded text.
    strength : int
        2 decides on its own, 1 suggests.
    unless : tuple of str
        Phrases that silence this cue where they match around it.
    """

    phrase: str
    strength: int = 2
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How a behaviour is recognised in a message.

    Attributes
    ----------
    name : str
        As in design §4.4.
    definition : str
        One sentence, as shown to users.
    source : str
        Where the definition comes from.
    cues : tuple of Cue
    vetoes : tuple of str
        Phrases that silence every cue where they match around it: quoted or
        reported speech, negation, jokes.
    examples, counterexamples : tuple of str
        Our own lines that the rule has to find, and has to leave alone.
    """

    name: str
    definition: str
    source: str
    cues: tuple[Cue, ...]
    vetoes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


def cues(strength: int, *phrases: str, unless: tuple[str, ...] = ()) -> tuple[Cue, ...]:
    """Return a cue of this strength for each phrase."""
    return tuple(Cue(phrase, strength, unless) for phrase in phrases)
