"""Pictures of the main pages, so that whoever changes one can look at all. `make screens`.

A demonstration is started in a home of its own, or the running one at `--at` is used. A few things happen in it as
people do them: papers are scanned with a camera that always sees the same sheet, a result is drafted. Then the pages
of the table are opened by somebody who may see them, on an office's screen and on a phone, and written to
docs/screens/ with an index: the thirty main ones, or all of them. A page that is not there (a demonstration has
nothing to destroy) is named at the end.
"""
