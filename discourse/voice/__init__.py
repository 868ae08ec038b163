"""In whose voice: what an author says, and what is said through the author.

`quotes` finds quotations, reported speech and scare quotes, and gives spans their voice. `_marks` tells what a pair of
quotation marks does: speech, a title, a word as a word, or distance. `_layout` finds the words of labelled
speakers in transcripts. `speakers` finds the actor
behind the source of a quotation. `reporting_verbs` is the list of verbs that report. `_attribution` finds source, cue
and content around such a verb, `_complements` where the content ends.
"""
