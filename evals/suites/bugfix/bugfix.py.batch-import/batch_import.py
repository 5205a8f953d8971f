"""Imports {{noun}} in batches of {{batch}} rows."""

BATCH = {{batch}}


class BadLine(Exception):
    """A line that cannot be parsed."""


def store(database, rows):
    """Stores rows in one transaction: all of them, or, whatever happens on the way, none.

    Begins, inserts row by row, commits. If anything is raised once it has begun, a cancellation that is no `Exception`
    included, it rolls back and raises the same again.
    """
    database.begin()
{{storeCode}}


def import_file(source, parse, database):
    """Imports one opened source and always closes it, exactly once.

    Goes through its lines, stores full batches as they come and the rest at the end. A line for which `parse` raises
    BadLine is left out and reported as (line number from 1, text of the exception). Everything else that is raised goes
    to the caller. Returns (number of stored rows, reports).
    """
    rows, reports, stored = [], [], 0
{{fileCode}}


def import_all(sources, parse, database):
    """Imports all sources, one after the other, each opened just before by calling it.

    A source that cannot be read or stored, which means that OSError is raised, does not stop the others: it is reported
    as (its index, text of the exception). Anything else stops the import and goes to the caller. Returns (number of
    stored rows of the sources without such an error, reports of bad lines of all these, reports of errors).
    """
    stored, reports, errors = 0, [], []
    for index, open_source in enumerate(sources):
        try:
            count, bad = import_file(open_source(), parse, database)
        except {{errorCode}} as problem:
            errors.append((index, str(problem)))
        else:
            stored += count
            reports.extend(bad)
    return stored, reports, errors
