import assert from "node:assert/strict";
import { type HeaderList, headersToClient, headersToUpstream } from "./pass-headers.ts";

function check(what: string, list: HeaderList, expected: Record<string, string>): void {
  it(what, () => {
    const pairs = Array.from({ length: list.length / 2 }, (_, i) => list.slice(2 * i, 2 * i + 2));
    assert.deepEqual(Object.fromEntries(pairs), expected);
  });
}

describe("headersToUpstream", () => {
  const always = {
    "content-type": "application/json",
    "accept-encoding": "identity",
    "x-request-id": "01",
  };
  check(
    "asks for a stream",
    headersToUpstream({ id: "01", isStream: true, authorization: undefined }),
    { ...always, accept: "text/event-stream" },
  );
  check(
    "brings the upstream's own key",
    headersToUpstream({ id: "01", isStream: false, authorization: "Bearer k" }),
    { ...always, accept: "application/json", authorization: "Bearer k" },
  );
});

describe("headersToClient", () => {
  check(
    "says how long a whole answer is, and that it is simulated",
    headersToClient("01", { type: "application/json", isSimulated: true, length: 3 }),
    {
      "content-type": "application/json",
      "x-request-id": "01",
      "x-simulated": "true",
      "content-length": "3",
    },
  );
  check(
    "keeps what is in between from holding a stream back",
    headersToClient("01", { type: "text/event-stream; charset=utf-8", isSimulated: false }),
    {
      "content-type": "text/event-stream; charset=utf-8",
      "x-request-id": "01",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  );
});
