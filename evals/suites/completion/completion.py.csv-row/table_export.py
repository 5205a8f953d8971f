"""Writes tables as delimited text for the reporting tool, which has its own ideas of quoting."""

_DELIMITER = "{{delimiter}}"
_QUOTE = '"'
_TRUE, _FALSE = "{{yes}}", "{{no}}"
_FORMULA_STARTS = ("=", "+", "-", "@")


def export_rows(rows):
    """All rows, each ended by a line feed. A row is a list of cells; an empty row is an empty line."""
    return "".join(_DELIMITER.join(_cell(value) for value in row) + "\n" for row in rows)


def _cell(value):
    """The text of one cell; `value` is None, a bool, an int, a float or a str.

    - None is an empty cell. The empty text is a pair of quotes, so that the two differ.
    - True and False are `_TRUE` and `_FALSE`.
    - Numbers are written as Python writes them, floats without a fraction as whole numbers (2.0 as 2).
    - A text that begins with one of `_FORMULA_STARTS` gets an apostrophe in front, since spreadsheets would run it.
      Numbers are no texts and never get one.
    - A text is quoted when it (apostrophe included) is empty, begins or ends with a space, or holds the delimiter, a
      quote, a line feed or a carriage return{{backslashToo}}. Other texts are not quoted.
    - {{styleText}}
    """
{{cursor}}
