"""What fields of databases hold, whichever database it is.

`names` are those of authors and outlets, `standfirsts` abstracts that may repeat the body, and `fragments` pieces of
HTML.
"""
