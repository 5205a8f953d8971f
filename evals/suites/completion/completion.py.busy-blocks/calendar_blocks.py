"""Turns the events of one day into the blocks that colleagues see. Times are minutes since midnight."""

OPENS, CLOSES = {{opens}}, {{closes}}

#: Breaks up to this long are not worth showing.
GAP = {{gap}}

#: What an event's `status` may be; `cancelled` and `free` events occupy nobody.
OCCUPIES = {{occupies}}


def busy_blocks(events):
    """The blocks of the day, in order, as dicts with `start`, `end` and `titles`.

    An event is a dict with `title`, `start`, `end` and `status`; events come in any order.

    - Only events whose status is in OCCUPIES count. Of each only the part between OPENS and CLOSES counts, and an event
      of which no minute is left does not count at all.
    - Events that overlap, touch, or have at most GAP minutes between them share a block. A block reaches from its first
      start to its last end, the breaks inside it included.
    - `titles` holds the title of every event of the block once, {{orderText}}.

    The events stay as they are.
    """
{{cursor}}


def free_minutes(events):
    """How much of the day is left."""
    return CLOSES - OPENS - sum(block["end"] - block["start"] for block in busy_blocks(events))
