"""Makes events from short rows and returns the blocks as rows."""

from calendar_blocks import busy_blocks, free_minutes


def run(rows):
    events = [dict(zip(("title", "start", "end", "status"), row)) for row in rows]
    before = [dict(event) for event in events]
    blocks = busy_blocks(events)
    listed = [[block["start"], block["end"], list(block["titles"])] for block in blocks]
    return [listed, free_minutes(events), events == before]
