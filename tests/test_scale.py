"""Points and shares of the scale: there and back, and nobody converts but through `nacsim.scale`."""

import ast
from pathlib import Path

import numpy as np
import pytest

import nacsim
from nacsim.scale import WHOLE, as_points, as_share

HERE = Path(nacsim.__file__).parent
FILES = sorted(p for p in HERE.rglob("*.py") if p.name != "scale.py")
PER_CENT = (
    "narrate",
    "plots",
    "history/records.py",
    "results/outcomes.py",
    "arguments.py",
    "scenario/exchange/workbook.py",
    "scenario/format/needed.py",
)
"""Where shares of councils are told in per cent, which is not the scale."""


def test_there_and_back():
    assert as_share(25) == 0.25
    assert as_points(0.25) == 25
    single = np.array([0.25, 0.5], np.float32)
    assert as_points(single).dtype == as_share(single).dtype == np.float32


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HERE)))
def test_nobody_else_converts(path):
    if str(path.relative_to(HERE)).startswith(PER_CENT):
        return
    found = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div)
        if any(isinstance(n, ast.Constant) and n.value == WHOLE for n in (node.left, node.right))
    ]
    assert not found, f"{path.name} counts in hundreds by itself in lines {found}"
