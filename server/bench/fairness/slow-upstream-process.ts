// The slow upstream as a process of its own: prints its URL; every line of its input is how long an answer takes from then on.
import { createInterface } from "node:readline";
import { startSlowUpstream } from "./slow-upstream.ts";

const upstream = await startSlowUpstream(Number(process.argv[2]));
process.stdout.write(`${JSON.stringify({ url: upstream.url })}\n`);
createInterface({ input: process.stdin })
  .on("line", (line) => upstream.holdFor(Number(line)))
  .on("close", () => process.exit());
