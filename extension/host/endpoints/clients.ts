// Model clients, made on first use and kept while endpoint, key and timeouts stay the same. The client's code is loaded
// here and only then, because activation must not pay for it.

import type { ModelClient } from "../../../core/model/client.ts";
import type { Timeouts } from "../../../core/model/inactivity.ts";
import type { Endpoint } from "../../../core/model/request.ts";

export type Clients = {
  clientFor(endpoint: Endpoint, timeouts: Timeouts): Promise<ModelClient>;
};

export function createClients(): Clients {
  const made = new Map<string, { apiKey: string | undefined; client: Promise<ModelClient> }>();
  return {
    clientFor: (endpoint, timeouts) => {
      const { url, apiKey } = endpoint;
      const use = JSON.stringify([url, timeouts]);
      const known = made.get(use);
      if (known !== undefined && known.apiKey === apiKey) return known.client;
      // Takes the place of a client with an older key, which must not live on.
      const client = makeClient(endpoint, timeouts);
      made.set(use, { apiKey, client });
      return client;
    },
  };
}

async function makeClient(endpoint: Endpoint, timeouts: Timeouts): Promise<ModelClient> {
  const { createModelClient } = await import("../../../core/model/client.ts");
  // VS Code replaces the global fetch with one that knows its proxy and certificate settings.
  return createModelClient({
    endpoint,
    fetch: (url, init) => globalThis.fetch(url, init),
    now: () => performance.now(),
    timeouts,
  });
}
