"""Looking before counting: one view of all spans, in which a click leads from a number to its sentences.

`_layers` holds the tables given beside one another, by sentence. `_selection` is what is chosen, a small value.
`_matching` says which rows that is, and `_counting` makes the numbers of the views by the functions that make the
tables. `_reading` has the sentences and lines behind them. `_query` writes the lines of code that choose the same.
`_answers` is what the page is told, `_columns` what a browser needs to filter by itself, and `_page` what is seen
without Python. `widget` has `explore`.
"""
