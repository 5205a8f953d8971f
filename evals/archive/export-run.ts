// Writes a stored run to a file that a person has chosen: as the document itself, as Markdown or as one HTML page.
import { randomBytes } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ExportFormat, StoredRun } from "../../core/protocol/evaluation-process.ts";
import type { RepositoryRun } from "../../core/protocol/repository-run.ts";
import { htmlReport } from "../report/html-report.ts";
import { htmlLoadReport, markdownLoadReport } from "../report/load-reports.ts";
import { markdownReport } from "../report/markdown-report.ts";
import { unwritable } from "../runner/run-files.ts";
import { ArchiveError } from "./archive-error.ts";
import { openStoredRun } from "./open-run.ts";
import { privacyNotice, repositoryMarkdown } from "./repository-markdown.ts";

/** @throws RunStoreError, ArchiveError `no_such_format`, `bad_file` */
export async function exportRun(
  runsFolder: string,
  { id, format, file }: { id: string; format: ExportFormat; file: string },
): Promise<string> {
  if (!path.isAbsolute(file)) {
    throw new ArchiveError("bad_file", `${file} is no absolute path: name the file in full.`);
  }
  const run = await openStoredRun(runsFolder, id);
  await writeText(file, textOf(run, format), run.kind === "repository");
  return file;
}

function textOf(run: StoredRun, format: ExportFormat): string {
  switch (run.kind) {
    case "evaluation":
      return {
        json: () => jsonText(run.evaluation),
        markdown: () => markdownReport(run.evaluation),
        html: () => htmlReport(run.evaluation),
      }[format]();
    case "load":
      return {
        json: () => jsonText(run.loadTest),
        markdown: () => markdownLoadReport(run.loadTest),
        html: () => htmlLoadReport(run.loadTest),
      }[format]();
    case "repository":
      if (format === "json") return privateJson(run.repositoryRun);
      if (format === "markdown") return repositoryMarkdown(run.repositoryRun);
      throw new ArchiveError(
        "no_such_format",
        "A measurement on an own repository is exported as JSON or Markdown.",
      );
  }
}

/** The same document, its notes first, because the first of them is what a reader has to know. */
function privateJson(document: RepositoryRun): string {
  const { notes, ...rest } = document;
  return jsonText({ notes: [privacyNotice(document), ...notes], ...rest });
}

function jsonText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Written aside and renamed, so that nobody reads half a report. Private code is readable by its owner alone. */
async function writeText(file: string, text: string, isPrivate: boolean): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(aside, text, { mode: isPrivate ? 0o600 : 0o666 });
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw unwritable(file, error);
  }
}
