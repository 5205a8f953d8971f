// What the simulated model tells about changes, problems and failed commands: only what their own text shows, and what it
// knows of the sample workspace. It quotes and counts.

import { fence } from "../../../core/chat/fence.ts";
import { type Defect, defects, functionsIn, isPresent } from "./sample-defects.ts";
import { sampleFiles, sampleText } from "./sample-texts.ts";
import { blocksIn, type TurnParts } from "./turn-parts.ts";

/** A commit message from the names and lines of a diff. */
export function commitMessage({ parts }: TurnParts): string {
  const diff = parts
    .filter(({ heading }) => /^(?:Staged|Unstaged) changes$/.test(heading))
    .flatMap(({ blocks }) => blocks.map(({ code }) => code))
    .join("\n");
  const files = filesIn(diff);
  const [first] = files;
  if (first === undefined) return "There are no changes to write a message for.";
  const mended = defects.filter((defect) => isMendedBy(defect, diff));
  const message =
    mended.length > 0
      ? [
          subjectOfFix(mended),
          "",
          ...mended.flatMap(({ path, name }) => wrapped(sampleText(path, `${name}: fix`))),
        ]
      : [
          subjectOf(files),
          "",
          ...files.map(({ path, added, removed }) => `- ${ended(path)}: +${added} -${removed}`),
        ];
  return fence(message.join("\n"), "");
}

type ChangedFile = {
  path: string;
  added: number;
  removed: number;
  kind: "add" | "remove" | "update";
};

function filesIn(diff: string): ChangedFile[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith("diff --git "))
    .map((part) => {
      const count = (pattern: RegExp) => [...part.matchAll(pattern)].length;
      return {
        path: / b\/(.*)$/m.exec(part)?.[1] ?? "",
        added: count(/^\+(?!\+\+ )/gm),
        removed: count(/^-(?!-- )/gm),
        kind: /^new file/m.test(part) ? "add" : /^deleted file/m.test(part) ? "remove" : "update",
      };
    });
}

const maxSubject = 72;

function subjectOf(files: readonly ChangedFile[]): string {
  const kinds = new Set(files.map(({ kind }) => kind));
  const [kind = "update"] = kinds.size === 1 ? kinds : [];
  const type = kind === "add" ? "feat" : "chore";
  const name = nameOf(files[0]?.path ?? "");
  const more = files.length - 1;
  const others = more === 0 ? "" : ` and ${more} more file${more === 1 ? "" : "s"}`;
  const subject = `${type}: ${kind} ${name}${others}`;
  return subject.length <= maxSubject
    ? subject
    : `${type}: ${kind} ${files.length === 1 ? "a file" : `${files.length} files`}`;
}

/** The end of a path says more than its beginning. */
function ended(path: string): string {
  return path.length <= 50 ? path : `…${path.slice(-49)}`;
}

function subjectOfFix(mended: readonly Defect[]): string {
  const [first, ...others] = mended;
  const scope = nameOf(first?.path ?? "").replace(/\..*$/, "");
  const what =
    others.length === 0 ? `correct ${first?.name}` : `correct ${mended.length} functions`;
  return `fix(${scope}): ${what}`;
}

/** Only lines that a diff takes away and puts in; the rest of a defect may stand around them. */
function isMendedBy({ wrong, right }: Defect, diff: string): boolean {
  const lines = (mark: string) => diff.split("\n").filter((line) => line.startsWith(mark));
  const wrongLine = wrong.split("\n")[0] ?? "";
  const rightLine = right.split("\n").find((line) => !wrong.includes(line.trim())) ?? right;
  const isIn = (text: string, mark: string) =>
    lines(mark).some((line) => line.includes(text.trim()));
  return isIn(rightLine, "+") && (isIn(wrongLine, "-") || diff.includes(wrongLine.trim()));
}

function wrapped(text: string): string[] {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    const line = `${lines[last]} ${word}`.trim();
    if (line.length > maxSubject) lines.push(word);
    else lines[last] = line;
  }
  return lines;
}

/** The first problem that is reported, and the defect it may come from. */
export function problemExplained({ parts }: TurnParts): string {
  const reported = parts.find(({ heading }) =>
    heading.startsWith("Problems the editor reports in "),
  );
  const [, line, message] =
    /^- line (\d+), (?:error|warning|information|hint)[^:]*: (.*)$/m.exec(
      reported?.lines.join("\n") ?? "",
    ) ?? [];
  if (reported === undefined || line === undefined || message === undefined) {
    return "The editor reports no problem here.";
  }
  const path = reported.heading.slice("Problems the editor reports in ".length);
  const code = parts.flatMap(({ blocks }) => blocks.map((block) => block.code)).join("\n");
  const known = functionsIn(code).filter((defect) => isPresent(defect, code));
  const lead = `The editor reports in \`${path}:${line}\`: ${message}`;
  if (known.length === 0) return `${lead}\n\n${sampleText(undefined, "")}`;
  return `${lead}\n\nWhat I know of the code that stands there:\n\n${findings(known)}`;
}

const sign =
  /\b(?:error|failed|failure|exception|panic|traceback|not found|no such|cannot|denied|fatal)\b/i;

/** The first line that speaks of a failure, and the defects of the sample functions that the output names. */
export function failureExplained({ parts }: TurnParts): string {
  const terminal = parts.find(({ heading }) => heading.startsWith("Terminal: "));
  if (terminal === undefined) return "I was shown no output of a terminal.";
  const text = terminal.lines.join("\n");
  const command = /^Command:\n/m.test(text) ? blocksIn(terminal.lines)[0]?.code : undefined;
  const exitCode = /^Exit code: (-?\d+)$/m.exec(text)?.[1];
  const output = terminal.blocks.at(-1)?.code ?? "";
  const line = output.split("\n").find((each) => sign.test(each));
  const named = defects.filter(
    ({ name, path }) => output.includes(name) || output.includes(path.replace(/^.*\//, "")),
  );
  return [
    `${command === undefined ? "The command" : `\`${command}\``} ended${exitCode === undefined ? "" : ` with exit code ${exitCode}`}.`,
    line === undefined
      ? "No line of its output speaks of a failure."
      : `The first line that matters:\n\n${fence(line, "")}`,
    named.length === 0
      ? `I am the simulated endpoint and know only ${sampleFiles.join(", ")}.`
      : `It names code of the sample workspace:\n\n${findings(named)}`,
  ].join("\n\n");
}

function findings(known: readonly Defect[]): string {
  return known
    .map(
      ({ severity, path, name }) =>
        `- **${severity}** \`${path}\`: ${sampleText(path, `${name}: finding`)}`,
    )
    .join("\n");
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
