"""A report as PDF. The only import of WeasyPrint.

WeasyPrint and not a browser: it is a package like any other, starts no program that might ask the network, numbers pages,
tags what it writes for screen readers, and makes the same file on every machine with the same fonts. It is asked for by
those who want paper, since it brings a dozen packages and needs Pango, which pip cannot install.
"""

from typing import Any

from nacsim.errors import Missing
from nacsim.needs import need

WHAT = "A report as .pdf"
PANGO = (
    f"{WHAT} needs the library Pango beside WeasyPrint (on Debian and Ubuntu: apt install libpangoft2-1.0-0; on macOS: brew "
    "install pango). Any browser prints the .html as well"
)


def ready() -> Any:
    """WeasyPrint, loaded. Raises Missing with the command that installs it."""
    need(WHAT, "weasyprint")
    try:
        import weasyprint
    except OSError:
        raise Missing(PANGO, name="weasyprint") from None
    return weasyprint


def printed(page: str) -> bytes:
    """A page of ours on A4, as the bytes of a PDF. Nothing is loaded: what a page would ask for is refused."""
    made: bytes = ready().HTML(string=page, url_fetcher=_refused).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _refused(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"a report loads nothing, and not {url:.60}")
