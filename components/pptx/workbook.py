"""The workbook behind a chart, in which no cell is a formula, a link or a date of today."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

from components.pptx.template import EVER


class _Inert(CategoryWorkbookWriter):
    """As python-pptx writes it, but text stays text whatever it begins with."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[Any]:
        book = Workbook(xlsx_file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                    "strings_to_numbers": False})  # fmt: skip
        book.set_properties({"created": EVER})
        yield book, book.add_worksheet()
        book.close()


def inert(chart: Any, data: Any) -> None:
    """Put such a workbook behind the chart, with the same data."""
    chart.part.chart_workbook.update_from_xlsx_blob(_Inert(data).xlsx_blob)  # type: ignore[no-untyped-call]
