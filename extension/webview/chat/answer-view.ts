// The answer of one turn on screen: Markdown that grows, and the reasoning beside it as plain text. It takes the whole text
// each time and works out what is new, so that a replay over the same answer costs nothing.

import type { IdleQueue } from "../markdown/idle.ts";
import { MarkdownStream } from "../markdown/stream.ts";
import type { TurnView } from "../messages.ts";

export class AnswerView {
  readonly element = document.createElement("div");
  readonly reasoning = document.createElement("div");
  readonly #idle: IdleQueue;
  #stream: MarkdownStream;
  #answer = "";
  #reasoning = "";
  #isFinished = false;
  #wasActive = false;
  #frame: number | undefined;

  readonly #onFinished: () => void;

  /** `onFinished` hears of an answer that was seen growing and is now complete on screen. */
  constructor(idle: IdleQueue, onFinished: () => void) {
    this.#idle = idle;
    this.#onFinished = onFinished;
    this.element.className = "answer";
    this.element.dataset.testid = "answer";
    this.reasoning.className = "reasoning-text";
    this.#stream = new MarkdownStream(this.element, idle);
  }

  get codeBlockCount(): number {
    return this.#stream.codeBlockCount;
  }

  /** Shows the turn as it is now. The first words appear at once, later ones with the next frame. */
  show(turn: TurnView, isActive: boolean): void {
    if (!turn.answer.startsWith(this.#answer) || (this.#isFinished && isActive)) this.#restart();
    this.#showReasoning(turn.reasoning);
    const isFirst = this.#answer === "";
    const added = turn.answer.slice(this.#answer.length);
    this.#answer = turn.answer;
    this.#stream.append(added);
    const isEnding = !isActive && !this.#isFinished;
    this.#isFinished = !isActive;
    this.#wasActive ||= isActive;
    if (isFirst && isActive) this.#flush();
    else if (added !== "" || isEnding) this.#schedule();
  }

  dispose(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #flush(): void {
    if (!this.#stream.flush()) {
      this.#schedule();
      return;
    }
    if (!this.#isFinished) return;
    this.#stream.finish();
    if (this.#wasActive) this.#onFinished();
    this.#wasActive = false;
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#flush();
    });
  }

  #restart(): void {
    this.element.replaceChildren();
    this.#stream = new MarkdownStream(this.element, this.#idle);
    this.#answer = "";
    this.#isFinished = false;
  }

  #showReasoning(text: string): void {
    if (text === this.#reasoning) return;
    const last = this.reasoning.lastChild;
    if (last instanceof Text && text.startsWith(this.#reasoning)) {
      last.appendData(text.slice(this.#reasoning.length));
    } else {
      this.reasoning.textContent = text;
    }
    this.#reasoning = text;
  }
}
