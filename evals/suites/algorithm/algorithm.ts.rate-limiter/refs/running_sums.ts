export type Decision = { allowed: boolean; left: number; {{retryKey}}: number };

/** Times of allowed requests and what had been spent up to and including each; both only grow. */
type Spent = { times: number[]; sums: number[]; gone: number };

export class {{className}} {
  readonly limit: number;
  readonly window: number;
  readonly keys = new Map<string, Spent>();

  constructor(limit: number, window: number) {
    this.limit = limit;
    this.window = window{{extra}};
  }

  ask(key: string, cost: number, now: number): Decision {
    let spent = this.keys.get(key);
    if (spent === undefined) this.keys.set(key, (spent = { times: [], sums: [], gone: 0 }));
    const { times, sums } = spent;
    while (spent.gone < times.length && times[spent.gone]! + this.window <= now) spent.gone += 1;
    const total = sums.at(-1) ?? 0;
    const counting = total - (sums[spent.gone - 1] ?? 0);
    if (counting + cost <= this.limit) {
      times.push(now);
      sums.push(total + cost);
      return { allowed: true, left: this.limit - counting - cost, {{retryKey}}: 0 };
    }
    let again = -1;
    if (cost <= this.limit) {
      let [low, high] = [spent.gone, times.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (total - sums[middle]! + cost <= this.limit) high = middle;
        else low = middle + 1;
      }
      again = times[low]! + this.window{{minusNow}};
    }
    return { allowed: false, left: this.limit - counting, {{retryKey}}: again };
  }
}
