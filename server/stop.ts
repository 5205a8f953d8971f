// Tells the steps of a request that nobody wants it any more, as an AbortSignal would. A request has one of these instead: its
// steps need nothing of an EventTarget, which takes 1.5 kB and its listeners' time. It does not know why anybody stops.

/** What a step asks of an AbortSignal, which is one. */
export type StopSignal = {
  readonly aborted: boolean;
  /** Once it is aborted. */
  readonly reason: Error;
  addEventListener(event: "abort", listener: () => void, options?: { once: boolean }): void;
  removeEventListener(event: "abort", listener: () => void): void;
};

export class Stop implements StopSignal {
  aborted = false;
  reason!: Error;
  readonly #listeners: (() => void)[] = [];

  /** The first time counts. */
  abort(reason: Error): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (let next = this.#listeners.shift(); next; next = this.#listeners.shift()) next();
  }

  addEventListener(_event: "abort", listener: () => void): void {
    if (!this.aborted) this.#listeners.push(listener);
  }

  removeEventListener(_event: "abort", listener: () => void): void {
    const at = this.#listeners.indexOf(listener);
    if (at !== -1) this.#listeners.splice(at, 1);
  }
}
