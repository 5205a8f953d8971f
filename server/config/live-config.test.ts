import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { GatewayConfig } from "../../core/protocol/gateway-config.ts";
import { ConfigError } from "./config-error.ts";
import { createLiveConfig, type LiveConfig } from "./live-config.ts";

const withWeight = (weight: number | string) =>
  `upstreams: { gpu: { url: http://gpu1, weight: ${weight} } }\n`;

/** What happened, in order, and a way to wait for it; the test's time limit ends a wait for what never comes. */
function chronicle() {
  const entries: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    entries,
    add(entry: string) {
      entries.push(entry);
      for (const { count, resolve } of waiting) if (entries.length >= count) resolve();
    },
    reaches: (count: number) =>
      new Promise<void>((resolve) => {
        if (entries.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

describe("a live configuration", function () {
  this.timeout(20_000);
  let folder: string;
  let file: string;
  let live: LiveConfig;
  let story: ReturnType<typeof chronicle>;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-live-"));
    file = path.join(folder, "tandem.yaml");
    story = chronicle();
  });
  afterEach(async () => {
    live?.close();
    await rm(folder, { recursive: true });
  });

  const weightOf = ({ upstreams }: GatewayConfig) => upstreams.gpu?.weight;
  type Change = { onLoaded?: (config: GatewayConfig) => Promise<void>; signal?: AbortSignal };
  const open = async (everyMs: number, { onLoaded, signal }: Change = {}) => {
    live = await createLiveConfig(file, {
      everyMs,
      async onLoaded(config) {
        await onLoaded?.(config);
        story.add(`loaded ${weightOf(config)}`);
      },
      onRefused: ({ code }) => story.add(`refused ${code}`),
      ...(signal === undefined ? {} : { signal }),
    });
  };
  /** Nobody looks at the file unless asked. */
  const never = 1_000_000;
  const often = 5;

  it("needs one to begin with", async () => {
    await assert.rejects(open(never), (error) => error instanceof ConfigError);
    await writeFile(file, withWeight("x"));
    await assert.rejects(open(never), (error) => error instanceof ConfigError);
    assert.deepEqual(story.entries, []);
  });

  it("takes over what is good and keeps it before what is not", async () => {
    await writeFile(file, withWeight(1));
    await open(never);
    assert.equal(weightOf(live.current), 1);
    await writeFile(file, withWeight(2));
    await live.reload();
    await writeFile(file, withWeight("x"));
    await live.reload();
    assert.equal(weightOf(live.current), 2);
    await rm(file);
    await live.reload();
    assert.equal(weightOf(live.current), 2);
    await writeFile(file, withWeight(3));
    await live.reload();
    assert.equal(weightOf(live.current), 3);
    assert.deepEqual(story.entries, [
      "loaded 2",
      "refused schema",
      "refused unreadable",
      "loaded 3",
    ]);
  });

  it("does not report what changes nothing, and does report that all is well again", async () => {
    await writeFile(file, withWeight(1));
    await open(often);
    await writeFile(file, `# a remark\n${withWeight(1)}`);
    await writeFile(file, "");
    await story.reaches(1);
    await writeFile(file, withWeight(1));
    await story.reaches(2);
    assert.deepEqual(story.entries, ["refused schema", "loaded 1"]);
  });

  it("takes over the same again when asked, because a secret it names may be another", async () => {
    await writeFile(file, withWeight(1));
    await open(never);
    await live.reload();
    await live.reload();
    assert.deepEqual(story.entries, ["loaded 1", "loaded 1"]);
  });

  it("refuses what whoever takes it over refuses", async () => {
    await writeFile(file, withWeight(1));
    await open(never, {
      async onLoaded() {
        throw new ConfigError("reference", ["The environment variable X holds no secret."]);
      },
    });
    await writeFile(file, withWeight(2));
    await live.reload();
    assert.equal(weightOf(live.current), 1);
    assert.deepEqual(story.entries, ["refused reference"]);
  });

  it("takes one over after the other, and the last state of the file stays", async () => {
    await writeFile(file, withWeight(1));
    let running = 0;
    await open(never, {
      async onLoaded() {
        assert.equal(++running, 1);
        await new Promise(setImmediate);
        running--;
      },
    });
    const reloads: Promise<void>[] = [];
    for (let weight = 2; weight < 8; weight++) {
      await writeFile(file, withWeight(weight));
      reloads.push(live.reload());
    }
    await Promise.all(reloads);
    assert.equal(weightOf(live.current), 7);
    assert.equal(story.entries.at(-1), "loaded 7");
  });

  it("sees by itself that the file was written, replaced, removed and put back", async () => {
    await writeFile(file, withWeight(1));
    await open(often);
    await writeFile(file, withWeight(2));
    await story.reaches(1);
    await writeFile(`${file}.new`, withWeight(3));
    await rename(`${file}.new`, file);
    await story.reaches(2);
    await rename(file, `${file}.old`);
    await story.reaches(3);
    await rename(`${file}.old`, file);
    await story.reaches(4);
    await writeFile(file, withWeight("{"));
    await story.reaches(5);
    await writeFile(file, withWeight(4));
    await story.reaches(6);
    assert.deepEqual(story.entries, [
      "loaded 2",
      "loaded 3",
      "refused unreadable",
      "loaded 3",
      "refused yaml",
      "loaded 4",
    ]);
  });

  it("sees the symlinks that Kubernetes swaps", async () => {
    const swap = async (version: string, weight: number) => {
      await mkdir(path.join(folder, version));
      await writeFile(path.join(folder, version, "tandem.yaml"), withWeight(weight));
      await symlink(version, path.join(folder, "..tmp"));
      await rename(path.join(folder, "..tmp"), path.join(folder, "..data"));
    };
    await swap("..1", 1);
    await symlink(path.join("..data", "tandem.yaml"), file);
    await open(often);
    await swap("..2", 2);
    await story.reaches(1);
    assert.deepEqual(story.entries, ["loaded 2"]);
  });

  it("says once what stays wrong, and again when asked", async () => {
    await writeFile(file, withWeight(1));
    await open(often);
    await writeFile(file, withWeight("x"));
    await story.reaches(1);
    await writeFile(file, withWeight("y"));
    await live.reload();
    await live.reload();
    assert.deepEqual(story.entries, ["refused schema", "refused schema", "refused schema"]);
  });

  it("reports what goes wrong while it is taken over, and goes on", async () => {
    await writeFile(file, withWeight(1));
    await open(often, {
      async onLoaded(config) {
        if (weightOf(config) === 2) throw new TypeError("a mistake");
      },
    });
    await writeFile(file, withWeight(2));
    await story.reaches(1);
    await writeFile(file, withWeight(3));
    await story.reaches(2);
    await live.reload();
    assert.deepEqual(story.entries, ["refused reference", "loaded 3", "loaded 3"]);
    assert.equal(weightOf(live.current), 3);
  });

  it("looks no more once it was closed or aborted", async () => {
    await writeFile(file, withWeight(1));
    const controller = new AbortController();
    await open(often, { signal: controller.signal });
    const closed = live;
    await writeFile(file, withWeight(2));
    controller.abort();
    await closed.reload();
    assert.equal(weightOf(closed.current), 1);
    await open(often);
    await writeFile(file, withWeight(3));
    await story.reaches(1);
    assert.deepEqual(story.entries, ["loaded 3"]);
  });
});
