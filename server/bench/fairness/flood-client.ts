// The flood as a process of its own: sends it, has a part of what still waits give up when it hears so on its input, and prints
// how it ended.
import { createInterface } from "node:readline";
import { type Flood, startFlood } from "./flood.ts";

const stop = new AbortController();
const flood = startFlood(JSON.parse(process.argv[2] ?? "{}") as Flood, stop.signal);
createInterface({ input: process.stdin })
  .on("line", () => flood.giveUp(2))
  .on("close", () => process.exit());
await flood.sent;
process.stdout.write(`${JSON.stringify({ what: "sent" })}\n`);
const seen = await flood.over;
process.stdout.write(`${JSON.stringify(seen)}\n`, () => process.exit());
