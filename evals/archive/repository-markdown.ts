// A measurement on an own repository as Markdown, for the people who may see its code: the first line says that it holds some.
import { milliseconds, percent, percentRange, plural } from "../../core/figures/figure-text.ts";
import type { HoleResult, HoleSummary, RepositoryRun } from "../../core/protocol/repository-run.ts";
import { hardwareText } from "../report/load-text.ts";
import {
  bullets,
  heading,
  markdownTable,
  markdownText,
  paragraphs,
} from "../report/markdown-text.ts";
import { none, type TableText } from "../report/table-text.ts";

/** The sentence that nobody who opens an exported file may miss. */
export function privacyNotice({ run }: RepositoryRun): string {
  return `Private: this file holds source code of the repository ${run.folder}.`;
}

export function repositoryMarkdown(document: RepositoryRun): string {
  const { run, insufficient, notes, holes } = document;
  const simulated = run.endpoint.isSimulated ? " (simulated)" : "";
  return `${paragraphs([
    `**${markdownText(privacyNotice(document))}**`,
    heading(2, `${run.endpoint.model}${simulated} on ${run.folder}`),
    bullets(factsOf(document)),
    insufficient === undefined ? "" : markdownText(insufficient),
    markdownTable(summaryTable(document), 3),
    bullets(notes),
    ...holes.map(holeText),
  ])}\n`;
}

function factsOf({ run, status, planned, holes, ttftMs }: RepositoryRun): string[] {
  return [
    `Endpoint ${run.endpoint.url}, started ${run.startedAt}, seed ${run.seed}`,
    ...(run.hardware === undefined ? [] : [`Hardware ${hardwareText(run.hardware)}`]),
    `${holes.length} of ${plural(planned, "hole")} in ${plural(run.files, "file")}${status === "interrupted" ? ", interrupted" : ""}`,
    ...(run.fimFamily === undefined ? [] : [`FIM family ${run.fimFamily}`]),
    ...(ttftMs === undefined ? [] : [`p50 TTFT ${milliseconds(ttftMs.p50)}, n ${ttftMs.n}`]),
  ];
}

function summaryTable({ summaries }: RepositoryRun): TableText {
  return {
    title: "Summary",
    head: ["Kind", "n", "Offered", "Exact", "Parses", "Compiles", "Median similarity"],
    align: ["left", "right", "right", "right", "right", "right", "right"],
    rows: summaries.map(({ kind, n, offered, exact, parses, compiles, similarity }) => [
      kind,
      String(n),
      ...[offered, exact, parses, compiles].map(shareText),
      similarity === undefined ? none : `${percent(similarity.p50)}, n ${similarity.n}`,
    ]),
  };
}

function shareText(share: HoleSummary["exact"]): string {
  if (share === undefined) return none;
  return `${percent(share.rate)} (${percentRange(share)}), n ${share.n}`;
}

function holeText(hole: HoleResult): string {
  const { path, line, kind, languageId, expected, answer, failure, reason } = hole;
  const why = failure ?? reason;
  return paragraphs([
    heading(3, `${path}:${line}, ${kind}`),
    markdownText(verdictOf(hole)),
    why === undefined ? "" : markdownText(why),
    "Expected:",
    fenced(languageId, expected),
    ...(answer === "" ? [] : ["Answer:", fenced(languageId, answer)]),
  ]);
}

function verdictOf({
  isExact,
  isSameButForSpace,
  similarity,
  parses,
  compiles,
}: HoleResult): string {
  const likeness = isExact
    ? "exact"
    : isSameButForSpace
      ? "the same but for space"
      : `${percent(similarity)} similar`;
  const said = (name: string, value: boolean | undefined) =>
    value === undefined ? [] : [`${name}: ${value ? "yes" : "no"}`];
  return [likeness, ...said("parses", parses), ...said("compiles", compiles)].join("; ");
}

/** Longer than any fence inside; control characters but line breaks and tabs are shown as what they are not. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const shown = text.toWellFormed().replaceAll(/[\p{Cc}--[\t\n]]/gv, "\ufffd");
  return `${fence}${language.replaceAll(/[^\w-]/g, "")}\n${shown}\n${fence}`;
}
