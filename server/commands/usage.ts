// `tandem usage`: reads the command line, asks the store who used what, and shows it as a table, JSON or CSV. It knows
// nothing of how tokens are counted.
import { writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { type UsageDimension, usageDimensions } from "../../core/protocol/usage-document.ts";
import { plainText } from "../../evals/report/plain-line.ts";
import { UnknownPerson, type UsageQuery, usageReport } from "../usage/usage-report.ts";
import { usageCsv, usageTable } from "../usage/usage-text.ts";
import { exit, OutputError, print, unwritable, whileInterruptible } from "./failures.ts";
import { type StoreFlags, storeOptions, withStore } from "./store-options.ts";

type Flags = StoreFlags & {
  by: UsageDimension[];
  since: Since;
  until?: number;
  person?: string;
  /** True: to stdout. */
  json?: string | true;
  csv?: string | true;
};

const dayMs = 86_400_000;

export function usageCommand(): Command {
  const command = new Command("usage")
    .description("Say who used how many tokens, as the upstreams counted them.")
    .addOption(
      new Option("--by <list>", `any of ${usageDimensions.join(",")}`)
        .argParser(dimensions)
        .default(["person"], "person"),
    )
    .addOption(
      new Option("--since <when>", "first day: 30d for the last 30 days, or YYYY-MM-DD in UTC")
        .argParser(since)
        .default({ days: 30 }, "30d"),
    )
    .option("--until <date>", "last day, YYYY-MM-DD in UTC (default: today)", date)
    .option("--person <name>", "only this person or CI job");
  return storeOptions(command)
    .option("--json [file]", "write the result as JSON, to stdout without a file")
    .option("--csv [file]", "write the rows as CSV, to stdout without a file")
    .addHelpText("after", helpText)
    .action(usage);
}

const helpText = `
Days are those on which requests ended. "uncounted" are requests whose tokens no upstream told, such as those that a crash
interrupted; "cached" are those of the prompt tokens that a prefix cache already held.
Exit status: 0 done, 2 the store or the command line cannot be used, 130 after Ctrl-C.`;

async function usage(flags: Flags, command: Command): Promise<void> {
  const { json, csv } = flags;
  await whileInterruptible(command, { verb: "usage" }, async ({ signal }) => {
    if (json === true && csv === true) {
      throw new OutputError("--json and --csv both write to stdout: name a file for one of them.");
    }
    const query = queryOf(flags, Date.now());
    if (query.to !== undefined && query.from >= query.to) {
      command.error("tandem usage: --since lies after --until: exchange them.");
    }
    const document = await withStore(
      command,
      { ...flags, mustExist: true },
      (store) => usageReport(store, query).catch((error) => refuse(command, error)),
      signal,
    );
    const [jsonText, csvText] = [`${JSON.stringify(document, null, 2)}\n`, usageCsv(document)];
    if (typeof json === "string") await write(json, jsonText);
    if (typeof csv === "string") await write(csv, csvText);
    if (json === true) await print("stdout", jsonText);
    else if (csv === true) await print("stdout", csvText);
    else await print("stdout", `${usageTable(document)}\n`);
  });
}

function queryOf({ by, since, until, person }: Flags, now: number): UsageQuery & { from: number } {
  const today = Math.floor(now / dayMs) * dayMs;
  return {
    by,
    from: "at" in since ? since.at : (until ?? today) - (since.days - 1) * dayMs,
    ...(until === undefined ? {} : { to: until + dayMs }),
    ...(person === undefined ? {} : { person }),
  };
}

function refuse(command: Command, error: unknown): never {
  if (!(error instanceof UnknownPerson)) throw error;
  command.error(`tandem usage: ${plainText(error.message)}`, { exitCode: exit.unusable });
}

/** A file of its own is for its owner alone: it names people. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600 });
  } catch (error) {
    throw unwritable(file, error);
  }
}

function dimensions(text: string): UsageDimension[] {
  return text.split(",").map((part) => {
    const found = usageDimensions.find((dimension) => dimension === part.trim());
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`It has to be any of ${usageDimensions.join(",")}.`);
  });
}

type Since = { at: number } | { days: number };

function since(text: string): Since {
  const days = /^([1-9]\d{0,4})d$/.exec(text)?.[1];
  return days === undefined ? { at: date(text) } : { days: Number(days) };
}

function date(text: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // February 30 is none, though it can be parsed.
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return at;
  throw new InvalidArgumentError(
    "It has to be a date such as 2026-01-31, or for --since also 30d.",
  );
}
