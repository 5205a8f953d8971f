// A process that journals requests until it is killed, and says on stdout what it has been promised. Only tests start it:
// `PLACE POLICY RATE BODY ADOPT HELD`, where PLACE is a data folder or a database URL, ADOPT how often it looks for logs, in
// ms, and HELD the id of a request that never ends.
import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "../store/open-store.ts";
import { openJournal } from "./journal.ts";
import { end, request } from "./journal-stand.ts";

const [place = "", policy = "refuse", rate = "200", bodyBytes = "2000", ...others] =
  process.argv.slice(2);
const [adoptEveryMs = "30000", held] = others;

/** In order and at once, so that a kill cannot take back what was said before it. */
function say(...words: (string | number)[]): void {
  const bytes = Buffer.from(`${words.join(" ")}\n`);
  for (let said = 0; said < bytes.length; said += writeSome(bytes.subarray(said)));
}

/** Nothing when the reader on a busy machine has left the pipe full. */
function writeSome(bytes: Buffer): number {
  try {
    return writeSync(1, bytes);
  } catch (error) {
    if (codeOf(error) === "EAGAIN") return 0;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

const store = await openStore(place.includes("://") ? { database: place } : { data: place });
const journal = await openJournal({
  store,
  onFailure: () => (policy === "gap" ? "gap" : "refuse"),
  now: Date.now,
  adoptEveryMs: Number(adoptEveryMs),
  onError: (error) => say("error", codeOf(error)),
});
say("log", journal.health().log);

const body = "q".repeat(Number(bodyBytes));

async function serve(id: string): Promise<void> {
  const entry = journal.open(request(id, { person: `p-${id.length}` }), Buffer.from(id + body));
  entry.capture(Buffer.from(`answer to `));
  try {
    await entry.durable;
    say("durable", id);
  } catch (error) {
    say("refused", id, codeOf(error));
    return;
  }
  // Some take their time.
  await sleep(Math.random() * 30);
  entry.capture(Buffer.from(id));
  try {
    await entry.finish(end());
    say("finished", id);
  } catch (error) {
    say("unfinished", id, codeOf(error));
  }
}

if (held !== undefined) await journal.open(request(held), Buffer.from(body)).durable;

const startedAt = performance.now();
const run = `${process.pid}-${Date.now().toString(36)}`;
for (let count = 0; ; ) {
  const due = Math.floor(((performance.now() - startedAt) * Number(rate)) / 1000);
  for (; count < due; count += 1) void serve(`${run}-${count}`);
  const { state, missing } = journal.health();
  say("state", state, missing);
  await sleep(5);
}
