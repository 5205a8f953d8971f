// Asks one limiter in the order given and returns every decision; `burst` is a long run of requests for one key.
import { {{className}} } from "./solution.ts";

type Call = [key: string, cost: number, now: number] | { burst: number; start: number; gap: number };

export function run(limit: number, window: number, calls: Call[]): unknown {
  const limiter = new {{className}}(limit, window);
  const row = (key: string, cost: number, now: number) => {
    const { allowed, left, {{retryKey}} } = limiter.ask(key, cost, now);
    return [allowed, left, {{retryKey}}];
  };
  return calls.map((call) => {
    if (Array.isArray(call)) return row(...call);
    let allowed = 0;
    for (let i = 0; i < call.burst; i += 1) {
      if (limiter.ask("burst", 1, call.start + i * call.gap).allowed) allowed += 1;
    }
    return [allowed, row("burst", 1, call.start + call.burst * call.gap)];
  });
}
