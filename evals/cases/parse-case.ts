// Reads one case.yaml: YAML, then the schema, each finding with the line it is on. Knows nothing of the other files.
import { isCollection, LineCounter, parseDocument } from "yaml";
import { type CaseFile, caseFile } from "../../core/protocol/case-file.ts";
import type { CaseFinding } from "./suite-error.ts";

export type ParsedCase =
  | { ok: true; file: CaseFile; lineOf: (path: readonly PropertyKey[]) => number }
  | { ok: false; findings: CaseFinding[] };

export function parseCase(name: string, text: string): ParsedCase {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const findings = document.errors.map(({ message, pos: [at] }) => ({
      file: name,
      line: lines.linePos(at).line,
      problem: message,
    }));
    return { ok: false, findings };
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(document, lines, path);
  const plain = plainValue(document);
  if (plain instanceof ReferenceError) {
    return { ok: false, findings: [{ file: name, line: 1, problem: plain.message }] };
  }
  const parsed = caseFile.safeParse(plain);
  if (parsed.success) return { ok: true, file: parsed.data, lineOf };
  const findings = parsed.error.issues.map((issue) => {
    const path =
      issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
    const place = issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
    return { file: name, line: lineOf(path), problem: `${place}${issue.message}` };
  });
  return { ok: false, findings };
}

/** The error of aliases that stand for nothing or multiply without end: both are found only here. */
function plainValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

/** The line of the deepest part of the path that exists. */
function lineAt(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number {
  let node: unknown = document.contents;
  let at = 0;
  for (const key of path) {
    if (!isCollection(node)) break;
    const pair = node.items.find(
      (item) => isPair(item) && String((item.key as { value?: unknown } | null)?.value) === key,
    );
    const next = isPair(pair) ? pair.key : node.get(key, true);
    if (hasRange(next)) at = next.range[0];
    node = node.get(key, true);
  }
  return lines.linePos(at).line;
}

function isPair(item: unknown): item is { key: unknown; value: unknown } {
  return typeof item === "object" && item !== null && "key" in item && "value" in item;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
