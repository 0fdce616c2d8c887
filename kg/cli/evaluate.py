"""``kg evaluate``: the extraction against gold annotations."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.options import Fast, MinConfidence


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated papers, one JSON object a line.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,  # noqa: FBT002
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="Print the N surest errors of each kind.")
    ] = 5,
    fast: Fast = False,  # noqa: FBT002 - Typer reads the option's default here
    min_confidence: MinConfidence = None,
) -> None:
    """Run the extraction on annotated papers; print precision, recall, F1 and calibration."""
    from kg import api

    report = api.evaluate(gold, fast=fast, min_confidence=min_confidence)
    if as_json:
        typer.echo(json.dumps(report, indent=2, ensure_ascii=False))
        return
    for line in _lines(report, errors):
        typer.echo(line)


def _lines(report: dict[str, Any], errors: int) -> Iterator[str]:
    for level in ("entity", "triple"):
        for name, figures in report[level].items():
            yield f"{level:<11}{name:<16}{_figures(figures)}"
    yield f"{'repository':<27}{_figures(report['repository'])}"
    yield ""
    for name, row in report["relation"].items():
        share = row["right"] / row["found"]
        yield f"relation   {name:<16}right {share:.3f}  of {row['found']} found"
    calibration = report["calibration"]
    yield ""
    yield (
        f"calibration over {calibration['statements']} statements: "
        f"ECE {calibration['ece']:.3f}  AUROC {calibration['auroc']:.3f}"
    )
    yield "  confidence    statements  mean   right"
    for b in calibration["reliability"]:
        yield (
            f"  {b['low']:.1f} to {b['high']:.1f}    {b['count']:>8}  "
            f"{b['confidence']:.3f}  {b['right']:.3f}"
        )
    for verdict in ("spurious", "type", "relation", "missed") if errors else ():
        worst = [e for e in report["errors"] if e["verdict"] == verdict]
        yield ""
        yield f"{verdict}: {len(worst)}"
        yield from (_error(e) for e in worst[:errors])
    yield ""
    yield f"{report['papers']} papers"


def _figures(figures: dict[str, Any]) -> str:
    return (
        f"P {figures['precision']:.3f}  R {figures['recall']:.3f}  F1 {figures['f1']:.3f}  "
        f"({figures['predicted']} predicted, {figures['required']} required)"
    )


def _error(error: dict[str, Any]) -> str:
    relation = f" ({error['relation']})" if error["relation"] else ""
    return (
        f"  {error['confidence']:.2f}  {error['type']} '{error['name']}'{relation}"
        f" in: {error['title']}"
    )
