"""Units and people from the municipality's other systems, as Danish Excel writes them.

`reading.read` answers a plan: what would be made, changed, ended, and what is wrong, each with its line; nothing is written.
`applying.apply` carries the whole plan out, or nothing of it. Nothing is imported here, so that a file can be read where no
database is known.
"""
