"""Decides under which paths the entries of an archive are unpacked, so that none leaves the target folder and none
overwrites another, on file systems that ignore upper and lower case as well."""

COMPOUND = {{compoundTuple}}


def plan(names):
    """A list with one path for each entry name, or None where the entry is skipped.

    Entries are treated in order. `/` and `\\` both separate the parts of a name.

    - A name that begins with a separator is absolute: {{absoluteText}}
    - Empty parts and `.` are dropped, `..` drops the part before it. A name is skipped when a `..` finds no part before
      it, when nothing is left of it, or when one of its parts (also one that `..` would drop) holds a `:`.
    - A name that ends with a separator is a folder, any other a file. All parts of a folder, and all parts of a file
      but its last one, become folders; a folder may be named as often as one likes.
    - An entry that would need a folder where an earlier entry put a file is skipped, and makes no folder at all.
    - A file whose path is taken by an earlier file or by a folder gets a number: the smallest from {{startAt}} on that
      leads to a free path, put in by `numbered`. Folders never get one.

    Whether two paths are the same is decided without regard to case (`str.casefold`); the paths in the result are
    written as the entry has them, joined by `/`.
    """
{{cursor}}


def numbered(stem, extension, number):
    return f"{stem}{{numberedMark}}{extension}"


def split_name(name):
    """Stem and extension; a leading dot begins no extension, and those of COMPOUND stay whole."""
    for ending in COMPOUND:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)], name[-len(ending) :]
    at = name.rfind(".")
    return (name[:at], name[at:]) if at > 0 else (name, "")
