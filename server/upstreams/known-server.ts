// What is known of one server from its own words: asked for at first, after it came back, and every minute, and kept while it
// says nothing. It does not know whether the server is well.
import { type Ask, discoverServer, type Found } from "./probing.ts";
import type { UpstreamEvent } from "./upstream-event.ts";

export type KnownServer = {
  readonly facts: Readonly<Found>;
  /** It may be another one now. */
  doubt(): void;
  /** Asks where it is time to. */
  refresh(): Promise<void>;
};

type Asking = {
  name: string;
  url: string;
  ask: Ask;
  now(): number;
  onChange(): void;
  onEvent(event: UpstreamEvent): void;
};

const refreshMs = 60_000;

export function knownServer({ name, url, ask, now, onChange, onEvent }: Asking): KnownServer {
  let facts: Found = { served: [], version: undefined, isSimulated: false };
  let freshUntil = 0;
  let problem: string | undefined;
  return {
    get facts() {
      return facts;
    },
    doubt() {
      freshUntil = 0;
    },
    async refresh() {
      if (freshUntil > now()) return;
      const found = await discoverServer(ask, url);
      if (typeof found === "string") {
        // Asked again with the next check; said once.
        if (found !== problem) onEvent({ upstream: name, what: "undiscovered", reason: found });
        problem = found;
        return;
      }
      problem = undefined;
      freshUntil = now() + refreshMs;
      // A router whose servers are all down lists none; that says nothing about what it serves.
      const next = found.served.length > 0 ? found : { ...found, served: facts.served };
      if (JSON.stringify(next) === JSON.stringify(facts)) return;
      facts = next;
      const models = facts.served.map(({ id }) => id);
      onEvent({ upstream: name, what: "discovered", models, version: facts.version });
      onChange();
    },
  };
}
