import assert from "node:assert/strict";
import { createGathering } from "./gathering.ts";

const forever = () => new Promise<never>(() => undefined);

describe("createGathering", () => {
  it("gives what was collected", async () =>
    assert.equal(await createGathering().run(async () => 1), 1));

  it("ends at once with Stop, whatever it waits for", async () => {
    const gathering = createGathering();
    const collecting = gathering.run(forever);
    gathering.stop();
    assert.equal(await collecting, undefined);
  });

  it("ends with whoever asked for it", async () => {
    const outer = new AbortController();
    const collecting = createGathering().run(forever, outer.signal);
    outer.abort();
    assert.equal(await collecting, undefined);
  });

  it("tells the work that it was stopped", async () => {
    const gathering = createGathering();
    let given: AbortSignal | undefined;
    const collecting = gathering.run((signal) => {
      given = signal;
      return forever();
    });
    gathering.stop();
    await collecting;
    assert.equal(given?.aborted, true);
  });

  it("keeps a failure a failure", async () => {
    const fails = async () => {
      throw new TypeError("no");
    };
    await assert.rejects(createGathering().run(fails), TypeError);
  });

  it("begins nothing for someone who has left", async () =>
    assert.equal(await createGathering().run(forever, AbortSignal.abort()), undefined));
});
