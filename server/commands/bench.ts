// `tandem bench`: reads the command line and the environment, runs a load test, keeps it row by row, and shows it beside the
// published H100 figures. It knows nothing of how load is made and measured.
import { Command, Option } from "commander";
import { ModelError } from "../../core/model/errors.ts";
import type { LoadEvent, LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import { createDocumentRun, type DocumentStore } from "../../evals/archive/document-store.ts";
import {
  interruptedLoadTest,
  type PreparedLoadTest,
  prepareLoadTest,
  runLoadTest,
} from "../../evals/load/run-load-test.ts";
import { compareLoadTests } from "../../evals/report/compare-load.ts";
import { loadComparisonText } from "../../evals/report/load-comparison-text.ts";
import {
  consoleLoadReport,
  htmlLoadReport,
  markdownLoadReport,
} from "../../evals/report/load-reports.ts";
import { defaultRunsFolder, newRunId } from "../../evals/runner/run-store.ts";
import { readLoadBaseline } from "./baseline.ts";
import { isCustom, type PlanFlags, planOfFlags, profiles } from "./bench/plan-of-flags.ts";
import { exit, NothingCame, whileInterruptible } from "./failures.ts";
import { loadStory } from "./load-story.ts";
import { narrator } from "./narrator.ts";
import {
  type HardwareFlags,
  hardwareName,
  hardwareOf,
  keysOf,
  rates,
  target,
  wholeNumber,
  wholeNumbers,
} from "./options.ts";
import { checkOutputs, type Outputs, type Reports, writeReports } from "./outputs.ts";

type Flags = Outputs &
  PlanFlags &
  HardwareFlags & {
    endpoint: string;
    model?: string;
    seed: number;
    maxNumSeqs?: number;
    baseline?: string;
    runs: string;
  };

export function benchCommand(): Command {
  const tokens = wholeNumbers(1, 1_000_000);
  return new Command("bench")
    .description(
      "Measure latency and throughput of an endpoint under load, beside the published H100 run.",
    )
    .requiredOption(
      "--endpoint <url>",
      "OpenAI-compatible base URL; the key comes by TANDEM_API_KEY",
    )
    .option("--model <name>", "model to measure (default: the endpoint's first)")
    .addOption(
      new Option("--profile <name>", "which rows are measured (default: published)").choices(
        profiles,
      ),
    )
    .option("--isl <list>", "rows of your own: input tokens, such as 128,512", tokens)
    .option("--osl <list>", "output tokens, such as 512,1024; each with each input", tokens)
    .option("--concurrency <list>", "requests at a time, such as 1,8,32,128", wholeNumbers(1, 4096))
    .option("--rate <list>", "open loop: Poisson arrivals a second, such as 0.5,4", rates)
    .option("--requests <number>", "requests of each row (default: by its load)", wholeNumber(1))
    .addOption(
      new Option("--cache <mode>", "prompts that the prefix cache does not know, or does")
        .choices(["cold", "warm", "both"])
        .default("cold"),
    )
    .option("--seed <number>", "draws prompts and arrivals", wholeNumber(0), 1)
    .option("--gpus <number>", "GPUs of the endpoint, as you declare them", wholeNumber(1, 1024))
    .option("--gpu-name <text>", "their name, such as 'H100 SXM'", hardwareName)
    .option(
      "--max-num-seqs <number>",
      "the server's own limit of requests at a time, to tell queueing",
      wholeNumber(1),
    )
    .option("--json [file]", "write the result as JSON, to stdout without a file")
    .option("--html <file>", "write the result as one HTML file")
    .option("--markdown <file>", "write the result as Markdown, for a pull request")
    .option(
      "--baseline <file>",
      "compare with the JSON result of an earlier load test or evaluation",
    )
    .option("--events", "tell progress as JSON lines on stdout")
    .option("--runs <folder>", "where runs are kept", defaultRunsFolder())
    .addHelpText("after", helpText)
    .action(bench);
}

const helpText = `
The rows of --profile published are those of the published run: 128/512, 128/1024, 512/512 and 512/1024 tokens at
concurrency 1, 8, 32 and 128. Ctrl-C keeps and shows the rows that are finished.
A comparison by --baseline shows ratios and, where both declare other numbers of GPUs, the scaling efficiency. It never
changes the exit status: a row is one measurement, and no rule tells its noise from a regression.
Exit status: 0 measured, 1 a row in which every request failed, 2 nothing could be measured, 130 after Ctrl-C.`;

async function bench(flags: Flags, command: Command): Promise<void> {
  if (flags.profile !== undefined && isCustom(flags)) {
    command.error(
      "tandem bench: --profile brings its own rows: leave it out, or --isl, --osl, --concurrency and --rate.",
    );
  }
  await whileInterruptible(command, { verb: "bench", ...flags }, async ({ signal }) => {
    await checkOutputs(flags);
    const baseline =
      flags.baseline === undefined ? undefined : await readLoadBaseline(flags.baseline);
    const { endpoint, model, seed, maxNumSeqs } = flags;
    const { emit, end } = narrator(flags, loadStory());
    const prepared = await prepareLoadTest(
      {
        id: newRunId(new Date()),
        endpoint: target(endpoint, model, keysOf(process.env).apiKey),
        plan: planOfFlags(flags),
        seed,
        ...hardwareOf(flags),
        ...(maxNumSeqs === undefined ? {} : { maxNumSeqs }),
      },
      signal,
    );
    await using store = await createDocumentRun(flags.runs, prepared.header.id);
    const { loadTest, stoppedBy } = await measure(prepared, { emit, store }, signal);
    end();
    await writeReports(flags, reportsOn(loadTest, baseline));
    process.stderr.write(`Kept in ${store.folder}\n`);
    const hasDeadRow = loadTest.rows.some(({ n }) => n === 0);
    if (hasDeadRow && stoppedBy instanceof ModelError) throw new NothingCame(stoppedBy);
    if (stoppedBy !== undefined) throw stoppedBy;
    if (hasDeadRow) process.exitCode = exit.negative;
  });
}

function reportsOn(loadTest: LoadTest, baseline: LoadTest | undefined): Reports {
  const { isSimulated } = loadTest.run.endpoint;
  const comparison =
    baseline === undefined
      ? undefined
      : loadComparisonText(compareLoadTests(loadTest, baseline), isSimulated);
  return {
    document: loadTest,
    console: () => consoleLoadReport(loadTest, comparison),
    html: () => htmlLoadReport(loadTest, comparison),
    markdown: () => markdownLoadReport(loadTest, comparison),
  };
}

type Measured = { loadTest: LoadTest; stoppedBy?: unknown };

/** What was measured, whatever ended it; on disk after every row. @throws RunStoreError */
async function measure(
  prepared: PreparedLoadTest,
  { emit, store }: { emit: (event: LoadEvent) => void; store: DocumentStore },
  outer: AbortSignal,
): Promise<Measured> {
  const rows: LoadRow[] = [];
  const unwritable = new AbortController();
  const signal = AbortSignal.any([outer, unwritable.signal]);
  const keep = () => store.save(interruptedLoadTest(prepared, rows));
  let kept = keep();
  const collect = (event: LoadEvent) => {
    emit(event);
    if (event.kind !== "load-row") return;
    rows.push(event.row);
    // A full disk ends the test: nobody wants to wait an hour for what cannot be kept.
    kept = kept.then(keep).catch((error) => unwritable.abort(error));
  };
  await kept;
  const measured = await runLoadTest(prepared, collect, signal).then(
    (loadTest): Measured => ({ loadTest }),
    (stoppedBy): Measured => ({ loadTest: interruptedLoadTest(prepared, rows), stoppedBy }),
  );
  await kept;
  // What cannot be kept is shown all the same.
  return store.save(measured.loadTest).then(
    () => measured,
    (error) => ({ ...measured, stoppedBy: error }),
  );
}
