"""The text of an HTML mail, line by line, with quotations marked by ``> ``.

Not on top of ``html.parser``: that of CPython before 3.11.14 is quadratic on
unclosed tags and comments (cpython issue 135462). This scanner passes over every
character once; what is opened and never closed runs to the end, as in a browser.
"""

from __future__ import annotations

import html
import re

MAX_QUOTE_DEPTH = 8


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DROPPED = frozenset({"script", "style", "head", "title", "template"})
_PARAGRAPHS = frozenset(
    {"p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "hr"}
)
_BLOCKS = _PARAGRAPHS | _names(
    """div tr li table tbody thead tfoot section article header footer main aside nav
    address center dl dt dd fieldset figure figcaption form body html caption"""
)
_VOID = _names(
    """br hr img input meta link wbr col area base embed source track param"""
)
# Their end tag may be left out, so that a second one closes the first.
_SELF_CLOSING = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option"})
# Yahoo, Proton and Outlook for Mac. Not div.gmail_quote: Gmail puts a reply that is
# written between the quoted lines inside it; its quotations are blockquotes.
_QUOTE_NAME_RE = re.compile(
    r"yahoo_quoted|protonmail_quote|olk_src_body_section|gmail_attr"
)
# In Outlook on the web everything below this header is the older mail.
_QUOTE_REST_RE = re.compile(r"divrplyfwdmsg")

_NAME_RE = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
# Up to the closing bracket, over brackets in quotes; ++ never goes back.
_TAG_END_RE = re.compile(r"""(?:[^>"'=]|=\s*+(?:"[^"]*"|'[^']*')?|["'])*+>""")
_ATTRIBUTE_RE = re.compile(
    r"""[\s"'/](class|id|style|type|hidden)\b
        (?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HIDDEN_RE = re.compile(r"(?:\A|;)(?:display:none|mso-hide:all|visibility:hidden)")
_FONT_SIZE_RE = re.compile(r"(?:\A|;)font-size:([^;!]{1,20})")
# html.unescape raises where a number has more digits than int() takes.
_LONG_ENTITY_RE = re.compile(r"&#(?:[xX][0-9a-fA-F]{9,}|[0-9]{9,});?")
_SPACE_RE = re.compile(r"[ \t\r\n\f]+")


def html_to_text(markup: str) -> str:
    r"""Return the visible text of `markup`.

    Blocks and ``<br>`` become line breaks, entities characters; scripts, styles,
    the head and hidden elements are left out; lines in a quotation start with one
    ``> `` per level, at most 8.

    Parameters
    ----------
    markup : str
        Any str; unbalanced and unfinished tags are allowed.

    Examples
    --------
    >>> html_to_text("<p>No &amp; no.<blockquote>Coming?</blockquote>")
    'No & no.\n\n> Coming?'
    """
    scanner = _Scanner()
    position, size = 0, len(markup)
    while position < size:
        bracket = markup.find("<", position)
        if bracket < 0:
            bracket = size
        scanner.text(markup[position:bracket])
        position = _tag(markup, bracket, scanner) if bracket < size else size
    return scanner.finish()


def _tag(markup: str, start: int, scanner: _Scanner) -> int:
    """Handle what begins at the ``<`` at `start`; return where it ends."""
    if markup.startswith("<!--", start):
        return _after(markup, "-->", start + 2)
    if markup.startswith(("<!", "<?"), start):
        return _after(markup, ">", start)
    name = _NAME_RE.match(markup, start + 1)
    if not name:
        scanner.text("<")
        return start + 1
    tag = name[1].lower()
    closing = markup[start + 1] == "/"
    end = _TAG_END_RE.match(markup, name.end())
    if not end:
        # Unfinished: nothing after it can be a tag. Shown, lest words be lost.
        scanner.text(markup[start:])
        return len(markup)
    if closing:
        scanner.close(tag)
    elif tag in _DROPPED:
        return _skip_element(markup, tag, end.end(), scanner.unclosed)
    else:
        scanner.open(tag, markup[name.end() : end.end() - 1])
    return end.end()


def _after(markup: str, what: str, start: int) -> int:
    found = markup.find(what, start)
    return found + len(what) if found >= 0 else len(markup)


def _skip_element(markup: str, tag: str, start: int, unclosed: set[str]) -> int:
    # What has no end tag from here on has none from later on: search only once.
    if tag not in unclosed:
        end_tag = re.compile(rf"</{tag}\b[^>]{{0,99}}>", re.IGNORECASE)
        end = end_tag.search(markup, start)
        if end:
            return end.end()
        unclosed.add(tag)
    # An unclosed head ends where the body begins.
    body = re.compile(r"<body\b", re.IGNORECASE).search(markup, start)
    return body.start() if body and tag in {"head", "title"} else len(markup)


class _Scanner:
    """Collects lines, and knows whether the text is hidden, quoted or preformatted."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        # (tag, hidden, no font size, quote depth, preformatted) of what is open.
        self.stack: list[tuple[str, bool, bool, int, bool]] = []
        self.counts: dict[str, int] = {}
        self.state = (False, False, 0, False)
        self.rest_depth = 0
        self.depth = 0  # of the last line
        self.gap = False  # whether a blank line belongs before the next one
        self.unclosed: set[str] = set()

    def text(self, data: str) -> None:
        hidden, tiny, _, preformatted = self.state
        if hidden or tiny or not data:
            return
        data = html.unescape(_LONG_ENTITY_RE.sub("\ufffd", data))
        if preformatted:
            first, *others = data.replace("\r\n", "\n").split("\n")
            self.line.append(first)
            for other in others:
                self.flush()
                self.line.append(other)
        else:
            self.line.append(_SPACE_RE.sub(" ", data))

    def open(self, tag: str, attributes: str) -> None:
        if tag in _SELF_CLOSING and self.stack and self.stack[-1][0] == tag:
            self.close(tag)
        if tag == "br":
            self.flush()
        elif tag in _BLOCKS:
            self.block(tag)
        elif tag in {"td", "th"}:
            self.line.append(" ")
        if tag in _VOID:
            return
        hidden, tiny, depth, preformatted = self.state
        found = {
            match[1].lower(): (match[2] or match[3] or match[4] or "").lower()
            for match in _ATTRIBUTE_RE.finditer(attributes)
        }
        style = html.unescape(_LONG_ENTITY_RE.sub("", found.get("style", "")))
        style = re.sub(r"\s", "", style)
        hidden = hidden or "hidden" in found or bool(_HIDDEN_RE.search(style))
        size = _FONT_SIZE_RE.search(style)
        if size:
            tiny = not size[1].strip("0.pxtemr%")
        name = found.get("class", "") + " " + found.get("id", "")
        if _QUOTE_REST_RE.search(name):
            self.block("div")
            self.rest_depth = 1
        quote = _is_quote(tag, found.get("type", ""), name, style)
        if quote:
            self.block(tag)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.stack.append((tag, *self.state))
        self.state = (hidden, tiny, depth + quote, preformatted or tag == "pre")

    def close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.block(tag)
        if not self.counts.get(tag):
            return
        while True:
            name, hidden, tiny, depth, preformatted = self.stack.pop()
            self.counts[name] -= 1
            if depth != self.state[2]:
                self.block("blockquote")
            self.state = (hidden, tiny, depth, preformatted)
            if name == tag:
                return

    def block(self, tag: str) -> None:
        if "".join(self.line).strip(" "):
            self.flush()
        self.line = []
        self.gap = self.gap or tag in _PARAGRAPHS

    def flush(self) -> None:
        line = "".join(self.line)
        self.line = []
        if not self.state[3]:
            line = _SPACE_RE.sub(" ", line).strip(" ")
        depth = min(self.state[2] + self.rest_depth, MAX_QUOTE_DEPTH)
        if self.gap and self.lines and self.lines[-1].strip("> "):
            # Between two levels the blank line is part of the outer one.
            self.lines.append(("> " * min(depth, self.depth)).rstrip(" "))
        self.gap, self.depth = False, depth
        self.lines.append(("> " * depth + line).rstrip(" ") if depth else line)

    def finish(self) -> str:
        self.block("div")
        return "\n".join(self.lines).strip("\n")


def _is_quote(tag: str, kind: str, name: str, style: str) -> bool:
    if _QUOTE_NAME_RE.search(name):
        return True
    # Gmail and Outlook indent with a blockquote that has neither line nor name.
    indent = "border:none" in style and kind != "cite" and not name.strip()
    return tag == "blockquote" and not indent
