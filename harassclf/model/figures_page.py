"""One page that shows an evaluation: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Any

from harassclf.model.figures_tables import Cell, Section, Table, sections
from harassclf.tables import LABELS

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882; --mark: #0a6ebd }
@media (prefers-color-scheme: dark) { :root { --mark: #6cb8f5 } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto;
  padding: 0 1rem; background: Canvas; color: CanvasText }
h1, h2 { line-height: 1.2 } h2 { margin-top: 2.5rem }
.scroll { overflow-x: auto; margin: 1rem 0 }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top }
thead th { border-bottom-width: 2px; font-weight: 600 }
tbody th { font-weight: 400 }
tbody tr:nth-child(even) { background: var(--soft) }
small { opacity: .75; white-space: nowrap; display: block; font-size: .75em }
figure { display: inline-block; margin: 0 1.5rem 1rem 0 }
svg { width: 17rem; height: 17rem }
svg text { font: 5px system-ui, sans-serif; fill: currentColor }
.axis { stroke: currentColor; stroke-width: .4; fill: none }
.even { stroke: currentColor; stroke-width: .3; stroke-dasharray: 2 2 }
.curve { stroke: var(--mark); stroke-width: .8; fill: none }
.bin { fill: var(--mark) }
"""
MISSING_RUN = "This is a partial run: "


def page(evaluation: dict[str, Any]) -> str:
    """Return the HTML page of an evaluation.

    Parameters
    ----------
    evaluation : dict
        As `harassclf evaluate --json` writes it.
    """
    parts = sections(evaluation)
    body = [_head(evaluation)]
    for part in parts:
        body.append(_section(part))
    if "left_out" in evaluation:
        body.append(_diagrams(evaluation["left_out"]["reliability"]))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>harassclf: evaluation</title>\n<style>{STYLE}</style>\n</head>\n"
        "<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _head(evaluation: dict[str, Any]) -> str:
    run = evaluation["run"]
    lines = [
        "<h1>How well harassclf's scores hold</h1>",
        f"<p>Model <code>{escape(evaluation['model'])}</code>, SHA-256"
        f" <code>{escape(evaluation['model_sha256'])}</code>. In small print: the 95 %"
        " interval and the number of rows behind each figure. A low score does not"
        " mean that a message, or its sender, is safe.</p>",
    ]
    limits = []
    if run["max_rows"]:
        limits.append(f"at most {run['max_rows']:,} rows of a public set")
    if run["only"]:
        limits.append("only " + ", ".join(run["only"]))
    if limits:
        lines.append(
            f"<p><strong>{MISSING_RUN}{escape('; '.join(limits))}.</strong></p>"
        )
    return "\n".join(lines)


def _section(part: Section) -> str:
    tables = "\n".join(_table(table) for table in part.tables if table.rows)
    return f"<h2>{escape(part.title)}</h2>\n<p>{escape(part.note)}</p>\n{tables}"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "\n".join(
        f'<tr><th scope="row">{_cell(row[0])}</th>'
        + "".join(f"<td>{_cell(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="scroll"><table>\n<caption>{escape(table.caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _cell(cell: Cell) -> str:
    detail = f"<small>{escape(cell.detail)}</small>" if cell.detail else ""
    return escape(cell.main) + detail


def _diagrams(reliability: dict[str, Any]) -> str:
    figures = [
        _diagram(f"{label}, {corpus}", bins)
        for label in LABELS
        for corpus, bins in reliability[label].items()
        if bins
    ]
    return (
        "<h2>Reliability</h2>\n<p>Held-out probabilities in 15 bins of the same number"
        " of rows: mean probability across, share that has the label upwards. On the"
        " dashed line a probability means what it says.</p>\n" + "\n".join(figures)
    )


def _diagram(title: str, bins: list[dict[str, Any]]) -> str:
    """Return one diagram; a point of the unit square is at (12 + 80 x, 88 - 80 y)."""
    places = [(12 + 80 * b["predicted"], 88 - 80 * b["observed"]) for b in bins]
    line = " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
    points = "".join(
        f'<circle class="bin" cx="{x:.2f}" cy="{y:.2f}" r="1.2"><title>'
        f"{b['predicted']:.3f} said, {b['observed']:.3f} seen, n {b['n']:,}"
        "</title></circle>"
        for (x, y), b in zip(places, bins, strict=True)
    )
    ticks = "".join(
        f'<text x="{12 + 80 * v:.1f}" y="95" text-anchor="middle">{v:g}</text>'
        f'<text x="10" y="{89.5 - 80 * v:.1f}" text-anchor="end">{v:g}</text>'
        for v in (0, 0.5, 1)
    )
    rows = sum(b["n"] for b in bins)
    name = escape(f"{title}, n {rows:,}")
    return (
        f'<figure><svg viewBox="0 0 100 100" role="img" aria-label="{name}">'
        '<path class="axis" d="M12 8V88H92"/>'
        '<path class="even" d="M12 88L92 8"/>'
        f'{ticks}<polyline class="curve" points="{line}"/>{points}</svg>'
        f"<figcaption>{name}</figcaption></figure>"
    )
