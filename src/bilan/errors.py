"""The errors that Bilan raises on purpose. A message says what is wrong, where, and what to do."""

from __future__ import annotations


class BilanError(Exception):
    """Any error that is the input's or the user's and not a fault of the program."""


class UsageError(BilanError):
    """The command was called wrongly: the process ends with exit code 2."""


class DispatchError(BilanError):
    """One dispatch cannot be read: it is reported, the others go on, and the process ends with exit code 1."""


class LedgerError(BilanError):
    """The ledger cannot be opened, written or trusted."""


class NoLedgerError(LedgerError, UsageError):
    """What was named is no ledger: a folder, a file of another kind, a database of another program, nothing at all."""


class OutdatedError(LedgerError):
    """Something was appended to the ledger after that which was to be appended had been made from it."""
