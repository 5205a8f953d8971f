// One step of the set-up: an external command whose output is shown only when it fails, and the error that a step ends
// in when the person has to do something. It knows nothing about what is being set up.
import { spawn } from "node:child_process";

/** Its message is for the person: what happened and what to do next. */
export class SetupError extends Error {}

const keptOutputChars = 6000;

/**
 * Runs a command to its end.
 * @throws {SetupError} with the tail of the output and `remedy` when it fails.
 */
export async function runCommand(command, args, { cwd, env = process.env, remedy }) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => child.kill();
  process.once("exit", end);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-keptOutputChars);
    });
  }
  const failure = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) =>
      resolve(code === 0 ? "" : `ended with ${signal ?? code}`),
    );
  });
  process.off("exit", end);
  if (failure === "") return;
  throw new SetupError(`${output}\n\`${[command, ...args].join(" ")}\` ${failure}. ${remedy}`);
}

/** Says what is being done, and afterwards how long it took; others may speak in between. */
export async function step(title, work) {
  const startedAtMs = performance.now();
  console.log(`${title} …`);
  const result = await work();
  console.log(`${title}: done in ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`);
  return result;
}

/** Waits for all of them even when one fails: what is left half installed would be in the way of the next attempt. */
export async function together(...works) {
  const results = await Promise.allSettled(works);
  const failed = results.find(({ status }) => status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
