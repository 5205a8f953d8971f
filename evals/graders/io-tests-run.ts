// Compiles and runs a program in the sandbox and reads its frames. Judges nothing.
import { randomBytes } from "node:crypto";
import type { Json } from "../../core/protocol/json.ts";
import { type Frames, readFrames } from "../languages/frames.ts";
import { javaScriptScript } from "../languages/javascript-script.ts";
import type { Kit, ProgramRequest, Step } from "../languages/kit.ts";
import type { Command, Limits, Outcome, Sandbox } from "../sandbox/sandbox.ts";

export type RunRequest = {
  kit: Kit;
  program: ProgramRequest;
  tests: readonly (readonly Json[])[];
  compileMs: number | undefined;
  runMs: number;
};

export type RunReport =
  | { stage: "compile"; outcome: Outcome }
  | { stage: "run"; outcome: Outcome; frames: Frames };

const mb = 2 ** 20;
/** Of compilers, which are ours; what they compile may still make them greedy. */
const compilerLimits = { memoryBytes: 2048 * mb, diskBytes: 256 * mb, outputBytes: 64 * 1024 };
/** Results of the largest tests fit many times; ten times as much stops the program. */
const runLimits = { diskBytes: 64 * mb, outputBytes: 4 * mb };
const processes = 64;

/** @throws SandboxError when the sandbox failed, the signal's reason when aborted */
export async function runTests(
  openFolder: NonNullable<Sandbox["openFolder"]>,
  { kit, program: request, tests, compileMs, runMs }: RunRequest,
  signal: AbortSignal,
): Promise<RunReport> {
  const program = kit.program(request);
  // The driver and the case's own files come last: an answer cannot put itself in their place.
  await using folder = await openFolder(new Map([...request.files, ...program.files]));
  if (program.compile !== undefined) {
    const { limitMs, ...step } = program.compile;
    const limits = { ...compilerLimits, processes, wallMs: compileMs ?? limitMs };
    const outcome = await folder.run(commandOf(step, limits), signal);
    if (outcome.end !== "exited" || outcome.exitCode !== 0) return { stage: "compile", outcome };
  }
  const nonce = randomBytes(16).toString("hex");
  const limits = { ...runLimits, processes, wallMs: runMs, memoryBytes: request.memoryMb * mb };
  const stdin = kit.input(request, { nonce, tests });
  const outcome = await folder.run({ ...commandOf(program.run, limits), stdin }, signal);
  const frames = readFrames(outcome.stdout, nonce, (text) => kit.decode(text, request.signature));
  return { stage: "run", outcome, frames };
}

/** An interpreter is this much slower than what the limits of cases are made for. */
const interpreterFactor = 10;

/** The same where no processes run, for JavaScript alone. @throws as above */
export async function runTestsInScript(
  runScript: NonNullable<Sandbox["runScript"]>,
  { kit, program, tests, runMs }: RunRequest,
  signal: AbortSignal,
): Promise<RunReport> {
  const nonce = randomBytes(16).toString("hex");
  const memoryBytes = program.memoryMb * mb;
  const limits = { ...runLimits, processes, wallMs: interpreterFactor * runMs, memoryBytes };
  const script = javaScriptScript(program, { nonce, tests });
  const outcome = await runScript({ ...script, limits }, signal);
  const frames = readFrames(outcome.stdout, nonce, (text) => kit.decode(text, program.signature));
  return { stage: "run", outcome, frames };
}

function commandOf({ argv, mounts, env }: Step, limits: Limits): Command {
  return { argv, mounts, env, limits };
}
