// Every failure that a measurement expects, as one sentence with the next step, for whoever starts one: the command or the
// evaluation process. Knows nothing of how they end.
import { ModelError, modelErrors } from "../../core/model/errors.ts";
import { OracleError } from "../cases/oracle.ts";
import { SuiteError } from "../cases/suite-error.ts";
import { plainText } from "../report/plain-line.ts";
import { RepositoryError } from "../repository/repository-error.ts";
import { SandboxError } from "../sandbox/sandbox.ts";
import { NoModel } from "./open-endpoint.ts";
import { EndpointLost } from "./run.ts";
import { RunStoreError } from "./run-files.ts";
import { AskFailure } from "./subject.ts";

/** What to do next, by code, where the editor's way of doing it does not help. */
export type Remedies = Partial<Record<string, string>>;

const expected = [
  SuiteError,
  OracleError,
  RunStoreError,
  RepositoryError,
  SandboxError,
  ModelError,
  NoModel,
  AskFailure,
  EndpointLost,
];

export function isExpectedFailure(error: unknown): error is Error {
  return expected.some((kind) => error instanceof kind);
}

/** Servers write parts of it: nothing in it may steer a terminal. */
export function failureSentence(error: Error, remedies: Remedies = {}): string {
  if (error instanceof ModelError) {
    return plainText(`${error.summary} ${remedyOf(error.code, remedies)}`);
  }
  if (error instanceof AskFailure || error instanceof EndpointLost) {
    return plainText(`${error.message} ${remedyOf(error.code, remedies)}`);
  }
  return plainText(error.message);
}

/** `internal` for what nobody expects. */
export function failureCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "internal";
}

/** Empty where nothing is known to do. */
export function remedyOf(code: string, remedies: Remedies): string {
  const known: Partial<Record<string, { remedy: string }>> = modelErrors;
  return remedies[code] ?? known[code]?.remedy ?? "";
}
