// The load test that belongs to an evaluation: its plan and its endpoint are those of the run.
import { ModelError } from "../../core/model/errors.ts";
import type { LoadEvent, LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import {
  interruptedLoadTest,
  type PreparedLoadTest,
  prepareLoadTest,
  runLoadTest,
} from "../load/run-load-test.ts";
import { loadPlanOf } from "./plan.ts";
import type { RunStore } from "./run-store.ts";

/** @throws ModelError when not a single row could be measured, NoModel, or the signal's reason when aborted */
export type LoadStep = (emit: (event: LoadEvent) => void, signal: AbortSignal) => Promise<LoadTest>;

/** The endpoint is looked at only when it is due, because what else runs on it is part of the result. */
export function loadStep({ id, run }: RunStore, apiKey: string | undefined): LoadStep {
  const { endpoint, header } = run;
  const { profile, seed, hardware } = header;
  return async (emit, signal) => {
    const request = {
      id,
      endpoint: { ...endpoint, ...(apiKey === undefined ? {} : { apiKey }) },
      plan: loadPlanOf(profile),
      seed,
      ...(hardware === undefined ? {} : { hardware }),
    };
    return asFarAsItGoes(await prepareLoadTest(request, signal), emit, signal);
  };
}

/** An endpoint that gives up keeps the rows it bore. */
async function asFarAsItGoes(
  prepared: PreparedLoadTest,
  emit: (event: LoadEvent) => void,
  signal: AbortSignal,
): Promise<LoadTest> {
  const rows: LoadRow[] = [];
  const collect = (event: LoadEvent) => {
    if (event.kind === "load-row") rows.push(event.row);
    emit(event);
  };
  try {
    return await runLoadTest(prepared, collect, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ModelError) || rows.length === 0) throw error;
    return interruptedLoadTest(prepared, rows);
  }
}
