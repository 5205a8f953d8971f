"""Imports scripted sources into a scripted database and returns everything that happened, in order.

A source is a list of lines. The line `!os` makes the source fail with OSError, `!key` makes parsing fail with KeyError,
`!stop` makes it raise a cancellation, `?text` is a bad line. The database fails at the inserts and commits it is told.
"""

import batch_import


class Cancelled(BaseException):
    pass


KINDS = {"os": OSError, "value": ValueError, "stop": Cancelled, "key": KeyError}


class Source:
    def __init__(self, name, lines, log):
        self.name = name
        self.lines = lines
        self.log = log
        log.append(f"open {name}")

    def __iter__(self):
        for line in self.lines:
            if line == "!os":
                self.log.append(f"broken {self.name}")
                raise OSError(f"{self.name} is broken")
            self.log.append(f"read {line}")
            yield line

    def close(self):
        self.log.append(f"close {self.name}")


class Database:
    def __init__(self, failures, log):
        self.failures = failures
        self.log = log

    def _do(self, what):
        self.log.append(what)
        if what in self.failures:
            raise KINDS[self.failures[what]](f"no {what}")

    def begin(self):
        self._do("begin")

    def insert(self, row):
        self._do(f"insert {row}")

    def commit(self):
        self._do("commit")

    def rollback(self):
        self._do("rollback")


def parse(line):
    if line.startswith("?"):
        raise batch_import.BadLine(line[1:])
    if line.startswith("!"):
        raise KINDS[line[1:]](line)
    return line.upper()


def observe(sources, failures):
    log = []
    database = Database(failures, log)

    def opener(index, lines):
        def open_source():
            if lines == ["!absent"]:
                raise FileNotFoundError(f"s{index} is absent")
            return Source(f"s{index}", lines, log)

        return open_source

    openers = [opener(index, lines) for index, lines in enumerate(sources)]
    try:
        result = batch_import.import_all(openers, parse, database)
    except BaseException as problem:
        return [log, type(problem).__name__]
    stored, reports, errors = result
    return [log, stored, [list(report) for report in reports], [list(error) for error in errors]]
