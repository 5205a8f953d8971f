from contextlib import closing, contextmanager

BATCH = {{batch}}


class BadLine(Exception):
    pass


@contextmanager
def transaction(database):
    database.begin()
    try:
        yield
        database.commit()
    except BaseException:
        database.rollback()
        raise


def store(database, rows):
    with transaction(database):
        for row in rows:
            database.insert(row)


def import_file(source, parse, database):
    reports, waiting, stored = [], [], 0
    with closing(source):
        for at, line in enumerate(source):
            try:
                waiting.append(parse(line))
            except BadLine as problem:
                reports.append((at + 1, str(problem)))
                continue
            if len(waiting) >= BATCH:
                store(database, waiting)
                stored, waiting = stored + len(waiting), []
        if waiting:
            store(database, waiting)
    return stored + len(waiting), reports


def import_all(sources, parse, database):
    stored, reports, errors = 0, [], []
    for index, open_source in enumerate(sources):
        try:
            count, bad = import_file(open_source(), parse, database)
            stored += count
            reports += bad
        except OSError as problem:
            errors.append((index, str(problem)))
    return stored, reports, errors
