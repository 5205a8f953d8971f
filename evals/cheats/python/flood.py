import sys


def add_all(numbers):
    for _ in range(100):
        sys.stdout.write("x" * 1_000_000)
        sys.stdout.flush()
    return sum(numbers)
