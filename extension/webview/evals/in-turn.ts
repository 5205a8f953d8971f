// A directive for tabs that hold many charts: what it wraps is made in one of the next frames, as much in each as fits into a few
// milliseconds, so that nobody waits for all of it. Once made, it follows its data at once. It knows no chart.
import { nothing } from "lit";
import { AsyncDirective, directive } from "lit/async-directive.js";

const frameMs = 6;
const waiting = new Set<InTurnDirective>();
let isScheduled = false;

class InTurnDirective extends AsyncDirective {
  #isMade = false;
  #make: () => unknown = () => nothing;

  override render(make: () => unknown): unknown {
    this.#make = make;
    if (this.#isMade) return make();
    waiting.add(this);
    schedule();
    return nothing;
  }

  override disconnected(): void {
    waiting.delete(this);
  }

  override reconnected(): void {
    if (this.#isMade) return;
    waiting.add(this);
    schedule();
  }

  takeTurn(): void {
    this.#isMade = true;
    this.setValue(this.#make());
  }
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  // The next frame has enough to do with what asked for a turn.
  requestAnimationFrame(() => requestAnimationFrame(takeTurns));
}

function takeTurns(): void {
  isScheduled = false;
  const startedMs = performance.now();
  for (const one of waiting) {
    waiting.delete(one);
    one.takeTurn();
    if (performance.now() - startedMs > frameMs) break;
  }
  if (waiting.size > 0) {
    isScheduled = true;
    requestAnimationFrame(takeTurns);
  }
}

export const inTurn = directive(InTurnDirective);
