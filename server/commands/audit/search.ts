// `tandem audit search`: lists requests by what is known of them, and by words in what was asked and answered. Secrets in
// the text are hidden before it is looked through.
import { Command, InvalidArgumentError } from "commander";
import { plainLine } from "../../../evals/report/plain-line.ts";
import { none, tableOf } from "../../../evals/report/table-text.ts";
import { textTable } from "../../../evals/report/text-table.ts";
import { type Hit, type SearchResult, search } from "../../audit/tools/search.ts";
import { wholeNumber } from "../options.ts";
import { storeOptions } from "../store-options.ts";
import {
  type FilterFlags,
  filterOf,
  filterOptions,
  type RedactFlags,
  redactOf,
  redactOptions,
} from "./filters.ts";
import { type AuditFlags, whileAuditing, withAudit } from "./open-audit.ts";
import { plural, putOut, timeText } from "./results.ts";

type Flags = AuditFlags & FilterFlags & RedactFlags & { text?: string[]; limit: number };

export function searchCommand(): Command {
  const command = new Command("search").description(
    "List requests, newest first; with --text those in which all words were asked or answered.",
  );
  return redactOptions(filterOptions(storeOptions(command)))
    .option("--text <words>", "words that all have to be in query and answer, secrets apart", words)
    .option("--limit <number>", "at most so many", wholeNumber(1, 100_000), 50)
    .option("--json [file]", "write the result as JSON, to stdout without a file")
    .action(run);
}

async function run(flags: Flags, command: Command): Promise<void> {
  await whileAuditing(command, flags, async (signal) => {
    await withAudit(
      command,
      flags,
      async (access) => {
        const filter = await filterOf(access.store, flags);
        const redact = await redactOf(access.store, flags);
        const wanted = { filter, words: flags.text ?? [], limit: flags.limit, redact };
        const result = await search(access, wanted, signal);
        await putOut(flags, documentOf(result), textOf(result, flags.limit));
      },
      signal,
    );
  });
}

function documentOf({ hits, read, isCut }: SearchResult) {
  return { schemaVersion: 1, requests: hits.map(requestOf), textsRead: read, isCut };
}

function requestOf({ row, excerpt }: Hit) {
  return {
    id: row.id,
    at: row.at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    person: row.person_id,
    ...(row.person_name === null ? {} : { name: row.person_name }),
    key: row.key_id,
    ...(row.team === null ? {} : { team: row.team }),
    task: row.task,
    class: row.class,
    path: row.path,
    asked: row.asked,
    ...(row.model === null ? {} : { model: row.model }),
    ...(row.upstream === null ? {} : { upstream: row.upstream }),
    outcome: row.outcome ?? "open",
    ...(row.status === null ? {} : { status: row.status }),
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.prompt_tokens === null ? {} : { promptTokens: row.prompt_tokens }),
    ...(row.completion_tokens === null ? {} : { completionTokens: row.completion_tokens }),
    simulated: row.simulated === 1,
    log: row.log,
    position: row.position,
    ...(excerpt === undefined ? {} : { excerpt }),
  };
}

function textOf({ hits, read, isCut }: SearchResult, limit: number): string {
  if (hits.length === 0) {
    return read === 0 ? "No request fits." : `No request fits; ${plural(read, "text")} read.`;
  }
  const { head, rows } = tableOf("", hits, [
    { head: "time", align: "left", cell: ({ row }) => timeText(row.at) },
    { head: "id", align: "left", cell: ({ row }) => row.id },
    {
      head: "person",
      align: "left",
      cell: ({ row }) => plainLine(row.person_name ?? row.person_id, 30),
    },
    { head: "team", align: "left", cell: ({ row }) => plainLine(row.team ?? none, 20) },
    { head: "task", align: "left", cell: ({ row }) => row.task },
    { head: "model", align: "left", cell: ({ row }) => plainLine(row.model ?? row.asked, 30) },
    { head: "outcome", align: "left", cell: ({ row }) => row.outcome ?? "open" },
    {
      head: "text",
      align: "left",
      cell: ({ excerpt }) => (excerpt === undefined ? none : plainLine(excerpt)),
    },
  ]);
  const more = isCut ? [`Only the newest ${limit}: --limit and --until reach further back.`] : [];
  const simulated = hits.some(({ row }) => row.simulated === 1)
    ? ["Some of it was answered by a simulated endpoint."]
    : [];
  return [textTable(head, rows), ...more, ...simulated].join("\n");
}

function words(text: string): string[] {
  const found = text.split(/\s+/).filter((word) => word !== "");
  if (found.length > 0) return found;
  throw new InvalidArgumentError("It has to be a word or several.");
}
