"""A report as a document for word processors. The only import of python-docx."""

from io import BytesIO
from itertools import zip_longest
from typing import Any

from nacsim.files.writing import clean, valid_xml
from nacsim.narrate.parts import Code, Figure, Grid, Head, Points, Prose, Sheet
from nacsim.reporting.page import source
from nacsim.results.reported import Report

LINE, SOFT = "D5DCE4", "4C5B69"
WIDTH = 17.0
"""Centimetres of text on the page."""
MANY = 6
"""Columns beyond which long words stand below their row."""
SIGN, SMALL, MARGIN = 0.19, 0.16, 0.6
"""Centimetres that a sign of a table takes, one of its heading, and that a cell keeps free."""
LEAST, FIRST, SHORT = 2.6, 5.0, 4.8
"""Centimetres that the first column takes at least and at most, and up to which another is as wide as what is in it."""
FIGURE = 15.0
"""Centimetres of the figure."""


def document(sheet: Sheet, report: Report, figure: bytes) -> bytes:
    """The document, whole; `figure` is a PNG."""
    writer = _Writer(figure)
    writer.heading(sheet, report)
    for section in sheet.sections:
        writer.file.add_heading(_shown(section.title), 1)
        for part in section.parts:
            writer.write(part)
    writer.footer(source(report))
    made = BytesIO()
    writer.file.save(made)
    return made.getvalue()


def _shown(text: str) -> str:
    """Words that any XML may hold, without signs that cannot be seen."""
    return valid_xml(clean(text))


class _Writer:
    """Writes one part after the other."""

    def __init__(self, figure: bytes):
        import docx
        from docx.shared import Cm, Pt

        self.file: Any = docx.Document()
        self.figure, self.cm, self.pt = figure, Cm, Pt
        page = self.file.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm((21 - WIDTH) / 2)
        page.top_margin = page.bottom_margin = Cm(2)
        self.style("Normal", 10.5)
        for name, size in (("Title", 22), ("Heading 1", 14)):
            self.style(name, size)

    def style(self, name: str, size: float) -> None:
        """One type throughout, dark; titles are told by their size."""
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        font = self.file.styles[name].font
        font.name, font.size, font.color.rgb = "Calibri", self.pt(size), RGBColor(0x14, 0x21, 0x2D)
        fonts = font.element.rPr.rFonts
        for each in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{each}"), None)

    def heading(self, sheet: Sheet, report: Report) -> None:
        """Title, question, and what was played."""
        told = self.file.core_properties
        told.title, told.author, told.comments = (
            _shown(sheet.title)[:255],
            "NACSIM",
            _shown(report.command)[:255],
        )
        self.file.add_heading(_shown(sheet.title), 0)
        if sheet.question:
            self.words(sheet.question, size=12)
        self.words(sheet.line, size=9, soft=True)
        for change in report.changed:
            self.words(f"Changed: {change}", size=9, soft=True)

    def write(self, part: Any) -> None:
        """One part of a section."""
        if isinstance(part, Prose):
            self.words(part.text, size={"lead": 12.5, "small": 9}.get(part.kind), soft=part.kind == "small")
        elif isinstance(part, Points):
            for sentence in part.sentences:
                self.file.add_paragraph(_shown(sentence), "List Number" if part.numbered else "List Bullet")
        elif isinstance(part, Figure):
            self.file.add_picture(BytesIO(self.figure), width=self.cm(FIGURE))
            self.file.inline_shapes[-1]._inline.docPr.set("descr", _shown(part.words))
        elif isinstance(part, Code):
            self.words(part.about, size=9, soft=True)
            self.words(part.text, size=8, mono=True)
        else:
            self.table(part)

    def words(self, text: str, size: float | None = None, soft: bool = False, mono: bool = False) -> None:
        """A paragraph."""
        self.run(self.file.add_paragraph(), text, size, soft, mono)

    def run(
        self,
        paragraph: Any,
        text: str,
        size: float | None = None,
        soft: bool = False,
        mono: bool = False,
        bold: bool = False,
    ) -> None:
        from docx.shared import RGBColor

        run = paragraph.add_run(_shown(text))
        run.bold = bold or None
        if size:
            run.font.size = self.pt(size)
        if soft:
            run.font.color.rgb = RGBColor.from_string(SOFT)
        if mono:
            run.font.name = "Consolas"

    def table(self, grid: Grid) -> None:
        """A table with its heading on every page it runs over, and rows that stay whole."""
        grid = _folded(grid)
        table = self.file.add_table(0, len(grid.heads))
        table.autofit = False
        widths = _widths(grid)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self.cm(width)
        self.row(table, [h.whole for h in grid.heads], grid.heads, widths, head=True)
        for k, (cells, under) in enumerate(zip_longest(grid.rows, grid.below, fillvalue="")):
            row = self.row(table, cells, grid.heads, widths, inset=k in grid.inset)
            if under:
                for cell in row.cells:
                    _bare(cell)
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
                last = table.add_row()
                _whole(last)
                cell = last.cells[0].merge(last.cells[-1])
                self.run(cell.paragraphs[0], str(under), 8, soft=True, mono=grid.typed)
                _ruled(cell)
        self.file.add_paragraph()

    def row(
        self,
        table: Any,
        cells: Any,
        heads: tuple[Head, ...],
        widths: list[float],
        head: bool = False,
        inset: bool = False,
    ) -> Any:
        """One row of a table."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        row = table.add_row()
        _whole(row, head)
        for k, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = self.cm(widths[k])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = self.pt(1)
            if heads[k].kind == "number":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if inset and k == 0:
                paragraph.paragraph_format.left_indent = self.cm(0.5)
            self.run(
                paragraph,
                text,
                8 if head else 9,
                soft=head or (inset and k == 0),
                bold=k == 0 and not (head or inset),
            )
            _ruled(cell)
        return row

    def footer(self, text: str) -> None:
        """The source line at the foot of every page."""
        self.run(self.file.sections[0].footer.paragraphs[0], text, 8, soft=True)


def _folded(grid: Grid) -> Grid:
    """A table of many columns with its long words below each row: a page is not as wide as a screen."""
    if len(grid.heads) <= MANY:
        return grid
    columns = list(zip(*grid.rows, strict=True))
    long = [k for k in range(1, len(grid.heads)) if _needed(grid.heads[k], columns[k]) > SHORT]
    kept = [k for k in range(len(grid.heads)) if k not in long]
    below = []
    for row, under in zip_longest(grid.rows, grid.below, fillvalue=""):
        below.append("\n".join(words for words in (*(row[k] for k in long), str(under)) if words))
    rows = tuple(tuple(row[k] for k in kept) for row in grid.rows)
    return grid._replace(heads=tuple(grid.heads[k] for k in kept), rows=rows, below=tuple(below))


def _widths(grid: Grid) -> list[float]:
    """Centimetres of each column: as wide as what is in it where that is short, long words share the rest."""
    columns = list(zip(*grid.rows, strict=True)) or [()] * len(grid.heads)
    needed = [_needed(head, cells) for head, cells in zip(grid.heads, columns, strict=True)]
    needed[0] = min(max(needed[0], LEAST), FIRST)
    long = [k for k, width in enumerate(needed) if k and width > SHORT]
    left = WIDTH - sum(width for k, width in enumerate(needed) if k not in long)
    return [max(LEAST, left / len(long)) if k in long else width for k, width in enumerate(needed)]


def _needed(head: Head, cells: tuple[str, ...]) -> float:
    """Centimetres for the longest cell on one line, and for the longest word of the heading."""
    above = max(len(word) for word in head.whole.split())
    return MARGIN + max(SMALL * above, SIGN * max(map(len, cells), default=0))


def _whole(row: Any, head: bool = False) -> None:
    """Keep a row on one page; a heading is told again on the next."""
    from docx.oxml import OxmlElement

    told = row._tr.get_or_add_trPr()
    told.append(OxmlElement("w:cantSplit"))
    if head:
        told.append(OxmlElement("w:tblHeader"))


def _borders(cell: Any) -> Any:
    from docx.oxml import OxmlElement

    told = cell._tc.get_or_add_tcPr()
    found = told.find("{*}tcBorders")
    if found is None:
        found = OxmlElement("w:tcBorders")
        told.append(found)
    return found


def _ruled(cell: Any) -> None:
    """A line below a cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "4"), ("color", LINE)):
        line.set(qn(f"w:{key}"), value)
    _borders(cell).append(line)


def _bare(cell: Any) -> None:
    """No line below a cell."""
    borders = _borders(cell)
    for line in list(borders):
        borders.remove(line)
