import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { openListeners } from "./listeners.ts";

const run = promisify(execFile);

describe("the listeners of the probe", () => {
  before(function () {
    if (process.platform === "win32") this.skip();
  });

  async function check(script: (own: string) => string, expected: readonly string[]) {
    await using listeners = await openListeners();
    await run("/bin/sh", ["-c", script(listeners.script)]);
    assert.deepEqual([...(await listeners.reached())].sort(), expected);
  }

  it("are reached by a program that nothing confines", async () => {
    const linux = process.platform === "linux" ? ["an abstract Unix socket"] : [];
    await check((own) => own, ["TCP", "UDP", "a Unix socket", ...linux]);
  });

  it("say nothing when nobody came", async () => {
    await check(() => "true", []);
  });
});
