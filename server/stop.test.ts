import assert from "node:assert/strict";
import { Stop } from "./stop.ts";

const reason = new Error("gone");

describe("Stop", () => {
  it("tells whoever listens, once and with the first reason", () => {
    const stop = new Stop();
    const told: Error[] = [];
    stop.addEventListener("abort", () => told.push(stop.reason));
    assert.equal(stop.aborted, false);
    stop.abort(reason);
    stop.abort(new Error("again"));
    assert.deepEqual([stop.aborted, told], [true, [reason]]);
  });

  it("tells nobody who has left, be it while others are told", () => {
    const stop = new Stop();
    const told: string[] = [];
    const second = () => told.push("second");
    const third = () => told.push("third");
    stop.addEventListener("abort", () => stop.removeEventListener("abort", second));
    stop.addEventListener("abort", second);
    stop.addEventListener("abort", third);
    stop.abort(reason);
    assert.deepEqual(told, ["third"]);
  });

  it("tells nobody who comes later: they ask whether it is aborted", () => {
    const stop = new Stop();
    stop.abort(reason);
    stop.addEventListener("abort", () => assert.fail());
    stop.abort(reason);
  });
});
