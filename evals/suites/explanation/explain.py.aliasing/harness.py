import shelf


def part(k, key):
    return shelf.run(k)[key]
