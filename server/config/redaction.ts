// The patterns that hide text from whoever reads the audit: how they are compiled, and that none of them can hold up its
// reader. It does not know what they are applied to.
import { Worker } from "node:worker_threads";
import type { AuditConfig } from "../../core/protocol/gateway-config.ts";
import { plainLine } from "../../evals/report/plain-line.ts";
import type { Problem } from "./problem.ts";

export async function redactionProblems(rules: AuditConfig["redact"]): Promise<Problem[]> {
  const found = rules.flatMap(({ pattern }, index) => problemOf(pattern, index));
  if (found.length > 0 || rules.length === 0) return found;
  const growths = await growthsOf(rules.map(({ pattern }) => pattern));
  return growths.flatMap((growth, index) => slowness(growth, index));
}

function problemOf(pattern: string, index: number): Problem[] {
  const path = ["audit", "redact", index, "pattern"];
  try {
    return redactionOf(pattern).test("")
      ? [{ path, sentence: "also matches nothing at all: write it so that it needs a character." }]
      : [];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = plainLine(error.message.split(": ").at(-1) ?? "", 80);
    return [{ path, sentence: `is no regular expression of JavaScript with flag u (${reason}).` }];
  }
}

/** With the flags it is applied with: `u` understands `\p{…}` and takes no mistyped escape. @throws SyntaxError */
function redactionOf(pattern: string): RegExp {
  return new RegExp(pattern, "gu");
}

/** `timeout` and what else recheck cannot say count as unknown. */
type Growth = { type: string; degree?: number };

/** Quadratic is what every search from each start on can be; beyond that a long text takes minutes. */
const highestDegree = 2;

function slowness({ type, degree = 1 }: Growth, index: number): Problem[] {
  const path = ["audit", "redact", index, "pattern"];
  if (type === "exponential" || (type === "polynomial" && degree > highestDegree)) {
    const sentence = "takes too long on texts made for it: let no repetition hold another one.";
    return [{ path, sentence }];
  }
  if (type === "unknown") {
    return [{ path, sentence: "cannot be shown to be fast on every text: write it simpler." }];
  }
  return [];
}

/** Of patterns that were looked at before: a reload brings the same ones again. */
const known = new Map<string, Growth>();
const longestMs = 45_000;
/** Mostly numbers of steps rather than times, so that a busy machine says the same. */
const effort = {
  timeout: 15_000,
  maxIteration: 3,
  maxInitialGenerationSize: 200,
  maxGenerationSize: 50,
  maxGeneStringSize: 800,
  maxAttackStringSize: 20_000,
  incubationLimit: 5_000,
  attackLimit: 20_000_000,
};

async function growthsOf(patterns: readonly string[]): Promise<Growth[]> {
  const fresh = [...new Set(patterns)].filter((pattern) => !known.has(pattern));
  if (fresh.length > 0) await lookAt(fresh);
  return patterns.map((pattern) => known.get(pattern) ?? { type: "unknown" });
}

/** In a thread of its own, which can be ended. */
async function lookAt(patterns: readonly string[]): Promise<void> {
  const { default: recheck } = await import("recheck/lib/browser.js", { with: { type: "text" } });
  const worker = new Worker(`(${program})(require)`, {
    eval: true,
    workerData: { recheck, patterns, effort },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    env: {},
    execArgv: [],
  });
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, longestMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    worker.on("message", ({ pattern, growth }: { pattern: string; growth: Growth }) =>
      known.set(pattern, growth),
    );
    // What it could not say in its memory stays unknown.
    worker.on("error", done);
    worker.on("exit", done);
  });
  await worker.terminate();
}

type Given = {
  recheck: string;
  patterns: readonly string[];
  effort: import("recheck").Parameters;
};

/** Runs in the thread, from its text: it uses nothing from outside. */
function program(load: NodeJS.Require): void {
  const { parentPort, workerData } = load(
    "node:worker_threads",
  ) as typeof import("node:worker_threads");
  const { compileFunction } = load("node:vm") as typeof import("node:vm");
  // What the thread was given above.
  const { recheck, patterns, effort } = workerData as Given;
  const module = { exports: {} };
  compileFunction(recheck, ["module", "exports"])(module, module.exports);
  // What recheck's file exports.
  const { checkSync } = module.exports as Pick<typeof import("recheck"), "checkSync">;
  for (const pattern of patterns) {
    // Which letters count as the same has no part in how long it takes, and recheck does not know the syntax.
    const plain = pattern.replaceAll(/\\[\s\S]|\(\?[ims-]+:/g, (token) =>
      token.startsWith("(") ? "(?:" : token,
    );
    const found = checkSync(plain, "u", effort);
    const growth = found.status === "unknown" ? { type: "unknown" } : found.complexity;
    // What recheck says holds functions, which cannot be sent.
    parentPort?.postMessage({ pattern, growth: JSON.parse(JSON.stringify(growth)) });
  }
}
