// The evaluation process as whoever starts it meets it, for tests: a request on disk, the key by environment, events on stdout.
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type JobEvent, jobEvent, keyVariables } from "../../core/protocol/evaluation-process.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** From the sources under this very Node, or a bundle under another one. */
export type Program = readonly [command: string, ...args: string[]];
export const fromSources: Program = [
  process.execPath,
  "--import",
  "./.ci/text-imports.mjs",
  "evals/process/main.ts",
];

export type Job = {
  /** Resolves with the first event of the kind. */
  tells<Kind extends JobEvent["kind"]>(kind: Kind): Promise<EventOf<Kind>>;
  over: Promise<{ code: number | null; events: JobEvent[]; stderr: string }>;
  kill(signal: NodeJS.Signals): void;
  /** Closes the reading end of its stdout. */
  stopReading(): void;
};
type EventOf<Kind> = Extract<JobEvent, { kind: Kind }>;

export type Surroundings = { program?: Program; key?: string; env?: Record<string, string> };

/** `request` is written as it is, a text to the letter. */
export async function startJob(
  folder: string,
  request: unknown,
  { program = fromSources, key, env: more = {} }: Surroundings = {},
): Promise<Job> {
  await mkdir(folder, { recursive: true });
  const text = typeof request === "string" ? request : JSON.stringify(request);
  await writeFile(path.join(folder, "request.json"), text);
  const [command, ...args] = program;
  const keys = key === undefined ? {} : { [keyVariables.apiKey]: key };
  const env = { ...process.env, ...keys, ...more };
  const child = spawn(command, [...args, "job", folder], { cwd: root, env });
  const events: JobEvent[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    stderr += part;
  });
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    const lines = `${rest}${part}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) events.push(jobEvent.parse(JSON.parse(line)));
    for (const look of waiting) look();
  });
  const over = new Promise<Awaited<Job["over"]>>((resolve) => {
    child.on("close", (code) => resolve({ code, events, stderr }));
  });
  return {
    over,
    kill: (signal) => void child.kill(signal),
    stopReading: () => void child.stdout.destroy(),
    tells: (kind) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const event = events.find((each) => each.kind === kind);
          // Found by its kind.
          if (event !== undefined) resolve(event as never);
        };
        waiting.add(look);
        look();
        void over.then(() => reject(new Error(`It ended without telling ${kind}:\n${stderr}`)));
      }),
  };
}
