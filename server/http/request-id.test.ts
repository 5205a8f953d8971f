import assert from "node:assert/strict";
import { requestIds } from "./request-id.ts";

describe("requestIds", () => {
  it("writes the time as a ULID does", () => {
    const id = requestIds(() => 1_469_918_176_385)();
    assert.match(id, /^[0-9A-HJKMNP-TV-Z]{26}$/);
    assert.equal(id.slice(0, 10), "01ARYZ6S41");
  });

  it("grows within a millisecond, over many, and when the clock goes back", () => {
    const times = [5, 5, 5, 6, 4, 4, 9];
    const next = requestIds(() => times.shift() ?? 10);
    const ids = Array.from({ length: 5_000 }, () => next());
    assert.deepEqual(ids, ids.toSorted());
    assert.equal(new Set(ids).size, ids.length);
  });

  it("differs between gateways at the same time", () => {
    assert.notEqual(requestIds(() => 1)(), requestIds(() => 1)());
  });
});
