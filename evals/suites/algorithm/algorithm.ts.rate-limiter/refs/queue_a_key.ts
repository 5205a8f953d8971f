export type Decision = { allowed: boolean; left: number; {{retryKey}}: number };
type Log = { entries: { time: number; cost: number }[]; head: number; used: number };

export class {{className}} {
  readonly #limit: number;
  readonly #lifetime: number;
  readonly #logs = new Map<string, Log>();

  constructor(limit: number, window: number) {
    this.#limit = limit;
    const lifetime = window{{extra}};
    this.#lifetime = lifetime;
  }

  ask(key: string, cost: number, now: number): Decision {
    const log = this.#logs.get(key) ?? { entries: [], head: 0, used: 0 };
    this.#logs.set(key, log);
    while (log.head < log.entries.length && now - log.entries[log.head]!.time >= this.#lifetime) {
      log.used -= log.entries[log.head]!.cost;
      log.head += 1;
    }
    if (log.head > 1024 && log.head * 2 > log.entries.length) {
      log.entries = log.entries.slice(log.head);
      log.head = 0;
    }
    const left = this.#limit - log.used;
    if (cost > this.#limit) return { allowed: false, left, {{retryKey}}: -1 };
    if (log.used + cost > this.#limit) {
      let at = log.head;
      let missing = cost - left;
      while (missing > log.entries[at]!.cost) {
        missing -= log.entries[at]!.cost;
        at += 1;
      }
      const { time } = log.entries[at]!;
      return { allowed: false, left, {{retryKey}}: time + this.#lifetime{{minusNow}} };
    }
    log.entries.push({ time: now, cost });
    log.used += cost;
    return { allowed: true, left: left - cost, {{retryKey}}: 0 };
  }
}
