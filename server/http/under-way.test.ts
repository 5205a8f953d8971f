import assert from "node:assert/strict";
import type { GatewayError } from "../gateway-error.ts";
import type { Client } from "./client.ts";
import { createUnderWay } from "./under-way.ts";

/** A client that ends its exchange when it is told to, or never. */
function clientThat(onAbort: (client: Client, reason: GatewayError) => void): Client {
  const client: Client = {
    place: -1,
    signal: new AbortController().signal,
    hasBegun: false,
    abort: (reason) => onAbort(client, reason),
    begin() {},
    write: () => true,
    onRoom() {},
    end() {},
    cut() {},
    whenOver() {},
  };
  return client;
}

describe("createUnderWay", () => {
  it("waits for what is under way", async () => {
    const underWay = createUnderWay();
    const codes: string[] = [];
    const client = clientThat((_client, { code }) => codes.push(code));
    underWay.add(client);
    const drained = underWay.drain();
    assert.equal(underWay.isEnding, true);
    underWay.delete(client);
    await drained;
    assert.deepEqual(codes, []);
  });

  it("tells those it cannot wait for", async () => {
    const underWay = createUnderWay();
    const codes: string[] = [];
    const client = clientThat((self, { code }) => {
      codes.push(code);
      underWay.delete(self);
    });
    underWay.add(client);
    await underWay.drain({ waitMs: 0, endMs: 60_000 });
    assert.deepEqual(codes, ["shutting_down"]);
  });

  it("does not wait for ever for those that do not listen", async () => {
    const underWay = createUnderWay();
    underWay.add(clientThat(() => undefined));
    await underWay.drain({ waitMs: 0, endMs: 0 });
  });
});
