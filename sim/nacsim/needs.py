"""Packages that some work needs, looked for before it begins."""

from importlib.util import find_spec

from nacsim.errors import Missing

DISTRIBUTION = {"sklearn": "scikit-learn", "docx": "python-docx", "SALib": "SALib"}
"""What is installed for a module of another name."""


def need(what: str, *modules: str) -> None:
    """Raise Missing if a module is not there, with the command that installs it. `what` needs them, as in "A cluster"."""
    for module in modules:
        if find_spec(module) is None:
            name = DISTRIBUTION.get(module, module)
            raise Missing(f"{what} needs {name}: python -m pip install {name}", name=module)
