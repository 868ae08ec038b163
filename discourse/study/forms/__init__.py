"""What results look like outside of the library: in Word, in a spreadsheet, in the first lines of a report.

`decimals` puts rows in order and says how many decimals a column has; `office` writes the tables of a study as one
Word file and one workbook; `cells` makes CSV that a spreadsheet opens well; `licence` takes sentences out of results.
`answer` says in sentences what the tables found, and what they do not show; `drawing` gives the lines of Python that
draw a figure again.
"""
