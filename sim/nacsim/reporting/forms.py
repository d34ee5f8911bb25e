"""The forms of a report: a page, a document for a word processor, paper."""

from collections.abc import Callable
from importlib import import_module

from nacsim.needs import need
from nacsim.reporting.sliders import Sliders
from nacsim.results.reported import Report


def ready(kind: str) -> None:
    """Look for what a form needs, before any work. Raises Missing with the command that installs it."""
    if kind == "docx":
        need("A report as .docx", "docx")
    if kind == "pdf":
        import_module("nacsim.reporting.paper").ready()


def made(report: Report, kind: str) -> bytes:
    """A report in one of the forms. Raises Missing."""
    ready(kind)
    return FORMS[kind](report)


def with_sliders(report: Report, found: Sliders) -> bytes:
    """A report as a page with sliders over answers that were played beforehand."""
    ready("html")
    return _html(report, found)


def _html(report: Report, found: Sliders | None = None) -> bytes:
    from nacsim.narrate.sections import sheet
    from nacsim.reporting.page import page
    from nacsim.reporting.picture import svg

    figures = {width: svg(report, width) for width in ("page", "column")}
    return page(sheet(report.to_dict(), report.questions[0]), report, figures, found).encode()


def _docx(report: Report) -> bytes:
    from nacsim.narrate.sections import sheet
    from nacsim.reporting.picture import png
    from nacsim.reporting.word import document

    return document(sheet(report.to_dict(), report.questions[0]), report, png(report))


def _pdf(report: Report) -> bytes:
    from nacsim.reporting.paper import printed

    return printed(_html(report).decode())


FORMS: dict[str, Callable[[Report], bytes]] = {"html": _html, "docx": _docx, "pdf": _pdf}
