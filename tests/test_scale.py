"""Points and shares of the scale: there and back, and nobody converts but through `nacsim.scale`."""

import ast
from pathlib import Path

import numpy as np

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


def converting(path):
    """The lines of a file in which something is multiplied or divided by the length of the scale."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div)
        if any(isinstance(n, ast.Constant) and n.value == WHOLE for n in (node.left, node.right))
    ]


def test_nobody_else_converts():
    others = [path for path in FILES if not str(path.relative_to(HERE)).startswith(PER_CENT)]
    assert len(others) > 100
    assert {str(path): lines for path in others if (lines := converting(path))} == {}
