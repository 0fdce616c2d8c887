"""The ``kg`` command: one file per verb, each a thin call of the API."""

from kg.cli.app import main

__all__ = ["main"]
