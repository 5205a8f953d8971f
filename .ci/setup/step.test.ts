import assert from "node:assert/strict";
// @ts-expect-error plain JavaScript: it runs before there is a Node that reads types.
import { runCommand, SetupError, together } from "./step.mjs";

describe("together", () => {
  it("waits for the others when one fails, and then fails as that one did", async () => {
    const slow = Promise.withResolvers<void>();
    let isOver = false;
    const both = together(Promise.reject(new SetupError("no network")), slow.promise);
    both.catch(() => {
      isOver = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isOver, false);
    slow.resolve();
    await assert.rejects(both, /no network/);
  });

  it("takes what there was nothing to do for", () => together(false, undefined));
});

describe("runCommand", () => {
  it("says what failed, what it said and what to do", async () => {
    const args = ["-c", "echo some words; exit 3"];
    await assert.rejects(runCommand("sh", args, { remedy: "Try this." }), (error: Error) => {
      assert.ok(error instanceof SetupError);
      assert.match(error.message, /some words\n+`sh -c .*` ended with 3\. Try this\./);
      return true;
    });
  });
});
