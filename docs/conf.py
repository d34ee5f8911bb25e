"""How the documentation site is built: `make docs` writes it to out/site.

Sphinx, because it takes the reference from docstrings, reads the Markdown pages and runs the notebooks as they stand in the
repository (MyST), fails on any warning, and its theme Furo loads nothing from elsewhere. The source folder is the repository
itself, so that a link from page to page is the same here and there.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "sim"), str(ROOT / "docs" / "_ext")]

import docstrings  # noqa: E402
import pages  # noqa: E402

from nacsim import __version__  # noqa: E402

project, author, copyright = "NACSIM", "The NACSIM authors", "The NACSIM authors"
version = release = __version__

extensions = ["myst_nb", "sphinx.ext.autodoc"]
root_doc = pages.INDEX
include_patterns = [
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "DATA-LICENCES.md", "docs/**",
    "scenarios/README.md", "scenarios/history/README.md",
    "experiments/README.md", "experiments/extend/README.md", "experiments/nato_figures/README.md",
    "experiments/survivors.md",
    "sim/nacsim/data/README.md", "sim/nacsim/data/eu_vetoes/README.md", "tests/tables/README.md",
]  # fmt: skip
exclude_patterns = [".venv", "out", "build", "dist", "**/__pycache__"]

smartquotes = False  # two hyphens are an option, not a dash
nb_execution_mode = "auto"  # notebooks that are kept without what they gave are run by a build
nb_execution_excludepatterns = ["tutorial_*"]  # these keep it; experiments/notebooks.py
nb_execution_timeout = 300
nb_execution_raise_on_error = True  # but for cells that are marked as raising

default_role = "code"  # docstrings write `code` with single marks
myst_heading_anchors = 4
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = "NACSIM"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_additional_pages = {"index": "first.html"}  # the folder's own page leads to the first one
templates_path = ["_templates"]

linkcheck_anchors = False  # anchors of other people's pages move
linkcheck_timeout = 20


def setup(app):
    """Hooks of the build."""
    app.connect("source-read", _read)
    app.connect("autodoc-process-docstring", _literal)
    app.connect("autodoc-process-signature", _signature)


def _read(app, name, source):
    source[0] = pages.read(name, source[0])


def _literal(app, what, name, thing, options, lines):
    lines[:] = docstrings.literal(lines)


def _signature(app, what, name, thing, options, signature, returned):
    return ("", None) if what == "class" and docstrings.made_by_nobody(thing) else None
