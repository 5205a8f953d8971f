// `tandem eval`: reads the command line and the environment, runs an evaluation, writes its reports, and turns what went
// wrong into one sentence and an exit status. It knows nothing of how cases are asked and graded.
import { Command, Option } from "commander";
import { normalizeBaseUrl } from "../../core/model/base-url.ts";
import { type Category, categories } from "../../core/protocol/case-file.ts";
import { type ProfileName, profileNames } from "../../core/protocol/evaluation.ts";
import { readBuiltInSuite } from "../../evals/cases/built-in-suite.ts";
import { loadSuite, type Suite } from "../../evals/cases/suite.ts";
import { readSuiteFiles } from "../../evals/cases/suite-files.ts";
import { openBench } from "../../evals/runner/open-bench.ts";
import { judgeKey, prepareRegrade, prepareResume, prepareRun } from "../../evals/runner/prepare.ts";
import { regrade, run } from "../../evals/runner/run.ts";
import { defaultRunsFolder } from "../../evals/runner/run-store.ts";
import { type Tier, tiers } from "../../evals/sandbox/sandbox.ts";
import { evaluationStory } from "./eval/evaluation-story.ts";
import { type EvalOutputs, finish, readyOutputs } from "./eval/finish.ts";
import { whileInterruptible } from "./failures.ts";
import { narrator } from "./narrator.ts";
import {
  type HardwareFlags,
  hardwareName,
  hardwareOf,
  keysOf,
  target,
  wholeNumber,
} from "./options.ts";

type CommonFlags = EvalOutputs & { sandbox?: Tier };

type RunFlags = CommonFlags &
  HardwareFlags & {
    endpoint?: string;
    model?: string;
    suite: Category[];
    profile: ProfileName;
    seed: number;
    epochs?: number;
    concurrency: number;
    judgeEndpoint?: string;
    judgeModel?: string;
    /** Undefined: with the whole suite only. */
    load?: boolean;
  };

export function evalCommand(): Command {
  const command = new Command("eval")
    .description("Replay the coding suite against an endpoint and say what it may be deployed for.")
    .option("--endpoint <url>", "OpenAI-compatible base URL; the key comes by TANDEM_API_KEY")
    .option("--model <name>", "model to evaluate (default: the endpoint's first)")
    .addOption(
      new Option("--suite <category...>", "only these categories (default: all)")
        .choices(categories)
        .default([], "all"),
    )
    .addOption(
      new Option("--profile <name>", "how much is asked").choices(profileNames).default("standard"),
    )
    .option("--seed <number>", "draws the variants of the cases", wholeNumber(0), 1)
    .option(
      "--epochs <number>",
      "times each case is asked (default: the profile's)",
      wholeNumber(1),
    )
    .option("--concurrency <number>", "questions at a time", wholeNumber(1), 8)
    .option(
      "--judge-endpoint <url>",
      "endpoint of the judge; its key comes by TANDEM_JUDGE_API_KEY",
    )
    .option("--judge-model <name>", "model that rates answers (default: the evaluated one)")
    .option("--load", "run the load test behind the last two rows also with a part of the suite")
    .option("--no-load", "leave the load test out: its two rows are INSUFFICIENT")
    .option("--gpus <number>", "GPUs of the endpoint, as you declare them", wholeNumber(1, 1024))
    .option("--gpu-name <text>", "their name, such as 'H100 SXM'", hardwareName);
  common(command).action(runNew);
  command.addCommand(
    common(
      new Command("resume")
        .description("Go on with an interrupted run: what was answered is not asked again.")
        .argument("<run>", "id of the run"),
    ).action(resume),
  );
  command.addCommand(
    common(
      new Command("regrade")
        .description("Grade the stored answers of a run again; asks no endpoint.")
        .argument("<run>", "id of the run"),
    ).action(gradeAgain),
  );
  return command;
}

function common(command: Command): Command {
  return command
    .option("--json [file]", "write the result as JSON, to stdout without a file")
    .option("--junit <file>", "write the result as JUnit XML")
    .option("--html <file>", "write the result as one HTML file")
    .option("--markdown <file>", "write the result as Markdown, for a pull request")
    .option("--baseline <file>", "compare with the JSON result of an earlier run")
    .option("--events", "tell progress as JSON lines on stdout")
    .addOption(
      new Option("--sandbox <tier>", "where programs run (default: the best that works)").choices(
        tiers,
      ),
    )
    .option("--cases <folder>", "another suite than the built-in one")
    .option("--runs <folder>", "where runs are kept", defaultRunsFolder());
}

async function runNew(flags: RunFlags, command: Command): Promise<void> {
  const { endpoint: url, model, suite: suites, profile, seed, epochs, concurrency } = flags;
  // Not a required option, because those bind the verbs below as well.
  if (url === undefined) {
    command.error("tandem eval: say which endpoint to evaluate with --endpoint URL.");
  }
  await whileInterruptible(command, { verb: "eval", ...flags }, async ({ signal, began }) => {
    const suite = await suiteOf(flags);
    const baseline = await readyOutputs(flags);
    const { emit, end } = narrator(flags, evaluationStory());
    await using bench = await openBench(flags.sandbox, signal);
    await using prepared = await prepareRun(
      {
        endpoint: target(url, model, keysOf(process.env).apiKey),
        ...judgeOf(flags, url),
        suites,
        profile,
        seed,
        concurrency,
        runsFolder: flags.runs,
        withLoad: flags.load ?? suites.length === 0,
        ...hardwareOf(flags),
        ...(epochs === undefined ? {} : { epochs }),
      },
      { suite, bench },
      signal,
    );
    began(prepared.store.id);
    const means = { ...prepared, ...baseline, emit };
    await finish(flags, { end, store: prepared.store }, () => run(means, signal));
  });
}

async function resume(id: string, flags: CommonFlags, command: Command): Promise<void> {
  await whileInterruptible(command, { verb: "eval", ...flags }, async ({ signal, began }) => {
    const suite = await suiteOf(flags);
    const baseline = await readyOutputs(flags);
    const { emit, end } = narrator(flags, evaluationStory());
    await using bench = await openBench(flags.sandbox, signal);
    const stored = { runsFolder: flags.runs, id, keys: keysOf(process.env) };
    await using prepared = await prepareResume(stored, { suite, bench }, signal);
    began(prepared.store.id);
    const means = { ...prepared, ...baseline, emit };
    await finish(flags, { end, store: prepared.store }, () => run(means, signal));
  });
}

async function gradeAgain(id: string, flags: CommonFlags, command: Command): Promise<void> {
  await whileInterruptible(command, { verb: "eval", ...flags }, async ({ signal, began }) => {
    const suite = await suiteOf(flags);
    const baseline = await readyOutputs(flags);
    const { emit, end } = narrator(flags, evaluationStory());
    await using bench = await openBench(flags.sandbox, signal);
    await using prepared = await prepareRegrade({ runsFolder: flags.runs, id }, { suite, bench });
    began(prepared.store.id);
    const means = { ...prepared, ...baseline, emit };
    await finish(flags, { end, store: prepared.store }, () => regrade(means, signal));
  });
}

async function suiteOf({ cases }: CommonFlags): Promise<Suite> {
  return loadSuite(await (cases === undefined ? readBuiltInSuite() : readSuiteFiles(cases)));
}

function judgeOf({ judgeEndpoint, judgeModel }: RunFlags, endpoint: string) {
  if (judgeEndpoint === undefined && judgeModel === undefined) return {};
  const url = judgeEndpoint ?? endpoint;
  const apiKey = judgeKey(keysOf(process.env), normalizeBaseUrl(endpoint), normalizeBaseUrl(url));
  return { judge: target(url, judgeModel, apiKey) };
}
