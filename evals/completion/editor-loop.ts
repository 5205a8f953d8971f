// Drives a pipeline as VS Code drives a provider of inline completions: every edit is told at once, cancels the call that
// is still open, and asks anew once nothing was typed for 50 ms. Keeps a record of all of it and judges nothing.
import type { Cursor } from "../../core/completion/cursor.ts";
import { createShownCounter, shownAfterMs } from "../../core/completion/judges/shown.ts";
import type { Completion, Pipeline } from "../../core/completion/pipeline.ts";
import { type SetTimer, setSystemTimer } from "../../core/model/inactivity.ts";

export type EditRecord = {
  /** Unix time in milliseconds with fractions. */
  atMs: number;
  text: string;
  /** How long the pipeline kept the thread when it was told. */
  syncMs: number;
};

export type CallRecord = {
  askedAtMs: number;
  /** How many edits had been made. */
  editsBefore: number;
  /** How long the pipeline kept the thread before it gave its promise. */
  syncMs: number;
  /** Until the answer, whatever it was. */
  tookMs?: number;
  outcome?: "returned" | "nothing" | "cancelled";
  completion?: Completion;
};

export type EditorLoop = {
  edits: EditRecord[];
  calls: CallRecord[];
  /** Ids of the suggestions that were shown, as core/completion/judges/shown.ts defines it. */
  shown: number[];
  /** Results that stood for as long as that, whether they were new or the rest of one that is typed through. */
  readonly stood: number;
  /** Types text at the cursor. */
  type(text: string): void;
  /** Resolves when the last call is answered and what it brought has been seen. */
  settled(): Promise<void>;
  dispose(): void;
};

export type EditorLoopOptions = {
  pipeline: Pick<Pipeline, "complete" | "documentChanged">;
  path: string;
  languageId: string;
  before: string;
  behind: string;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  wallClock: () => number;
  setTimer?: SetTimer;
};

/** VS Code's `InlineCompletionsDebounce`, which a stable extension cannot change. */
const debounceMs = 50;
/** As much of the document as an editor hands over; the pipeline takes from it what fits its prompt. */
const mostCharacters = 100_000;
const documentId = "replayed";

export function openEditorLoop(options: EditorLoopOptions): EditorLoop {
  const { pipeline, path, languageId, behind, now, wallClock } = options;
  const setTimer = options.setTimer ?? setSystemTimer;
  const edits: EditRecord[] = [];
  const calls: CallRecord[] = [];
  const shown: number[] = [];
  const counter = createShownCounter({ now, setTimer, onShown: (id) => shown.push(id) });
  const suffix = behind.slice(0, mostCharacters);
  const failures: unknown[] = [];
  let text = options.before;
  let offset = text.length;
  /** What stands as ghost text and how much of it is left to type. */
  let stood = 0;
  let cancelStanding = () => {};
  let visible: { id: number; rest: string } | undefined;
  let cancelDebounce = () => {};
  let asked: { controller: AbortController; answered: Promise<void> } | undefined;

  const cursor = (): Cursor => ({ documentId, path, languageId, prefix: text, suffix, offset });
  const ask = () => {
    const controller = new AbortController();
    const call: CallRecord = { askedAtMs: wallClock(), editsBefore: edits.length, syncMs: 0 };
    calls.push(call);
    const wanted = { cursor: cursor(), trigger: "automatic", askedAtMs: now() } as const;
    const answer = pipeline.complete(wanted, controller.signal);
    call.syncMs = now() - wanted.askedAtMs;
    const answered = answer
      .then(
        (completion) => take(call, completion, controller.signal),
        (error: unknown) => {
          if (controller.signal.aborted) call.outcome = "cancelled";
          else failures.push(error);
        },
      )
      .finally(() => {
        call.tookMs = now() - wanted.askedAtMs;
      });
    asked = { controller, answered };
  };
  const take = (call: CallRecord, completion: Completion | undefined, { aborted }: AbortSignal) => {
    call.outcome = aborted ? "cancelled" : completion === undefined ? "nothing" : "returned";
    if (completion !== undefined) call.completion = completion;
    if (aborted) return;
    cancelStanding();
    if (completion === undefined) {
      supersede();
      return;
    }
    visible = { id: completion.id, rest: completion.text };
    cancelStanding = setTimer(() => {
      stood += 1;
    }, shownAfterMs);
    counter.returned(completion.id);
  };
  const supersede = () => {
    visible = undefined;
    cancelStanding();
    counter.superseded();
  };
  return {
    edits,
    calls,
    shown,
    get stood() {
      return stood;
    },
    type(inserted) {
      const edit = { documentId, offset, removedLength: 0, inserted };
      const atMs = wallClock();
      text = (text + inserted).slice(-mostCharacters);
      offset += inserted.length;
      const behindEdit = cursor();
      const toldAtMs = now();
      pipeline.documentChanged(edit, behindEdit);
      edits.push({ atMs, text: inserted, syncMs: now() - toldAtMs });
      if (visible?.rest.startsWith(inserted)) {
        visible = { id: visible.id, rest: visible.rest.slice(inserted.length) };
      } else {
        supersede();
      }
      asked?.controller.abort(new DOMException("Another key was pressed.", "AbortError"));
      cancelDebounce();
      cancelDebounce = setTimer(ask, debounceMs);
    },
    async settled() {
      await new Promise<void>((resolve) => setTimer(resolve, debounceMs + 1));
      await asked?.answered;
      // A pipeline keeps what goes wrong to itself; an error that comes out of it is a defect.
      if (failures.length > 0) throw failures[0];
      await new Promise<void>((resolve) => setTimer(resolve, debounceMs * 3));
    },
    dispose() {
      cancelDebounce();
      asked?.controller.abort(new DOMException("The editor was closed.", "AbortError"));
      counter.dispose();
    },
  };
}
