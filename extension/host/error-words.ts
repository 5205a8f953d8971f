// The two sentences of a failed request in the language of the editor: what happened and what to do. The codes, the English
// sentences and what stands for their `{detail}` are core's.

import { ModelError, modelErrors, unknownDetail } from "../../core/model/errors.ts";
import { spokenLanguage, t } from "../words.ts";
import type { SetupError } from "./setup-error.ts";

export type ErrorWords = { summary: string; remedy: string };

export function errorWords(error: ModelError | SetupError): ErrorWords {
  if (!(error instanceof ModelError)) return { summary: error.summary, remedy: error.remedy };
  const { message, remedy } = modelErrors[error.code];
  const summary = t(message.replace("{detail}", "{0}"), detailOf(error)).trim();
  return { summary, remedy: t(remedy) };
}

/** Both in a row, as `message` has them in English. */
export function errorText(error: ModelError | SetupError): string {
  const { summary, remedy } = errorWords(error);
  return `${summary} ${remedy}`;
}

/** A server's own words stay as they are. */
function detailOf({ code, detail, waitedMs }: ModelError): string {
  if (waitedMs !== undefined) return durationWords(waitedMs);
  return detail === unknownDetail(code) ? t(detail) : detail;
}

function durationWords(durationMs: number): string {
  const minutes = durationMs / 60_000;
  if (minutes >= 2 && Number.isInteger(minutes)) return t("{0} minutes", minutes);
  const seconds = Math.round(durationMs / 100) / 10;
  const written = seconds.toLocaleString(spokenLanguage());
  return seconds === 1 ? t("{0} second", written) : t("{0} seconds", written);
}
