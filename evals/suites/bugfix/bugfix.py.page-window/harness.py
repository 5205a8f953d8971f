"""Calls the paging module and returns what it answers."""

import paging


def observe(operation, numbers):
    if operation == "count":
        return [paging.page_count(total, size) for total, size in pairs(numbers)]
    if operation == "size":
        return [paging.page_size(wanted) for wanted in numbers] + [paging.LARGEST_PAGE]
    if operation == "links":
        return paging.links(*numbers)
    total, number, size = numbers
    return paging.page([f"r{at}" for at in range(total)], number, size)


def pairs(numbers):
    return zip(numbers[::2], numbers[1::2])
