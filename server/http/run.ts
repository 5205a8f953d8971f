// One exchange under way, as its steps hand it on: the client, the request, its entry in the audit, and what is known so far
// of how it goes.
import type { Entry, RequestEnd } from "../audit/entry.ts";
import type { DataRoute } from "../routes/data-routes.ts";
import type { Client } from "./client.ts";
import type { Parts } from "./parts.ts";
import type { HeaderList } from "./pass-headers.ts";
import type { PhaseTimer } from "./phase-timer.ts";
import type { Query, Wanted } from "./query.ts";

export type Run = {
  readonly id: string;
  /** On the clock that only goes forward. */
  readonly startedAt: number;
  readonly parts: Parts;
  readonly route: DataRoute;
  readonly client: Client;
  readonly entry: Entry;
  readonly facts: Query["facts"];
  /** Its body was complete. */
  readonly receivedAt: number;
  /** From there to an upstream, waiting left out. */
  forwardOverheadMs?: number | undefined;
  readonly timer: PhaseTimer;
  /** The client sees nothing before. */
  isDurable: boolean;
  /** It went to an upstream. */
  wasSent: boolean;
  /** What the final record will say, as far as it is known. */
  readonly told: Told;
};

export type Told = Omit<Partial<RequestEnd>, "at" | "outcome" | "status" | "error" | "totalMs">;

export type Serving = {
  run: Run;
  wanted: Wanted;
  /** Sends the headers unless a long wait has sent them; from then on no comments are sent. */
  begin(status: number, headers: HeaderList): void;
};
