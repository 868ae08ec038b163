"""A study in one file: from study.toml to tables, figures and a report that can be verified.

`load` reads a study file, and `register` says what it can ask for. `run` makes a study: `evidence` finds spans and
scores, `measuring` counts them, `multiverse` counts one table under many choices, `figures` draws, `report` writes
the page with the data of `_report_data`, `manifest` notes versions and sha256, `_outputs` puts files in their place.
`verify` makes a study again and compares. `new` starts a study from a folder of texts, with what `_proposal` finds in
them.
"""
