"""Charts as drawings (SVG) made on the server: the same one on a page, on a phone, on paper and in Word.

    chart = BarChart(title="Indsatser pr. center", description="Skole har flest.", bars=(Bar("Skole", 136),))

A chart is values and words. `{{ charts.figure(chart) }}` (templates/charts.html) shows it wide, narrow and as a table;
`papers.picture_of(chart)` puts it on paper. Status is told by shape, word and colour, so that it can be read in grey.
"""

from pejling.web.charts.bars import Bar, BarChart, Segment, StackedBar, StackedBarChart
from pejling.web.charts.columns import ColumnChart, ColumnRow
from pejling.web.charts.dots import Dot, DotChart, DotRow
from pejling.web.charts.drawing import Chart, ChartTable
from pejling.web.charts.flow import FlowBand, FlowChart, FlowGap, FlowStage
from pejling.web.charts.lines import Band, LineChart, Series, SparkLine
from pejling.web.charts.matrix import Matrix, MatrixCell, MatrixColumn, MatrixRow
from pejling.web.charts.stacked_columns import StackedColumnChart

__all__ = [
    "Band", "Bar", "BarChart", "Chart", "ChartTable", "ColumnChart", "ColumnRow", "Dot", "DotChart", "DotRow",
    "FlowBand", "FlowChart", "FlowGap", "FlowStage", "LineChart", "Matrix", "MatrixCell", "MatrixColumn",
    "MatrixRow", "Segment", "Series", "SparkLine", "StackedBar", "StackedBarChart", "StackedColumnChart",
]  # fmt: skip
