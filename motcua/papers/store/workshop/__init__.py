"""Where strange files are opened: a process of its own for each, with limits of memory, time and output.

What breaks here (a bomb, a crash of a decoder) breaks nothing else. No database, no settings, no secret is in reach;
a job comes in as JSON, the answer goes out as JSON.
"""
