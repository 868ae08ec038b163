"""Figures: a measure table in, a matplotlib Axes out.

`groups` draws rates and means of groups, `trend` both over time, `difference` two groups against each other, `heatmap`
a matrix, `words` keyness and collocates, `dispersion` where words stand in texts, `networks` who is named with whom,
`probability` words of probability on their scale, `multiverse` one result under many choices, `needed` how many more
codes an interval takes. `saving` writes a figure to a file and says in words what it shows.

`_drawing` holds the marks, colours and labels that figures share, `_frames` the rows that they draw. `_hit_places` says
where hits stand among the words of a row, `_network_layout` where nodes and names stand.
"""
