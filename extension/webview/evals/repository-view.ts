// A run on the team's own repository.
import { html, type TemplateResult } from "lit";
import type { OpenedRun } from "./messages.ts";

export function repositoryView(
  _run: Extract<OpenedRun, { kind: "repository" }>,
  _actions: { openFile(path: string, line: number): void },
): TemplateResult {
  return html``;
}
