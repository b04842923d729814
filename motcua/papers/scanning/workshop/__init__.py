"""Where pictures are opened, cleaned, read and bound: a process of its own for each job, with limits.

No database, no settings, no secret is in reach. A job comes in and its answer goes out as JSON; pages lie in files.
"""
