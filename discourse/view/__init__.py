"""From a number back to the text.

`context` puts the sentence beside each row of a table. `page` shows a commentary with its spans marked (`markup`
dims the signs of Markdown). `concordance` lays out a concordance. `wording` says values and rows in words.
`notebook` displays a widget with a page below it.
"""
