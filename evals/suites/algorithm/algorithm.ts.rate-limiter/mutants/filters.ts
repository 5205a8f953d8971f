export type Decision = { allowed: boolean; left: number; {{retryKey}}: number };

export class {{className}} {
  limit: number;
  window: number;
  logs: Record<string, { time: number; cost: number }[]> = {};

  constructor(limit: number, window: number) {
    this.limit = limit;
    this.window = window{{extra}};
  }

  ask(key: string, cost: number, now: number): Decision {
    const log = (this.logs[key] ?? []).filter(({ time }) => now - time < this.window);
    this.logs[key] = log;
    const used = log.reduce((sum, entry) => sum + entry.cost, 0);
    const left = this.limit - used;
    if (cost > this.limit) return { allowed: false, left, {{retryKey}}: -1 };
    if (cost <= left) {
      log.push({ time: now, cost });
      return { allowed: true, left: left - cost, {{retryKey}}: 0 };
    }
    let missing = cost - left;
    for (const { time, cost: freed } of log) {
      missing -= freed;
      if (missing <= 0) return { allowed: false, left, {{retryKey}}: time + this.window{{minusNow}} };
    }
    return { allowed: false, left, {{retryKey}}: -1 };
  }
}
