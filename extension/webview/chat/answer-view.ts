// The answer of one turn on screen: Markdown that grows, and the reasoning beside it as plain text. A replay over the same
// answer costs nothing: only what is new is added.

import type { IdleQueue } from "../markdown/idle.ts";
import { MarkdownStream } from "../markdown/stream.ts";
import type { TurnView } from "../messages.ts";
import { type FrameQueue, frameBudgetMs } from "./frame-queue.ts";

/** A little less than the host's batches, so that each is drawn as it comes; text that comes faster is drawn together. */
const cadenceMs = 60;

export class AnswerView {
  readonly element = document.createElement("div");
  readonly reasoning = document.createElement("div");
  readonly #idle: IdleQueue;
  readonly #frames: FrameQueue;
  #stream: MarkdownStream;
  #answer = "";
  #reasoning = "";
  #isFinished = false;
  #wasActive = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flushedAtMs = Number.NEGATIVE_INFINITY;

  readonly #onFinished: () => void;

  /** `onFinished` hears of an answer that was seen growing and is now complete on screen. */
  constructor(queues: { idle: IdleQueue; frames: FrameQueue }, onFinished: () => void) {
    this.#idle = queues.idle;
    this.#frames = queues.frames;
    this.#onFinished = onFinished;
    this.element.className = "answer";
    this.element.dataset.testid = "answer";
    this.reasoning.className = "reasoning-text";
    this.#stream = new MarkdownStream(this.element, queues.idle);
  }

  get codeBlockCount(): number {
    return this.#stream.codeBlockCount;
  }

  /** Adds a delta to a turn that is shown already. The first words appear at once, later ones within the cadence. */
  grow(turn: TurnView, delta: { text: string; reasoning: string }): void {
    // The whole answer is a chain of its pieces; comparing it here would copy it for each delta.
    this.#answer = turn.answer;
    this.#reasoning = turn.reasoning;
    if (delta.reasoning !== "") this.reasoning.append(delta.reasoning);
    if (delta.text === "") return;
    this.#stream.append(delta.text);
    this.#wasActive = true;
    if (this.#timer !== undefined) return;
    const waitMs = this.#flushedAtMs + cadenceMs - performance.now();
    if (waitMs <= 0) this.#flushNow();
    else this.#timer = setTimeout(() => this.#flushNow(), waitMs);
  }

  /** Shows the turn as it is now, whatever was shown before. */
  show(turn: TurnView, isActive: boolean): void {
    if (!turn.answer.startsWith(this.#answer) || (this.#isFinished && isActive)) this.#restart();
    this.#showReasoning(turn.reasoning);
    const added = turn.answer.slice(this.#answer.length);
    this.#answer = turn.answer;
    this.#stream.append(added);
    const isEnding = !isActive && !this.#isFinished;
    this.#isFinished = !isActive;
    this.#wasActive ||= isActive;
    if (added !== "" || isEnding) this.#frames.add(this.#flush);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#frames.remove(this.#flush);
  }

  #flushNow(): void {
    this.#timer = undefined;
    if (!this.#flush(performance.now() + frameBudgetMs)) this.#frames.add(this.#flush);
  }

  readonly #flush = (deadlineMs: number): boolean => {
    this.#flushedAtMs = performance.now();
    if (!this.#stream.flush(deadlineMs)) return false;
    if (!this.#isFinished) return true;
    this.#stream.finish();
    if (this.#wasActive) this.#onFinished();
    this.#wasActive = false;
    return true;
  };

  #restart(): void {
    this.element.replaceChildren();
    this.#stream = new MarkdownStream(this.element, this.#idle);
    this.#answer = "";
    this.#isFinished = false;
  }

  #showReasoning(text: string): void {
    if (text !== this.#reasoning) this.reasoning.textContent = text;
    this.#reasoning = text;
  }
}
