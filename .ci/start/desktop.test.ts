import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { processesWith } from "../../extension/test/harness/process-table.ts";
import { openDesktop } from "./desktop.ts";

const signal = new AbortController().signal;

/** Behaves as the real command does: it hands over to a process of its own session and notes that one's id. */
const fakeCode = `#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in *--install-extension*) exit 0 ;; esac
setsid sleep 60 &
echo $! > "$DATA/code.lock"
wait
`;

describe("openDesktop", () => {
  let folder = "";
  const mark = `tandem-desktop-test-${process.pid}`;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-desktop-"));
    await writeFile(path.join(folder, "code"), fakeCode);
    await chmod(path.join(folder, "code"), 0o755);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it("uses folders of its own, and ends the process that `code` hands over to", async () => {
    const profile = {
      dataFolder: path.join(folder, "data"),
      extensionsFolder: path.join(folder, "extensions"),
      workspaceFolder: path.join(folder, "workspace"),
      gatewayFolder: path.join(folder, "gateway"),
      release: async () => undefined,
    };
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      CALLS: path.join(folder, "calls"),
      DATA: profile.dataFolder,
      TANDEM_MARK: mark,
    };
    const vsixFile = path.join(folder, "tandem.vsix");
    const settings = { "tandem.endpoints": [] };
    const window = await openDesktop({ vsixFile, profile, settings, env }, signal);
    while ((await processesWith(mark)).length < 2) await wait(20);
    await lockWritten(path.join(profile.dataFolder, "code.lock"));
    await window.stop();
    assert.deepEqual(await processesWith(mark), []);

    const calls = (await readFile(env.CALLS, "utf8")).trim().split("\n");
    assert.equal(calls.length, 2);
    for (const call of calls) {
      assert.match(call, new RegExp(`--user-data-dir=${profile.dataFolder} `));
      assert.match(call, new RegExp(`--extensions-dir=${profile.extensionsFolder} `));
    }
    const written = await readFile(path.join(profile.dataFolder, "User/settings.json"), "utf8");
    assert.deepEqual(JSON.parse(written), settings);
  });
});

async function lockWritten(file: string): Promise<void> {
  while (true) {
    try {
      if ((await readFile(file, "utf8")).trim() !== "") return;
    } catch (error) {
      assert.ok(error instanceof Error && "code" in error && error.code === "ENOENT");
    }
    await wait(20);
  }
}
