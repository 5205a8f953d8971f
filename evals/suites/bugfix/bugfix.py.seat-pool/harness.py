"""Plays calls on a seat pool, in one thread or in many, and returns what came out of it.

The store makes every read wait for company: as long as fewer threads than `crowd` are reading at once, a read takes a
while, so that calls that can overlap do. The longer nobody comes, the less it waits.
"""

import sys
import threading
import time

from seat_pool import SeatPool

sys.setswitchinterval(1e-5)


class Store:
    def __init__(self, stock, crowd, patience):
        self.stock = dict(stock)
        self.crowd = crowd
        self.patience = patience
        self.inside = 0
        self.gathered = False
        self.met = 0
        self.turn = threading.Condition()

    def read(self, name):
        free = self.stock[name]
        with self.turn:
            self.inside += 1
            if self.inside >= self.crowd:
                self.gathered = True
                self.turn.notify_all()
            if not self.turn.wait_for(lambda: self.gathered, self.patience):
                self.patience /= 2
            self.met += self.gathered
            self.inside -= 1
            if self.inside == 0:
                self.gathered = False
        return free

    def write(self, name, free):
        time.sleep(0)
        self.stock[name] = free


def observe(operation, plan):
    if operation == "script":
        return script(plan)
    return storm(plan)


def script(plan):
    store = Store(plan["stock"], 1, 0)
    pool = SeatPool(store, list(plan["stock"]))
    answers = [getattr(pool, name)(*arguments) for name, *arguments in plan["calls"]]
    return [answers, store.stock]


def storm(plan):
    """One thread a call, all at once. Answers come sorted, since nobody knows which thread is first."""
    calls = plan["calls"]
    store = Store(plan["stock"], len(calls), plan["patience"])
    pool = SeatPool(store, list(plan["stock"]))
    answers = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def work(at):
        name, *arguments = calls[at]
        start.wait()
        answers[at] = getattr(pool, name)(*arguments)

    threads = [threading.Thread(target=work, args=(at,), daemon=True) for at in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(1)
    seen = {
        "done": sum(not thread.is_alive() for thread in threads),
        "refused": sum(answer is None or answer is False for answer in answers),
        "stock": store.stock,
    }
    if plan["show"] == "answers":
        seen["answers"] = sorted(str(answer) for answer in answers)
    if plan["show"] == "met":
        seen["met"] = store.met
    return seen
