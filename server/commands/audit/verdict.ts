// What a verification comes to, in one line for people and as a document for programs. It does not know how it was found.

import type { Problem } from "../../audit/tools/problems.ts";
import type { Verification } from "../../audit/tools/verify.ts";
import type { ExportVerification } from "../../audit/tools/verify-export.ts";
import { plural, sizeText, timeText, visible } from "./results.ts";

export type Verdict = {
  document: {
    schemaVersion: 1;
    verdict: "anchored" | "not-anchored" | "broken";
    problems: readonly Problem[];
    problemCount: number;
    [figure: string]: unknown;
  };
  text: string;
};

export function logsVerdict(found: Verification): Verdict {
  const { anchored, problems, problemCount } = found;
  const isAnchored = anchored !== undefined && anchored.records > 0;
  const verdict = problemCount > 0 ? "broken" : isAnchored ? "anchored" : "not-anchored";
  const at = anchored?.at === undefined ? "" : `, the newest of ${timeText(anchored.at)}`;
  const line =
    verdict === "broken"
      ? problemText(problems, problemCount)
      : verdict === "anchored"
        ? `consistent, anchored at ${plural(anchored?.records ?? 0, "record")}${at}`
        : "consistent, not anchored";
  return {
    document: {
      schemaVersion: 1,
      verdict,
      ...(anchored === undefined ? {} : { anchored }),
      records: found.records,
      payloadBytes: found.payloadBytes,
      destroyed: found.destroyed,
      ...(found.destroyedBy === undefined ? {} : { destroyedBy: found.destroyedBy }),
      abandoned: found.abandoned,
      open: found.open,
      unsigned: found.unsigned,
      logs: found.logs.map(
        ({ log, size, root, signed, problems: ofLog, anchored: anchoredSize }) => ({
          log,
          size,
          root: root.toString("base64"),
          signed,
          problems: ofLog,
          ...(anchoredSize === undefined ? {} : { anchored: anchoredSize }),
        }),
      ),
      problems,
      problemCount,
    },
    text: [line, ...whereElse(found), ...figures(found)].join("\n"),
  };
}

export function exportVerdict(found: ExportVerification, isKeyKnown: boolean): Verdict {
  const { records, anchored, leftOut, problems, problemCount } = found;
  const isAnchored = anchored !== undefined && anchored > 0;
  const verdict = problemCount > 0 ? "broken" : isAnchored ? "anchored" : "not-anchored";
  const line =
    verdict === "broken"
      ? problemText(problems, problemCount)
      : isAnchored
        ? `consistent, anchored at ${plural(anchored, "record")}`
        : "consistent, not anchored";
  const trust = isKeyKnown
    ? []
    : ["Signed by the key that the file itself names: give the one you know with --public-key."];
  const missing =
    leftOut.length === 0 ? [] : [visible(`Left out, because it is damaged: ${leftOut.join(", ")}`)];
  return {
    document: {
      schemaVersion: 1,
      verdict,
      records,
      leftOut,
      ...(anchored === undefined ? {} : { anchored: { records: anchored } }),
      problems,
      problemCount,
    },
    text: [line, `${plural(records, "record")} with proofs`, ...missing, ...trust].join("\n"),
  };
}

function problemText(problems: readonly Problem[], count: number): string {
  const lines = problems.map(({ kind, log, position, message }) => {
    const place = [log ?? "", position === undefined ? "" : `record ${position}`];
    return `- ${[place.filter(Boolean).join(", "), `${kind}: ${message}`].filter(Boolean).join(": ")}`;
  });
  const rest = count - problems.length;
  if (rest > 0) lines.push(`- and ${rest} more`);
  return visible(`NOT what was signed: ${plural(count, "problem")}\n${lines.join("\n")}`);
}

/** Where something is broken: what is not, and what was said of it before. */
function whereElse({ logs, abandoned, problemCount }: Verification): string[] {
  const whole = logs.filter(({ problems }) => problems === 0).map(({ log }) => log);
  const lines: string[] = [];
  if (problemCount > 0 && whole.length > 0) lines.push(`Consistent: ${whole.join(", ")}`);
  if (abandoned.length > 0) {
    lines.push(visible(`Given up on record, and another one begun: ${abandoned.join(", ")}`));
  }
  return lines;
}

function figures({ records, logs, payloadBytes, open, unsigned, ...found }: Verification) {
  const lines = [
    `${plural(records, "record")} in ${plural(logs.length, "log")}, ${sizeText(payloadBytes)} of queries and answers`,
  ];
  const { destroyed, destroyedBy = { retention: 0, erasure: 0 } } = found;
  const { retention, erasure } = destroyedBy;
  if (retention > 0) lines.push(`${plural(retention, "payload")} destroyed by retention`);
  if (erasure > 0) lines.push(`${plural(erasure, "payload")} destroyed by an erasure`);
  if (retention + erasure === 0 && destroyed > 0) {
    lines.push(`${plural(destroyed, "payload")} not there any more`);
  }
  if (open > 0)
    lines.push(
      `${plural(open, "request")} without an end: being answered, or a gateway has to start to say how they ended`,
    );
  if (unsigned > 0) lines.push(`${plural(unsigned, "record")} newer than the last signed head`);
  return lines;
}
