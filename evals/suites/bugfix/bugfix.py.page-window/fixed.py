"""Cuts the list of {{noun}} into pages."""

LARGEST_PAGE = {{limit}}


def page_size(wanted):
    """The size of a page: at least 1, at most LARGEST_PAGE."""
    return max(1, min(wanted, LARGEST_PAGE))


def page_count(total, wanted):
    """How many pages `total` records make; no records still make one, empty page."""
    size = page_size(wanted)
    return max(1, -(-total // size))


def page(records, number, wanted):
    """One page as a dictionary; pages count from 1, a number outside means the nearest page.

    `first` and `last` are the positions of its records, counted from 1; both are 0 on an empty page.
    """
    size = page_size(wanted)
    number = max(1, min(number, page_count(len(records), wanted)))
    start = (number - 1) * size
    stop = min(start + size, len(records))
    items = records[start:stop]
    return {
        "number": number,
        "first": start + 1 if items else 0,
        "last": start + len(items) if items else 0,
        "items": items,
    }


def links(number, pages, width):
    """The page numbers to link to: `width` of them around `number`, moved so that none lies outside 1..pages.

    With fewer than `width` pages it is all of them. `number` stands in the middle where that is possible; with an
    even `width` there is one more before it than after it.
    """
    first = max(1, min(number - width // 2, pages - width + 1))
    last = min(pages, first + width - 1)
    return list(range(first, last + 1))
