"""Writes the weights folder: tables, settings, tokeniser."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np

from kg.extract.tagger.features import Tables
from kg.extract.tagger.judge import Rule


def write_tables(path: Path, tables: Tables) -> None:
    """The counts as a compressed npz.

    Names that only one paper has are kept, their counts are small integers.
    """
    out: dict[str, np.ndarray] = {}
    keys = sorted(tables.frequency)
    out["frequency_keys"] = np.array(keys, np.uint32)
    out["frequency_values"] = np.array([tables.frequency[k] for k in keys], np.uint8)
    for which, dtype in (("names", np.uint16), ("heads", np.uint16), ("starts", np.uint16)):
        table = getattr(tables, which)
        keep = sorted(k for k, v in table.items() if which == "names" or v[0] > 1)
        out[f"{which}_keys"] = np.frombuffer(
            json.dumps(keep, ensure_ascii=False).encode(), np.uint8
        )
        out[f"{which}_values"] = np.array([table[k] for k in keep]).astype(dtype)
    names = sorted(tables.catalogue)
    out["catalogue_keys"] = np.frombuffer(json.dumps(names, ensure_ascii=False).encode(), np.uint8)
    out["catalogue_values"] = np.array([tables.catalogue[k] for k in names], np.uint8)
    np.savez_compressed(path, **out)


def write_settings(
    path: Path, start: np.ndarray, transitions: np.ndarray, rule: Rule, report: dict
) -> None:
    """The CRF's own weights, the decision rule and what cross-validation measured."""

    def rounded(a):
        return np.round(a.astype(float), 5).tolist()

    value = {
        "start": rounded(start),
        "transitions": rounded(transitions),
        "rule": asdict(rule),
        "cross_validation": report,
    }
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def write_tokenizer(path: Path, source: Path) -> None:
    """The published tokeniser, as it is."""
    shutil.copyfile(source, path)
