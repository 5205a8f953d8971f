// Keeps the circuit of one upstream: asks whether it is well every few seconds, hears how requests went, and tells when it
// opens and closes. It does not know what the upstream serves.
import type { SetTimer } from "../../core/model/inactivity.ts";
import { type CircuitState, createCircuit } from "./circuit.ts";
import type { UpstreamEvent } from "./upstream-event.ts";

export type HealthWatch = {
  /** Resolves after the first check, whatever came of it. */
  readonly checked: Promise<void>;
  state(): CircuitState;
  report(result: "ok" | "failed"): void;
};

type Watching = {
  name: string;
  /** Undefined when it is well; otherwise a status or a code. */
  trouble(): Promise<string | undefined>;
  /** It was well just now, and the watch waits for what is done about it. */
  onWell(): Promise<void>;
  /** Its circuit is not open any more. */
  onBack(): void;
  onChange(): void;
  onEvent(event: UpstreamEvent): void;
  setTimer: SetTimer;
};

export function watchHealth(watching: Watching, signal: AbortSignal): HealthWatch {
  const { name, setTimer, onChange, onEvent } = watching;
  const circuit = createCircuit();
  let isChecking = false;
  let cancelTimer = () => {};
  signal.addEventListener("abort", () => cancelTimer(), { once: true });
  const schedule = () => {
    cancelTimer();
    if (!signal.aborted && !isChecking) cancelTimer = setTimer(check, circuit.waitMs);
  };
  const step = (take: () => void, reason: string) => {
    const before = circuit.state;
    take();
    const after = circuit.state;
    if (after === before) return;
    if (after === "open") onEvent({ upstream: name, what: "opened", reason });
    else onEvent({ upstream: name, what: after === "closed" ? "closed" : "half_opened" });
    if (before === "open") watching.onBack();
    if (before === "open" || after === "open") onChange();
    schedule();
  };
  const check = async () => {
    isChecking = true;
    const trouble = await watching.trouble();
    if (!signal.aborted) {
      step(() => circuit.health(trouble === undefined ? "ok" : "failed"), trouble ?? "");
      if (trouble === undefined) await watching.onWell();
    }
    isChecking = false;
    schedule();
  };
  return {
    checked: check(),
    state: () => circuit.state,
    report(result) {
      // A closed circuit hears of every request: nothing is made for it.
      if (result === "ok" && circuit.state === "closed") circuit.request(result);
      else if (!signal.aborted) step(() => circuit.request(result), "requests failed");
    },
  };
}
