// `npm run bench [name…] [-- options]`: runs the benchmark modules one after the other and prints each figure with n, spread and whether
// it keeps its budget. It knows the shape of a module (.ci/README.md) and nothing about what is measured.
import { glob } from "node:fs/promises";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { describeRow, type Row } from "./bench/row.ts";
import { packageExtension } from "./package.ts";

/** What a benchmark is to be run on, for those that can run on anything. */
type Options = { files: string[]; endpoint?: string; model?: string; fim?: string };
type Benchmark = { name: string; run: (signal: AbortSignal, options: Options) => Promise<Row[]> };

const root = path.resolve(import.meta.dirname, "..");
const controller = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => controller.abort());
}
const given = readArguments(process.argv.slice(2));
process.exitCode = given === undefined ? 2 : await main(given, controller.signal);

async function main(
  { names, options }: { names: readonly string[]; options: Options },
  signal: AbortSignal,
): Promise<number> {
  const benchmarks = await load();
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    const known = benchmarks.map(({ name }) => name).join(", ");
    console.error(`No such benchmark: ${unknown.join(", ")}. There are ${known}.`);
    return 2;
  }
  await packageExtension(signal);
  console.log(describeMachine());
  let crashed = 0;
  for (const benchmark of benchmarks) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue;
    if (signal.aborted) return 130;
    if (!(await runOne(benchmark, options, signal))) crashed++;
  }
  return crashed === 0 ? 0 : 1;
}

/** Undefined after it has said what cannot be understood. */
function readArguments(args: string[]) {
  try {
    const { positionals: names, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        file: { type: "string", multiple: true },
        endpoint: { type: "string" },
        model: { type: "string" },
        fim: { type: "string" },
      },
    });
    const { file = [], ...rest } = values;
    // npm goes to the root first; what was typed is meant from where it was typed.
    const from = process.env.INIT_CWD ?? process.cwd();
    const options: Options = { ...rest, files: file.map((name) => path.resolve(from, name)) };
    return { names, options };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
    return undefined;
  }
}

async function load(): Promise<Benchmark[]> {
  const files: string[] = [];
  const pattern = "{core,evals,server,extension}/**/bench/*.bench.ts";
  for await (const file of glob(pattern, { cwd: root })) files.push(file);
  return Promise.all(
    files.sort().map(async (file) => {
      // The shape is the contract of .ci/README.md; a module that breaks it fails on its first use.
      return (await import(pathToFileURL(path.join(root, file)).href)) as Benchmark;
    }),
  );
}

async function runOne(
  { name, run }: Benchmark,
  options: Options,
  signal: AbortSignal,
): Promise<boolean> {
  console.log(`\n${name}`);
  try {
    for (const row of await run(signal, options)) console.log(describeRow(row));
    return true;
  } catch (error) {
    if (signal.aborted) return true;
    console.error(`  crashed: ${error instanceof Error ? error.stack : String(error)}`);
    return false;
  }
}

function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memoryGiB = (totalmem() / 2 ** 30).toFixed(0);
  const system = `${type()} ${release()}, Node ${process.versions.node}`;
  return `${model}, ${availableParallelism()} cores, ${memoryGiB} GiB, ${system}`;
}
