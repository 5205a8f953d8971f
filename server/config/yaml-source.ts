// Reads YAML into plain data that remembers its lines. What makes YAML surprising or dangerous is refused: tags, merge keys,
// YAML 1.1, several documents, aliases without bounds. It does not know what the data means.
import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  visit,
} from "yaml";
import { ConfigError } from "./config-error.ts";
import { type Path, type Place, type PlacedProblem, toldProblems } from "./problem.ts";

export type YamlSource = {
  value: unknown;
  /** Of the nearest thing that is there: what is missing has no place. */
  placeOf(path: Path): Place;
};

type YamlDocument = Document.Parsed<ParsedNode>;

const mostAliases = 100;
const tooMuch = "this is nested too deeply or repeats itself too often: write it flatter";

/** @throws ConfigError `yaml` with all that is wrong */
export function parseYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), col: Math.max(col, 1) };
  };
  const problem = (offset: number, sentence: string): PlacedProblem => ({
    ...place(offset),
    path: [],
    sentence,
  });
  try {
    const document = parseDocument(text, options(lines));
    const syntax = syntaxProblems(document);
    const found = syntax.length > 0 ? syntax : aliasProblems(document);
    if (found.length > 0)
      throw refused(
        file,
        found.map(([at, sentence]) => problem(at, sentence)),
      );
    return {
      value: document.toJS({ maxAliasCount: mostAliases }),
      placeOf: (path) => place(offsetOf(document, path)),
    };
  } catch (error) {
    // The parser's stack and its own bound on aliases, the only errors it throws rather than collects.
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error;
    throw refused(file, [problem(0, tooMuch)]);
  }
}

type Found = [offset: number, sentence: string];

function options(lineCounter: LineCounter) {
  return {
    lineCounter,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: true,
    merge: false,
    resolveKnownTags: false,
    version: "1.2",
  } as const;
}

function refused(file: string, problems: readonly PlacedProblem[]): ConfigError {
  return new ConfigError("yaml", toldProblems(file, problems));
}

function syntaxProblems(document: YamlDocument): Found[] {
  const { errors, warnings, directives } = document;
  const isOpen = errors.some(({ code }) => code === "BAD_INDENT");
  const brackets = isOpen ? bracketsByEnd(document) : new Map<number, number>();
  const found = [...errors, ...warnings].map(({ code, pos: [at] }): Found => {
    const bracket = code === "BAD_INDENT" ? brackets.get(at) : undefined;
    if (bracket !== undefined) return [bracket, unclosed];
    return [at, sentences[code] ?? "this cannot be read as YAML"];
  });
  return directives?.yaml.explicit === true && directives.yaml.version !== "1.2"
    ? [[0, "only YAML 1.2 is read: remove the line `%YAML`"], ...found]
    : found;
}

/**
 * A bracket that is not closed ends where the parser stumbles: to it that is a matter of how the next line is indented. Of
 * several that end there, the innermost.
 */
function bracketsByEnd(document: YamlDocument): Map<number, number> {
  const brackets = new Map<number, number>();
  visit(document, {
    Collection(_key, { flow, range }) {
      if (flow === true && range) brackets.set(range[1], range[0]);
    },
  });
  return brackets;
}

const unclosed =
  "this bracket is not closed: put `]` or `}` where it ends, and indent what is in between";

/** The parser's own texts can quote the file. */
const sentences: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: "an alias (`*name`) needs a name: quote the text if it is none",
  BAD_DIRECTIVE: "a line that begins with `%` is a directive that is not known here: remove it",
  BAD_DQ_ESCAPE: "there is no such escape in \"…\": write \\\\ for a backslash, or use '…'",
  BAD_INDENT: "this is indented differently from what it belongs to: align it",
  BAD_SCALAR_START: "text cannot begin with this character: put it into quotes",
  BLOCK_AS_IMPLICIT_KEY: "there is a second `:` in this line: put the text into quotes",
  DUPLICATE_KEY: "this name stands here twice: keep one",
  MISSING_CHAR:
    "something is not closed or separated here: look for a bracket, quote, comma or space",
  MULTIPLE_ANCHORS: "there are two anchors (`&name`) here: keep one",
  MULTIPLE_DOCS: "a second document begins here: keep one to a file",
  MULTIPLE_TAGS: "tags (`!name`) are not used here: remove them",
  NON_STRING_KEY: "a name has to be text, not a list or section",
  RESOURCE_EXHAUSTION: tooMuch,
  TAB_AS_INDENT: "a tab cannot indent YAML: use spaces",
  TAG_RESOLVE_FAILED: "tags (`!name`) are not used here: remove it",
};

/** Counted first, because every look at what an alias means walks the document. */
function aliasProblems(document: YamlDocument): Found[] {
  let count = 0;
  visit(document, {
    Alias() {
      count++;
    },
  });
  if (count > mostAliases) return [[0, tooMuch]];
  const found: Found[] = [];
  visit(document, {
    Alias(_key, alias, ancestors) {
      const target = alias.resolve(document);
      const at = alias.range?.[0] ?? 0;
      if (target === undefined) {
        found.push([at, "no anchor (`&name`) of that name stands before this alias"]);
      } else if (ancestors.includes(target)) {
        found.push([at, "this alias stands inside of what it means"]);
      }
    },
  });
  return found;
}

function offsetOf(document: YamlDocument, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number") {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isAlias(node) || isMap(node) || isScalar(node) || isSeq(node)
    ? node.range?.[0]
    : undefined;
}
