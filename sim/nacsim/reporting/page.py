"""A report as one page of HTML. The only import of Jinja, which escapes all that is put in."""

from pathlib import Path
from typing import Any

from nacsim.files.reading import read_text
from nacsim.files.writing import clean
from nacsim.narrate.parts import Sheet
from nacsim.reporting.sliders import Sliders
from nacsim.results.reported import Report

HERE = Path(__file__).parent


def page(sheet: Sheet, report: Report, figures: dict[str, str], sliders: Sliders | None = None) -> str:
    """The page, whole; `figures` are SVG of ours by width, everything else is words that are escaped.

    With `sliders` it has one script, which goes over answers that were played beforehand.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    there = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    there.tests["kind"] = lambda part, name: type(part).__name__ == name
    there.globals["zip"] = zip
    made: str = there.get_template("template.html").render(
        sheet=sheet,
        version=report.version,
        changed=report.changed,
        source=source(report),
        figures=figures,
        sliders=sliders,
        style=read_text(HERE / "style.css"),
    )
    return made


def _shown(value: Any) -> Any:
    """Words without signs that cannot be seen; what is already HTML stays as it is."""
    return value if hasattr(value, "__html__") or not isinstance(value, str) else clean(value)


def source(report: Report) -> str:
    """Scenario, councils, seed, version and commit, as below a figure."""
    parts = [report.scenario, f"{report.runs:,} councils", f"seed {report.seed}", f"nacsim {report.version}"]
    return " · ".join([*parts, *[f"commit {report.commit}"] * bool(report.commit)])
