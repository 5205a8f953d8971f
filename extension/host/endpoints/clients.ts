// Model clients, made on first use and kept while endpoint, key and timeouts stay the same. The client's code is loaded
// here and only then, because activation must not pay for it.

import type { ModelClient } from "../../../core/model/client.ts";
import type { Timeouts } from "../../../core/model/inactivity.ts";
import type { Endpoint } from "../../../core/model/request.ts";

export type Clients = {
  clientFor(endpoint: Endpoint, timeouts: Timeouts): Promise<ModelClient>;
};

export function createClients(): Clients {
  const made = new Map<string, Promise<ModelClient>>();
  return {
    clientFor: (endpoint, timeouts) => {
      const identity = JSON.stringify([endpoint, timeouts]);
      let client = made.get(identity);
      if (client === undefined) {
        // A key that was replaced must not live on here.
        for (const other of made.keys()) if (isSame(other, endpoint.url)) made.delete(other);
        client = makeClient(endpoint, timeouts);
        made.set(identity, client);
      }
      return client;
    },
  };
}

function isSame(identity: string, url: string): boolean {
  return identity.includes(JSON.stringify(url));
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
