"""Documents and what they are made of.

A corpus contains tables that belong together: documents, sections, tokens, rejected texts and doubts. Everything else
that is found in it is spans: rows that say where something is.

`corpus` is class Corpus and the ways to make, filter, join and save one (`_saved` is the format on disk, `drafts` a
folder that appears whole or not at all). `concat` joins tables of several, and `check` says what is in a corpus and
what is amiss. `docvars` are what is known of documents beside their text, and `dates` says when they are from.
`sections`, a folder, makes the table of paragraphs with their roles, and `set_aside` says how much these take away.
`spans` makes spans, says which contain which, and which lie in what is read. `foreign` takes spans from other
programs, and `edits` corrects spans by hand. `pieces` gives sentences as rows and splits documents, and `nearness`
finds spans near others. `duplicates` finds documents with the same text, by `_shingles`, and leaves out the
`_copies`. `voices` says whose words each token is.
"""
