// What a step of a probe found, in the language of the editor. What is tried and how it is judged is core's.

import type { Finding } from "../../core/model/finding.ts";
import { spokenLanguage, t } from "../words.ts";
import { type ErrorWords, errorWords } from "./error-words.ts";

/** The remedy is left out where there is nothing to mend. */
export type FindingWords = Pick<ErrorWords, "summary"> & Partial<ErrorWords>;

export function findingWords(finding: Finding): FindingWords {
  const { about, remedy } = finding;
  const summary = about === undefined ? summaryOf(finding) : `${about}: ${summaryOf(finding)}`;
  return { summary, ...(remedy === undefined ? {} : { remedy: t(remedy) }) };
}

function summaryOf({ summary, words, error }: Finding): string {
  if (words !== undefined) return t(words.text, ...words.values.map(written));
  return error === undefined ? summary : errorWords(error).summary;
}

function written(value: string | number): string {
  return typeof value === "number" ? value.toLocaleString(spokenLanguage()) : value;
}
