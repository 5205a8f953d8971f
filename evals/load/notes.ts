// Sentences that hold for a whole load test: how it was measured and what its figures do not say. Pure.
import { percent, tokensPerSecond } from "../../core/figures/figure-text.ts";
import { isForLatency } from "../../core/figures/latency-row.ts";
import {
  type CacheMode,
  cacheModes,
  type LoadHeader,
  type LoadRow,
  type PromptSource,
} from "../../core/protocol/load-test.ts";
import { type RowPlan, rowLabel } from "./load-plan.ts";

export type Measured = {
  header: LoadHeader;
  rows: readonly LoadRow[];
  /** Rows that do not fit into the context window. */
  leftOut: readonly RowPlan[];
};

const promptNotes: Readonly<Record<PromptSource, string>> = {
  "tokenized text":
    "Prompts are code-like text, cut by the server's own tokenizer to exactly the asked number of tokens.",
  "random token ids":
    "Prompts are random token ids, because the server does not tokenize: exact in length, but not what anybody asks, which may change how experts and speculative decoding perform.",
  "chat text":
    "Prompts are chat messages, because the server takes no token ids: their length is approximate, and all begin with the same chat template.",
};

const cacheNotes: Readonly<Record<CacheMode, string>> = {
  cold: "In a cold row each prompt begins with tokens that no other has.",
  warm: "In a warm row all prompts are the same, and it was sent before: its TTFT is that of a prompt which the server knows.",
};

export function notesOf({ header, rows, leftOut }: Measured): string[] {
  return [
    ...(header.endpoint.isSimulated
      ? ["The endpoint is simulated: nothing here says anything about a model or its hardware."]
      : []),
    promptNotes[header.promptSource],
    ...cacheModes
      .filter((mode) => rows.some(({ cache }) => cache === mode))
      .map((mode) => cacheNotes[mode]),
    lengthNote(header, rows),
    ...openNotes(rows),
    ...wallNotes(rows),
    ...chunkNotes(rows),
    ...comparisonNotes(header, rows),
    ...declaredNotes(header),
    ...(leftOut.length === 0
      ? []
      : [
          `Not asked, because ${header.endpoint.contextWindow} tokens of context are too few: ${leftOut.map(rowLabel).join("; ")}.`,
        ]),
  ];
}

function lengthNote({ forcesLength }: LoadHeader, rows: readonly LoadRow[]): string {
  if (!forcesLength) {
    return "The server does not take ignore_eos and min_tokens: answers end where the model ends them, at the asked length at the latest.";
  }
  return rows.some(({ wrongLength }) => wrongLength > 0)
    ? "The server takes ignore_eos and min_tokens and does not always heed them: not every answer has the asked length."
    : "Every answer is forced to the asked length.";
}

function openNotes(rows: readonly LoadRow[]): string[] {
  return rows.some(({ load }) => load.kind === "open")
    ? [
        "In an open loop times count from the moment a request was due: what the generator comes late is in them.",
      ]
    : [];
}

/** By how much the two figures differ, where that is most. */
function wallNotes(rows: readonly LoadRow[]): string[] {
  const gaps = rows
    .filter((row) => !isForLatency(row))
    .flatMap((row) => {
      const { steadyTokensPerSecond: steady, outputTokensPerSecond: wall } = row;
      return steady === undefined || wall === undefined ? [] : [{ row, steady, wall }];
    });
  const [fastest] = gaps.sort((left, right) => right.steady - left.steady);
  const meaning =
    "Wall-clock throughput contains ramp, drain and every TTFT; the steady figure counts only while all streams of a row decode";
  if (fastest === undefined) return [];
  const { row, steady, wall } = fastest;
  return [
    `${meaning}. At ${rowLabel(row)}: ${tokensPerSecond(wall)} against ${tokensPerSecond(steady)} steady, ${percent(Math.max(0, 1 - wall / steady))} less.`,
  ];
}

/** From here on a chunk is visibly not a token. */
const oneTokenAChunk = 1.05;

function chunkNotes(rows: readonly LoadRow[]): string[] {
  const most = Math.max(0, ...rows.map(({ tokensPerChunk = 0 }) => tokensPerChunk));
  return most > oneTokenAChunk
    ? [
        `A chunk brings up to ${most.toFixed(1)} tokens: gaps are between chunks, not between tokens.`,
      ]
    : [];
}

function comparisonNotes({ profile }: LoadHeader, rows: readonly LoadRow[]): string[] {
  const notes: string[] = [];
  if (profile === "inferencemax") {
    notes.push(
      "These are the shapes that InferenceMAX publishes; they do not compare with the published grid, nor with its results where the prefix cache, lengths or chunks were set differently.",
    );
  }
  if (rows.some(({ published }) => published.some(({ what }) => what !== "ttftMs"))) {
    notes.push(
      "Beside published throughput stands the steady figure where there is one: the published rates are those of decoding.",
    );
  }
  return notes;
}

function declaredNotes({ hardware, server }: LoadHeader): string[] {
  const declared = [
    ...(hardware === undefined ? [] : ["hardware"]),
    ...(server?.maxNumSeqs === undefined ? [] : ["max-num-seqs"]),
  ];
  return declared.length === 0
    ? []
    : [`Declared by the person who ran it, and not checked: ${declared.join(" and ")}.`];
}
