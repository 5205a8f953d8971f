import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { mergeSettings, openProfile, readSettings } from "./profile.ts";

const signal = new AbortController().signal;

describe("openProfile", () => {
  let folder = "";
  const sample = () => path.join(folder, "sample");
  const state = () => path.join(folder, "state");

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-profile-"));
    await mkdir(sample());
    await writeFile(path.join(sample(), "README.md"), "# Sample");
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("copies the sample, so that the checkout stays as it is", async () => {
    const { workspaceFolder } = await openProfile(state(), sample(), signal);
    assert.equal(await readFile(path.join(workspaceFolder, "README.md"), "utf8"), "# Sample");
  });

  it("gives a second start another profile while the first runs", async () => {
    const first = await openProfile(state(), sample(), signal);
    const second = await openProfile(state(), sample(), signal);
    assert.notEqual(first.dataFolder, second.dataFolder);
  });

  it("gives the next start the same profile again", async () => {
    const first = await openProfile(state(), sample(), signal);
    await first.release();
    const second = await openProfile(state(), sample(), signal);
    assert.equal(first.dataFolder, second.dataFolder);
  });

  it("takes over the profile of a start that was killed", async () => {
    await mkdir(path.join(state(), "profile-1"), { recursive: true });
    // Larger than any process id that Linux or macOS hands out.
    await writeFile(path.join(state(), "profile-1/owner"), "99999999");
    const { dataFolder } = await openProfile(state(), sample(), signal);
    assert.equal(dataFolder, path.join(state(), "profile-1/data"));
  });
});

describe("mergeSettings", () => {
  it("keeps what the person changed and decides what npm start must", () => {
    const kept = { "workbench.colorTheme": "Light Modern", "telemetry.telemetryLevel": "all" };
    const merged = mergeSettings(kept, { "telemetry.telemetryLevel": "off" });
    assert.equal(merged["workbench.colorTheme"], "Light Modern");
    assert.equal(merged["telemetry.telemetryLevel"], "off");
  });

  it("drops the models and routes of the last endpoint", () => {
    const decided = { "tandem.endpoints": [{ id: "local", url: "http://127.0.0.1:1/v1" }] };
    assert.deepEqual(mergeSettings({ "tandem.routes": { chat: "gone" } }, decided), decided);
  });
});

describe("readSettings", () => {
  it("starts from nothing when the file is missing or no plain JSON", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "tandem-settings-"));
    const file = path.join(folder, "settings.json");
    assert.deepEqual(await readSettings(file), {});
    await writeFile(file, "{ // a comment\n}");
    assert.deepEqual(await readSettings(file), {});
    await rm(folder, { recursive: true });
  });
});
