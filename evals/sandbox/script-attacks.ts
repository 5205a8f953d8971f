// What the probe tries against a tier that runs JavaScript in an interpreter.
import { runLimits } from "./limits.ts";
import type { Limits, Outcome, Sandbox, TierCheck } from "./sandbox.ts";

/** Nothing where the tier runs no scripts. */
export async function checkScripts(
  sandbox: Sandbox,
  signal: AbortSignal,
): Promise<readonly TierCheck[]> {
  const { runScript } = sandbox;
  if (runScript === undefined) return [];
  return Promise.all(
    attacks.map(async ({ name, main, more = {}, isContained }): Promise<TierCheck> => {
      const limits = { ...runLimits, ...more };
      const modules = new Map([["main", main]]);
      const outcome = await runScript({ modules, stdin: "", limits }, signal);
      if (isContained(outcome)) return { name, ok: true };
      const { end, stdout, stderr } = outcome;
      return { name, ok: false, detail: `it ended with ${end}: ${stdout || stderr}`.slice(0, 200) };
    }),
  );
}

type ScriptAttack = {
  name: string;
  main: string;
  more?: Partial<Limits>;
  isContained(outcome: Outcome): boolean;
};

const mebi = 1024 * 1024;

const attacks: readonly ScriptAttack[] = [
  {
    name: "anything of the host",
    main: `const names = ["process", "require", "fetch", "WebAssembly", "std", "os"];
      print(names.filter((name) => typeof globalThis[name] !== "undefined").join(" "));`,
    isContained: ({ stdout }) => stdout === "\n",
  },
  {
    name: "a module of the host",
    main: 'import * as fs from "node:fs"; print(Object.keys(fs));',
    isContained: ({ exitCode, stdout }) => exitCode === 1 && stdout === "",
  },
  {
    name: "an endless loop",
    main: "for (;;);",
    more: { wallMs: 300 },
    isContained: ({ end }) => end === "timeout",
  },
  {
    name: "twice the memory",
    main: `print("x".repeat(${64 * mebi}).length);`,
    more: { memoryBytes: 32 * mebi },
    isContained: ({ end }) => end === "memory",
  },
  {
    name: "10 MB of output",
    main: 'for (let i = 0; i < 10000; i += 1) print("x".repeat(1000));',
    more: { outputBytes: 64 * 1024 },
    isContained: ({ end }) => end === "output-limit",
  },
];
