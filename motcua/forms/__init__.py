"""The language of e-forms: what a form may ask, in which order, what it works out by itself, which answers will do.

A form is a JSON Schema (2020-12) of its answers with a layout beside it. This room reads such a document, tells what is
wrong with it, turns what a browser posts into answers and answers into what a browser shows, and judges them. It keeps
nothing and knows no procedure: which form belongs to which version is `catalogue`'s, what was answered is a draft's.
"""
