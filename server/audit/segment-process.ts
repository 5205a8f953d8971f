// A process that may open only a few files: writes a log, has no file left when the next segment is due, and goes on when it has
// some again. Says on stdout, as JSON, which segments there were then. Only tests start it: `FOLDER`.
import { closeSync, openSync } from "node:fs";
import { commitmentOf } from "./record.ts";
import { listSegments } from "./segment-files.ts";
import { openSegmentLog } from "./segment-log.ts";

const [folder = ""] = process.argv.slice(2);

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : error;
}

function record(text: string) {
  const payload = Buffer.alloc(100, text);
  const meta = Buffer.from(`{"v":1,"kind":"part","of":"${text}"}`);
  return { meta, payload, commitment: commitmentOf(payload) };
}

function takeAllFiles(): number[] {
  const taken: number[] = [];
  for (;;) {
    try {
      taken.push(openSync("/dev/null", "r"));
    } catch (error) {
      if (codeOf(error) !== "EMFILE") throw error;
      return taken;
    }
  }
}

const log = await openSegmentLog(folder, "gateway", { fullBytes: 100 });
if (log === undefined) throw new Error("Somebody holds the log.");
await log.append([record("1")]);
const taken = takeAllFiles();
const failure = await log.append([record("2")]).catch(codeOf);
for (const fd of taken) closeSync(fd);
const segments = (await listSegments(folder)).map(({ start }) => start);
await log.settle();
await log.append([record("2")]);
await log.close();
process.stdout.write(JSON.stringify({ failure, segments }));
