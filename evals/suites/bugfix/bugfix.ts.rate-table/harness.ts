// Calls the rate table and returns what it answers.
import { pieces, price, rateAt, stepAt } from "./rate-table.ts";

export function observe(operation: string, table: number[][], minutes: number[]): unknown {
  const steps = table.map(([from = 0, rate = 0]) => ({ from, rate }));
  const [from = 0, to = 0] = minutes;
  switch (operation) {
    case "step":
      return minutes.map((minute) => stepAt(steps, minute));
    case "rate":
      return minutes.map((minute) => rateAt(steps, minute));
    case "price":
      return price(steps, from, to);
    default:
      return pieces(steps, from, to).map((piece) => [piece.from, piece.to, piece.rate]);
  }
}
