"""Patterns of words, and where they stand.

`match` is the one matcher that every list of words goes through. `terms` loads a lexicon and finds its patterns.
`dictionaries` reads the dictionary files of other programs.
"""
