// Says how a pattern's time can grow with the text: recheck proves or finds an attack, and the engine itself is tried on
// pumped strings, which is all there is where recheck does not know the syntax.
import type { Regex } from "../../../core/protocol/case/regex.ts";
import { runEngine } from "../engine-process.ts";
import type { Matcher } from "./matcher.ts";
import { pumpedTexts } from "./pump.ts";

export type Redos = "exponential" | "polynomial" | "none";

export type RedosRequest = {
  pattern: string;
  spec: Pick<Regex, "engine" | "flags" | "match" | "positives">;
  matcher: Matcher;
};

/** @throws SandboxError, or the signal's reason */
export async function redosOf(
  { pattern, spec, matcher }: RedosRequest,
  signal: AbortSignal,
): Promise<Redos> {
  const growth = await growthBy(pattern, spec, signal);
  if (growth === "exponential") return growth;
  const texts = pumpedTexts(spec.positives);
  const tried = await matcher(pattern, texts);
  if (tried.ok && tried.end !== "done") {
    // Once more with that text alone: a busy machine can stop anything for a second, but not twice.
    const again = await matcher(pattern, texts.slice(tried.matches.length));
    if (again.ok && again.end !== "done") return "exponential";
  }
  return growth === "polynomial" ? growth : "none";
}

/**
 * A fifth of recheck's own effort where it has to search, which finds the same traps; numbers of steps rather than times,
 * so that a slow machine says the same.
 */
const effort = {
  timeout: 15_000,
  maxIteration: 3,
  maxInitialGenerationSize: 200,
  maxGenerationSize: 50,
  maxGeneStringSize: 800,
  maxAttackStringSize: 20_000,
  incubationLimit: 5000,
  attackLimit: 20_000_000,
};
/** Recheck stops by itself; this is for what it forgets. */
const stepMs = 45_000;

async function growthBy(
  pattern: string,
  { engine, flags = "", match }: RedosRequest["spec"],
  signal: AbortSignal,
): Promise<string | undefined> {
  const source = engine === "python" ? inJavaScript(pattern) : pattern;
  const { default: recheck } = await import("recheck/lib/browser.js", { with: { type: "text" } });
  const input = {
    recheck,
    // A pattern for whole texts is never tried at a later start.
    source: match === "search" ? source : `^(?:${source})$`,
    flags: engine === "python" ? flags.replaceAll(/[^ims]/g, "") : flags,
    effort,
  };
  const key = JSON.stringify([input.source, input.flags]);
  const known = growths.get(key);
  if (known !== undefined) return known;
  const { lines } = await runEngine({ program, input, stepMs, heapMb: 1024 }, signal);
  // The program below writes nothing else, if it comes so far.
  const growth = lines.at(0) as string | undefined;
  if (growth !== undefined) growths.set(key, growth);
  return growth;
}

/** What was found before: the same answers come again, of every epoch and in every check of the suite. */
const growths = new Map<string, string>();

/** Python's own spellings of what JavaScript has as well; what is left over makes recheck say that it cannot tell. */
function inJavaScript(pattern: string): string {
  return pattern.replaceAll(/\\[AZ]|\\[\s\S]|\(\?P<|\(\?P=(\w+)\)/g, (token, name?: string) => {
    if (token === "\\A") return "^";
    if (token === "\\Z") return "$";
    if (token === "(?P<") return "(?<";
    return name === undefined ? token : `\\k<${name}>`;
  });
}

type Input = { recheck: string; source: string; flags: string; effort: Parameters };
type Recheck = Pick<typeof import("recheck"), "checkSync">;
type Parameters = import("recheck").Parameters;

/** Runs in the child, so it uses nothing from outside. */
function program(
  load: NodeJS.Require,
  { recheck, source, flags, effort }: Input,
  emit: (growth: string) => void,
): void {
  const module = { exports: {} };
  const { compileFunction } = load("node:vm") as typeof import("node:vm");
  compileFunction(recheck, ["module", "exports"])(module, module.exports);
  // What recheck's file exports.
  const { checkSync } = module.exports as Recheck;
  const found = checkSync(source, flags, effort);
  emit(found.status === "unknown" ? "unknown" : found.complexity.type);
}
