// `tandem sim`: reads the command line and the environment, starts the simulated endpoint and says where it listens.
// It knows nothing of how the endpoint works.
import { Command, InvalidArgumentError, Option } from "commander";
import { readBuiltInSuite } from "../../evals/cases/built-in-suite.ts";
import { loadSuite } from "../../evals/cases/suite.ts";
import { completionManners } from "../../evals/simulator/answers/completion-manner.ts";
import type { AnswerScript } from "../../evals/simulator/answers/script.ts";
import {
  type AnswerSource,
  parseAnswerSource,
  suiteScript,
} from "../../evals/simulator/answers/suite-script.ts";
import {
  defaultOptions,
  type Fault,
  faultKinds,
  parseFault,
  runners,
  type SimulatorOptions,
  schedulingPolicies,
  toolCallParsers,
} from "../../evals/simulator/options.ts";
import { profileNames } from "../../evals/simulator/profile.ts";
import { type Simulator, startSimulator } from "../../evals/simulator/server.ts";
import { vllmVersions } from "../../evals/simulator/version-profile.ts";

type Flags = Omit<
  SimulatorOptions,
  "models" | "faults" | "enableAutoToolChoice" | "enablePromptTokensDetails" | "splitUtf8"
> & {
  model: string[];
  fault: Fault[];
  numGpuBlocks: number;
  answers: AnswerSource | "script";
  splitUtf8?: boolean;
  enableAutoToolChoice?: boolean;
  enablePromptTokensDetails?: boolean;
  json?: boolean;
};

export function simCommand(): Command {
  const { host, port, maxModelLen, maxNumSeqs, maxNumBatchedTokens, gpuBlocks } = defaultOptions;
  return new Command("sim")
    .description(
      "Run a simulated vLLM endpoint: real wire format and timing, scripted answers, marked as simulated.",
    )
    .option("--host <address>", "address to listen on", host)
    .option("--port <number>", "port to listen on, 0 for any free one", wholeNumber(0), port)
    .option("--model <name>", "served model name, repeatable (default: qwen3-coder)", collect, [])
    .option("--max-model-len <tokens>", "context window", wholeNumber(16), maxModelLen)
    .addOption(choice("--profile <name>", "speed to simulate", profileNames).default("instant"))
    .addOption(
      choice("--vllm-version <version>", "behaviour to simulate", vllmVersions).default("0.29"),
    )
    .addOption(
      new Option("--api-key <key>", "key that requests below /v1 must carry").env(
        "TANDEM_SIM_API_KEY",
      ),
    )
    .option("--max-num-seqs <number>", "sequences that run at once", wholeNumber(1), maxNumSeqs)
    .option(
      "--max-num-batched-tokens <number>",
      "tokens one step computes",
      wholeNumber(1),
      maxNumBatchedTokens,
    )
    .option(
      "--max-num-queued-reqs <number>",
      "waiting requests before 503 (vLLM 0.29)",
      wholeNumber(1),
    )
    .option("--num-gpu-blocks <number>", "KV blocks of 16 tokens", wholeNumber(1), gpuBlocks)
    .option("--stream-interval <tokens>", "tokens per streamed chunk", wholeNumber(1), 1)
    .option("--split-utf8", "cut writes inside multi-byte characters")
    .option("--enable-auto-tool-choice", "let the model call tools on its own")
    .addOption(choice("--tool-call-parser <name>", "how tool calls are parsed", toolCallParsers))
    .option("--enable-prompt-tokens-details", "report cached prompt tokens in usage")
    .addOption(
      choice("--scheduling-policy <name>", "order of what waits", schedulingPolicies).default(
        defaultOptions.schedulingPolicy,
      ),
    )
    .addOption(
      choice("--runner <name>", "what the model does: answer or embed", runners).default(
        defaultOptions.runner,
      ),
    )
    .option(
      "--answers <source>",
      "what is answered: script, or to the evaluation's questions references or mutants:SEED",
      answerSource,
      "script" as const,
    )
    .addOption(
      choice("--completions <manner>", "how raw prompts are answered", completionManners).default(
        defaultOptions.completions,
      ),
    )
    .option(
      "--fault <kind[@after][:every]>",
      `make requests fail, repeatable: ${faultKinds.join(", ")}`,
      collectFault,
      [],
    )
    .option("--seed <number>", "varies request ids", wholeNumber(0), 0)
    .option("--json", "print one JSON line when listening")
    .action(run);
}

async function run(flags: Flags, command: Command): Promise<void> {
  // Before the line is out: whoever reads it may stop us at once.
  const isStopped = new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  const simulator = await started(flags, command);
  const { profile, vllmVersion } = flags;
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ url: simulator.url, origin: simulator.origin, profile, vllmVersion, pid: process.pid })}\n`
      : `simulated endpoint listening on ${simulator.url} (profile ${profile}, vLLM ${vllmVersion})\n`,
  );
  await isStopped;
  await simulator.close();
}

async function started(flags: Flags, command: Command): Promise<Simulator> {
  const { model, fault, numGpuBlocks, answers, json: _json, ...rest } = flags;
  try {
    return await startSimulator({
      ...rest,
      ...(answers === "script" ? {} : { script: await suiteAnswers(answers) }),
      models: model.length > 0 ? model : defaultOptions.models,
      faults: fault,
      gpuBlocks: numGpuBlocks,
    });
  } catch (error) {
    if (error instanceof RangeError) command.error(`tandem sim: ${error.message}`);
    if (isListenError(error)) {
      command.error(`tandem sim: cannot listen on ${flags.host}:${flags.port} (${error.code}).`);
    }
    throw error;
  }
}

async function suiteAnswers(source: AnswerSource): Promise<AnswerScript> {
  return suiteScript(loadSuite(await readBuiltInSuite()), source);
}

function answerSource(text: string): AnswerSource | "script" {
  const source = parseAnswerSource(text);
  if (source !== undefined) return source;
  throw new InvalidArgumentError("It has to be script, references or mutants:SEED.");
}

function isListenError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function wholeNumber(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least) {
      throw new InvalidArgumentError(`It has to be a whole number from ${least} on.`);
    }
    return value;
  };
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}

function collectFault(value: string, previous: Fault[]): Fault[] {
  const fault = parseFault(value);
  if (fault === undefined) {
    throw new InvalidArgumentError(
      `It has to be KIND[@AFTER][:EVERY], KIND one of ${faultKinds.join(", ")}.`,
    );
  }
  return [...previous, fault];
}

function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices);
}
