// The probe has to notice a tier that leaks: here bubblewrap, with one of its limits opened.
import assert from "node:assert/strict";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { attacks } from "./attacks.ts";
import { openBubblewrap } from "./bubblewrap.ts";
import type { Command, Limits, Sandbox, WorkFolder } from "./sandbox.ts";

const never = new AbortController().signal;

describe("the attacks of the probe", function () {
  this.timeout(20_000);
  let sandbox: Sandbox;

  before(function () {
    if (process.platform !== "linux") return this.skip();
    sandbox = openBubblewrap();
  });
  after(() => sandbox?.[Symbol.asyncDispose]());

  async function check(name: string, change: (command: Command) => Command, expected: RegExp) {
    await using folder = await sandbox.openFolder!(new Map());
    const leaky: WorkFolder = {
      ...folder,
      run: (command, signal) => folder.run(change(command), signal),
    };
    const attack = attacks.find((one) => one.name === name);
    assert.match((await attack!.run(leaky, never)) ?? "contained", expected);
    assert.equal(await attack!.run(folder, never), undefined);
  }
  const limited = (more: (limits: Limits) => Partial<Limits>) => (command: Command) => ({
    ...command,
    limits: { ...command.limits, ...more(command.limits) },
  });

  it("notice processes, memory and disk without a limit", async () => {
    const processes = limited(() => ({ processes: 1000 }));
    await check("200 processes", processes, /200 processes ran/);
    const memory = limited(({ memoryBytes }) => ({ memoryBytes: memoryBytes * 8 }));
    await check("twice the memory", memory, /fit below a limit/);
    const disk = limited(({ diskBytes }) => ({ diskBytes: diskBytes * 2 }));
    await check("a full disk", disk, /fit below a limit/);
  });

  it("notice output and time without a limit", async () => {
    const output = limited(({ outputBytes }) => ({ outputBytes: outputBytes * 100 }));
    await check("10 MB of output", output, /ended with exited/);
    const late = limited(({ wallMs }) => ({ wallMs: wallMs + 1200 }));
    await check("ignored signals at the deadline", late, /instead of 300 ms/);
  });

  it("notice files of the host", async () => {
    const host = await mkdtemp(path.join(tmpdir(), "tandem-test-"));
    const before = process.env.TMPDIR;
    // Where the probe puts what must not be read.
    process.env.TMPDIR = host;
    await chmod(host, 0o755);
    try {
      const shown = (command: Command) => ({ ...command, mounts: [host] });
      await check("a read of the home folder and of secrets", shown, /it read .*canary/);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      await rm(host, { recursive: true });
    }
  });
});
