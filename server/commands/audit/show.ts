// `tandem audit show`: prints one request with what was asked and answered. What models and people wrote cannot steer the
// terminal it is read on.
import { Command } from "commander";
import { none } from "../../../evals/report/table-text.ts";
import type { PieceState } from "../../audit/tools/content.ts";
import { type Shown, show, showBytes } from "../../audit/tools/show.ts";
import { OutputError } from "../failures.ts";
import { storeOptions } from "../store-options.ts";
import { type RedactFlags, redactOf, redactOptions } from "./filters.ts";
import { type AuditFlags, whileAuditing, withAudit } from "./open-audit.ts";
import { putOut, timeText, visible } from "./results.ts";
import { writeAll } from "./write-all.ts";

type Flags = AuditFlags & RedactFlags & { original?: boolean; raw?: boolean };

export function showCommand(): Command {
  const command = new Command("show")
    .description("Print one request: who, when, what was asked and answered. It is recorded.")
    .argument("<id>", "of the request, as search lists it");
  return redactOptions(storeOptions(command))
    .option("--original", "with everything that is secret in it; that is recorded as such")
    .option("--raw", "with --original: the very bytes of query and answer, for a pipe")
    .option("--json [file]", "write it as JSON, to stdout without a file")
    .action(run);
}

async function run(id: string, flags: Flags, command: Command): Promise<void> {
  await whileAuditing(command, flags, async (signal) => {
    checkRaw(flags);
    await withAudit(
      command,
      flags,
      async (access) => {
        if (flags.raw !== true) {
          const { store } = access;
          const redact = flags.original === true ? undefined : await redactOf(store, flags);
          const shown = await show(access, id, redact, signal);
          return putOut(flags, documentOf(shown), textOf(shown));
        }
        const { query, answer } = await showBytes(access, id, signal);
        const pieces = [query, Buffer.from("\n"), answer];
        await writeAll(process.stdout, pieces, "stdout", signal);
      },
      signal,
    );
  });
}

/** A secret can lie across two events of a stream, so that bytes cannot be shown without secrets. */
function checkRaw({ raw, original, json }: Flags): void {
  if (raw !== true) return;
  if (original !== true)
    throw new OutputError("--raw shows secrets as well: say so with --original.");
  if (json !== undefined)
    throw new OutputError("--raw and --json exclude each other: leave one out.");
  if (process.stdout.isTTY) {
    throw new OutputError(
      "--raw is not for a terminal, which it could steer: write it to a file or a pipe.",
    );
  }
}

function documentOf({ row, intent, final, query, answer }: Shown) {
  return {
    schemaVersion: 1,
    ...(row.person_name === null ? {} : { name: row.person_name }),
    log: row.log,
    position: row.position,
    intent,
    ...(final === undefined ? {} : { final }),
    outcome: row.outcome ?? "open",
    query,
    answer,
  };
}

function textOf({ row, intent, final, query, answer }: Shown): string {
  const { usage } = final ?? {};
  const facts: [string, string | undefined][] = [
    ["request", intent.id],
    ["record", `${row.position} of ${row.log}`],
    ["person", row.person_name === null ? intent.person : `${row.person_name} (${intent.person})`],
    ["key", `${intent.key}, ${intent.role}`],
    ["team", intent.team],
    ["task", `${intent.task}, class ${intent.class}`],
    ["asked", `${intent.path}, model ${intent.asked}${intent.stream ? ", as a stream" : ""}`],
    [
      "served",
      final?.model && `${final.model} as ${final.served ?? none} by ${final.upstream ?? none}`,
    ],
    ["began", timeText(intent.at)],
    ["ended", final === undefined ? undefined : timeText(final.at)],
    ["outcome", [row.outcome ?? "open", final?.status, final?.error].filter(Boolean).join(", ")],
    ["tokens", usage && `${usage.promptTokens} in, ${usage.completionTokens} out`],
    ["simulated", final?.simulated === true ? "yes" : undefined],
  ];
  const lines = facts
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name.padEnd(10)}${value}`);
  const sections = ["--- query ---", ...pieceLines(query), "--- answer ---", ...pieceLines(answer)];
  return visible([...lines, "", ...sections].join("\n"));
}

const lost: Record<PieceState, string | undefined> = {
  whole: undefined,
  destroyed: "(destroyed by an erasure or by retention)",
  damaged: "(damaged: run tandem audit verify)",
};

function pieceLines({ state, text }: Shown["query"]): string[] {
  return [text, lost[state] ?? ""].filter((line) => line !== "");
}
