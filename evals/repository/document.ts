// Puts the document together: summaries, the spread of first tokens, and what has to be said beside the figures. Pure.
import {
  type HoleResult,
  type RepositoryRun,
  repositorySchemaVersion,
} from "../../core/protocol/repository-run.ts";
import { distributionOf } from "../statistics/distribution.ts";
import { summariesOf, wasOffered } from "./summaries.ts";

export type Measured = {
  header: RepositoryRun["run"];
  planned: number;
  insufficient?: string;
  /** Known before the first question. */
  notes: readonly string[];
  compileNotes: readonly string[];
};

export function buildDocument(
  measured: Measured,
  holes: readonly HoleResult[],
  status: RepositoryRun["status"],
): RepositoryRun {
  const { header, planned, insufficient } = measured;
  const ttftMs = distributionOf(holes.flatMap((hole) => hole.ttftMs ?? []));
  return {
    schemaVersion: repositorySchemaVersion,
    run: header,
    status,
    ...(insufficient === undefined ? {} : { insufficient }),
    planned,
    summaries: insufficient === undefined ? summariesOf(holes) : [],
    ...(ttftMs === undefined ? {} : { ttftMs }),
    holes: [...holes],
    notes: [...simulated(measured), ...counts(measured, holes), ...howMeasured(measured, holes)],
  };
}

function simulated({ header: { endpoint } }: Measured): string[] {
  return endpoint.isSimulated
    ? ["Simulated: the endpoint looks its answers up in the prompt, and no model was measured."]
    : [];
}

function counts({ planned, insufficient }: Measured, holes: readonly HoleResult[]): string[] {
  const failed = holes.filter(({ failure }) => failure !== undefined).length;
  return [
    ...(insufficient === undefined && holes.length < planned
      ? [`Stopped after ${holes.length} of ${planned} holes.`]
      : []),
    ...(failed > 0 ? [`${failed} of ${holes.length} holes failed and are in no share.`] : []),
  ];
}

function howMeasured(
  { insufficient, notes, compileNotes }: Measured,
  holes: readonly HoleResult[],
): string[] {
  const kept =
    "Private: this document holds your own code. It was sent to the endpoint alone, each prompt with text of one file only.";
  if (insufficient !== undefined || holes.length === 0) return [kept, ...notes];
  const offered = holes.filter(wasOffered);
  const compiled = offered.filter(({ compiles }) => compiles !== undefined).length;
  return [
    kept,
    ...notes,
    "Holes were filled one after another; those in one file begin alike, so a server that keeps prefixes answers the later ones sooner.",
    `Compiled: ${compiled} of ${offered.length} offered answers, in files that compile without any other file.`,
    ...compileNotes,
  ];
}
