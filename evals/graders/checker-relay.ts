// Carries the calls of a test program in one sandbox to the candidate in another, as lines of tagged JSON. Neither side
// sees more of the other than these lines, and the candidate never sees what is expected of it.
import { randomBytes } from "node:crypto";
import { driverFolder, type Step } from "../languages/kit.ts";
import type { LiveProcess, Outcome, Sandbox } from "../sandbox/sandbox.ts";

export type Side = {
  /** By path in the work folder. */
  files: ReadonlyMap<string, string>;
  driver: string;
  /** What the driver has to know beside its nonce. */
  head: Record<string, unknown>;
  step: (driver: string) => Step;
  wallMs: number;
  memoryBytes: number;
};

export type Relayed = {
  /** Calls that were answered. */
  calls: number;
  /** What the test program said at its end: `passed`, `failed …` or `broken …`. */
  verdict?: string;
  /** What the candidate said instead of an answer, or that it is gone. */
  refusal?: Answer | "ended";
  /** What the last call threw. */
  thrown?: string;
  checker: Outcome;
  candidate: Outcome;
};

/** `v` value, `t` thrown, `m` out of memory, `x` tampering, else why it could not be loaded. */
export type Answer = { kind: string; message: string };

type Frame = { head: string; rest: string };

/** @throws SandboxError when the sandbox failed, the signal's reason when aborted */
export async function relay(
  openFolder: NonNullable<Sandbox["openFolder"]>,
  sides: { checker: Side; candidate: Side },
  signal: AbortSignal,
): Promise<Relayed> {
  await using checker = await open(openFolder, sides.checker, signal);
  await using candidate = await open(openFolder, sides.candidate, signal);
  const said = await carry(checker, candidate);
  checker.process.kill();
  candidate.process.kill();
  const [one, other] = await Promise.all([checker.process.ended, candidate.process.ended]);
  signal.throwIfAborted();
  return { ...said, checker: one, candidate: other };
}

async function carry(checker: Opened, candidate: Opened) {
  let calls = 0;
  let thrown: { thrown?: string } = {};
  while (true) {
    const asked = await checker.next();
    if (asked === undefined) return { calls, ...thrown };
    if (asked.head !== "call") {
      return { calls, ...thrown, verdict: `${asked.head} ${asked.rest}`.trim() };
    }
    candidate.process.writeLine(asked.rest);
    const frame = await candidate.next();
    if (frame === undefined) {
      // What ended it has to be known before anybody kills it.
      await candidate.process.ended;
      return { calls, refusal: "ended" as const };
    }
    const answer = answered(frame, calls);
    const { kind, message } = answer;
    if (kind !== "v" && kind !== "t") return { calls, refusal: answer };
    calls += 1;
    thrown = kind === "t" ? { thrown: message } : {};
    const [, type = "Exception", text = ""] = /^(\w+): (.*)$/s.exec(message) ?? [];
    const line = kind === "v" ? `{"value":${message}}` : JSON.stringify({ thrown: [type, text] });
    checker.process.writeLine(line);
  }
}

/** What a frame of the candidate's driver says; anything else is tampering, `x`. */
function answered({ head, rest }: Frame, calls: number): Answer {
  if (head === "load") {
    const [, kind = "error", message = ""] = /^(\w+) \S+ (.*)$/s.exec(rest) ?? [];
    return { kind, message };
  }
  const [, kind = "", message = ""] = /^([vtmx]) \S+ (.*)$/s.exec(rest) ?? [];
  if (head !== String(calls) || kind === "") return { kind: "x", message: "a forged result" };
  if (kind === "v" && !isJson(message)) return { kind: "x", message: "a forged value" };
  return { kind, message };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

type Opened = AsyncDisposable & {
  process: LiveProcess;
  /** The next line with this side's nonce; undefined when the program has ended. */
  next(): Promise<Frame | undefined>;
};

async function open(
  openFolder: NonNullable<Sandbox["openFolder"]>,
  { files, driver, head, step, wallMs, memoryBytes }: Side,
  signal: AbortSignal,
): Promise<Opened> {
  const name = `${driverFolder}/driver.py`;
  const folder = await openFolder(new Map([...files, [name, driver]]));
  const limits = { wallMs, memoryBytes, processes: 64, diskBytes: 64 * mb, outputBytes: 4 * mb };
  const process = await folder.start({ ...step(`/w/${name}`), limits }, signal);
  const nonce = randomBytes(16).toString("hex");
  process.writeLine(JSON.stringify({ nonce, ...head }));
  const lines = process.lines[Symbol.asyncIterator]();
  return {
    process,
    async next() {
      for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
        if (!line.value.startsWith(`${nonce} `)) continue;
        const [, head = "", rest = ""] = /^(\S+) ?(.*)$/s.exec(line.value.slice(33)) ?? [];
        return { head, rest };
      }
      return undefined;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const mb = 2 ** 20;
