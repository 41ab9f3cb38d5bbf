"""Mails about what waits: who gets one when, what it says, and how it is handed over once and no more.

docs/decisions/120-mails-once.md says why it is done so.
"""
