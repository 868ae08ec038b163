"""A study in one file: from study.toml to tables, figures and a report that can be verified.

`register` says what a study can ask for, an entry each (`_entries`), with the options that a function's signature
tells (`_options`); `load` reads a study file and checks it by that, and `_backslashes` says what to write for paths
of Windows. `run` makes a study: `evidence` finds spans and scores, `corrections` makes the edits of a researcher in
them, `rows` chooses the rows that a table is of, `multiverse` counts one table under many choices, `figures` draws,
`report` writes the page with the data of `_report_data`, `forms` holds what results look like elsewhere, `manifest`
notes versions and sha256, `_outputs` puts files in their place. `parts` makes a study of texts a part at a time.
`verify` makes a study again and compares. `new` starts a study from a folder of texts, with what `_proposal` finds in
them, and adds names that the texts use to its list of actors.
"""
