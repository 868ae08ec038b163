"""Patterns of words, and where they occur.

`match` is the one matcher that every list of words goes through. `terms` loads a lexicon and finds its patterns.
`namesakes` says, by a table of rules, where a word of a list is a different word with the same form. `dictionaries`
reads the dictionary files of other programs.
"""
