"""Hand codes in a study: a sample is drawn, people code it, and what they say corrects what the program found.

`drawing` draws the sample that a study asks for; `beginning` writes it for coders, and says what to do with it. `files`
reads what coders send back, and holds it against that sample; `correcting` makes tables that the codes correct;
`comparing` sets coders, program and corrected figures side by side.
"""
