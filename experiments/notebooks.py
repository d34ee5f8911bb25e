"""Play the tutorials of docs/notebooks and keep what their cells show.

usage: python experiments/notebooks.py [NAME ...]

A tutorial is read as it is, so what its cells print, tables and figures stand in the file. They are of the day on which its
cells and the pinned answers (tests/results.json) were those whose check sums the file holds; a test fails when either has
changed. The other notebooks of that folder are kept without, because their cells are about what one types.
"""

import ast
import hashlib
import io
import sys
import tempfile
import types
from base64 import b64encode
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

import nbformat
from matplotlib.figure import Figure
from nbformat.v4 import new_output
from pictures import answers, small

from nacsim.plots.sheet import Shown

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "notebooks"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("tutorial_*.ipynb")))
PIXELS = 900
"""Most that a figure is wide."""


def shown(source: str, module: types.ModuleType) -> tuple[str, Any]:
    """What a cell prints, and the value of its last expression, as a notebook has them."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, module.__name__, "exec"), vars(module))
        value = (
            eval(compile(ast.Expression(last.value), module.__name__, "eval"), vars(module)) if last else None
        )
    return printed.getvalue(), value


def outputs(printed: str, value: Any, count: int) -> list[Any]:
    """What a cell keeps."""
    found = [new_output("stream", name="stdout", text=printed)] if printed else []
    if value is None:
        return found
    if isinstance(value, Figure):
        data = {"image/png": _picture(value), "text/plain": "<Figure>"}
    else:
        data = {"text/plain": repr(value)}
        if hasattr(value, "to_html"):
            data["text/html"] = value.to_html()
    return [*found, new_output("execute_result", data=data, execution_count=count)]


def _picture(figure: Figure) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figure.png"
        if isinstance(figure, Shown):
            path.write_bytes(figure._repr_png_())
        else:
            figure.savefig(path, dpi=Shown.DPI)
        return b64encode(small(path, PIXELS).read_bytes()).decode("ascii")


def sums(book: Any) -> dict[str, str]:
    """Check sums of a notebook's code, and of the answers that the model is pinned to."""
    code = "\0".join(cell.source for cell in book.cells if cell.cell_type == "code")
    return {"code": hashlib.sha256(code.encode("utf-8")).hexdigest()[:16], "answers": answers()}


def play(name: str) -> None:
    """Play a tutorial in an empty folder and write what its cells show into it."""
    path = FOLDER / f"{name}.ipynb"
    book = nbformat.read(path, as_version=4)
    module = types.ModuleType(name)
    count = 0
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for cell in book.cells:
            if cell.cell_type == "code":
                count += 1
                cell.outputs = outputs(*shown(cell.source, module), count)
                cell.execution_count = count
    book.metadata["nacsim"] = sums(book)
    path.write_text(nbformat.writes(book) + "\n", encoding="utf-8")
    print(f"{name}: {path.stat().st_size // 1000} kB")


def main() -> None:
    """Play those named, or all."""
    for name in sys.argv[1:] or NAMES:
        play(name)


if __name__ == "__main__":
    main()
