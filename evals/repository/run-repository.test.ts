// The measurement as a whole, on a folder of TypeScript, which needs no sandbox, against simulated models.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import {
  type RepositoryEvent,
  type RepositoryRun,
  repositoryEvent,
  repositoryRun,
} from "../../core/protocol/repository-run.ts";
import { EndpointLost } from "../runner/run.ts";
import { type Simulator, type StartOptions, startSimulator } from "../simulator/server.ts";
import { RepositoryError } from "./repository-error.ts";
import {
  interruptedRepositoryRun,
  prepareRepositoryRun,
  type RepositoryRequest,
  runRepository,
} from "./run-repository.ts";

const never = new AbortController().signal;
const says = (completion: (prompt: string) => string): StartOptions => ({
  script: { chat: () => ({ text: "" }), completion },
});

describe("an own repository", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-own-"));
    for (const name of ["alpha", "beta", "gamma", "delta", "omega"]) {
      const text = `// ${name}\nexport const a = add(one, two);\nexport const b = 1;\n`;
      await writeFile(path.join(folder, `${name}.ts`), text);
    }
  });
  after(() => rm(folder, { recursive: true }));

  type Told = { document: RepositoryRun; events: RepositoryEvent[] };
  const measure = async (url: string, more: Partial<RepositoryRequest> = {}): Promise<Told> => {
    const request = { id: "r1", endpoint: { url }, folder, holes: 5, seed: 1, ...more };
    await using prepared = await prepareRepositoryRun(request, never);
    const events: RepositoryEvent[] = [];
    const emit = (event: RepositoryEvent) => events.push(repositoryEvent.parse(event));
    return { document: repositoryRun.parse(await runRepository(prepared, emit, never)), events };
  };
  const withSimulator = async <T>(
    options: StartOptions,
    use: (simulator: Simulator) => Promise<T>,
  ): Promise<T> => {
    const simulator = await startSimulator(options);
    try {
      return await use(simulator);
    } finally {
      await simulator.close();
    }
  };
  const shares = ({ summaries }: RepositoryRun) => {
    const { n, offered, exact, parses, compiles, similarity } = summaries[0]!;
    const passed = (share?: { passed: number; n: number }) => share && [share.passed, share.n];
    return {
      n,
      offered: passed(offered),
      exact: passed(exact),
      parses: passed(parses),
      compiles: passed(compiles),
      similarity: similarity?.p50,
    };
  };
  const check = (completion: string, expected: Partial<ReturnType<typeof shares>>) =>
    withSimulator(
      says(() => completion),
      async ({ url }) => {
        const nothing = { parses: undefined, compiles: undefined, similarity: undefined };
        const { document } = await measure(url);
        assert.deepEqual(shares(document), { n: 5, ...nothing, ...expected });
      },
    );

  it("finds again what was taken out", () =>
    check("one, two", { offered: [5, 5], exact: [5, 5], parses: [5, 5], similarity: 1 }));
  it("tells how near another text is", () =>
    check("one, 2", { offered: [5, 5], exact: [0, 5], parses: [5, 5], similarity: 1 - 3 / 8 }));
  it("tells that a file no longer parses", () =>
    check("one, two two", {
      offered: [5, 5],
      exact: [0, 5],
      parses: [0, 5],
      similarity: 1 - 4 / 12,
    }));
  it("judges nothing where nothing is offered", () =>
    check("", { offered: [0, 5], exact: [0, 5] }));

  it("tells the run, every hole and the document", () =>
    withSimulator(
      says(() => "one, two"),
      async ({ url }) => {
        const hardware = { gpus: 4, name: "H100 SXM" };
        const { document, events } = await measure(url, { hardware });
        assert.deepEqual(
          events.map(({ kind }) => kind),
          ["repository-started", ...Array(5).fill("hole"), "repository-finished"],
        );
        const { run, ttftMs, holes, status } = document;
        assert.equal(status, "complete");
        assert.equal(run.folder, path.basename(folder));
        assert.deepEqual(run.hardware, hardware);
        assert.deepEqual([run.fimFamily, run.files, run.endpoint.isSimulated], ["qwen", 5, true]);
        assert.deepEqual([ttftMs?.n, ttftMs?.p95], [5, undefined]);
        assert.deepEqual([holes[0]?.id, holes[0]?.line], ["alpha.ts:2:22", 2]);
        assert.match(document.notes[0] ?? "", /simulated/i);
      },
    ));

  it("sends of each file only itself, and no path of this machine", async () => {
    const prompts: string[] = [];
    const record = (prompt: string) => {
      prompts.push(prompt);
      return "one";
    };
    await withSimulator(says(record), ({ url }) => measure(url));
    const own = prompts.filter((prompt) => prompt.includes("export const a"));
    assert.equal(own.length, 5);
    for (const prompt of own) {
      assert.equal(prompt.match(/\/\/ (?:alpha|beta|gamma|delta|omega)/g)?.length, 1);
      assert.ok(!prompt.includes(os.tmpdir()) && !prompt.includes(path.basename(folder)));
    }
  });

  it("says so when there are fewer places than were asked for", () =>
    withSimulator({}, async ({ url }) => {
      const { document } = await measure(url, { holes: 60 });
      assert.equal(document.planned, 5);
      assert.ok(document.notes.some((note) => /\b5 of the 60\b/.test(note)));
    }));

  it("says so when the model talks instead of filling", () =>
    withSimulator({ completions: "prose" }, async ({ url }) => {
      const { document } = await measure(url);
      assert.deepEqual(document.summaries[0]?.exact?.passed, 0);
      assert.ok(document.notes.some((note) => /\bprose\b/.test(note)));
      assert.equal(document.insufficient, undefined);
    }));

  it("measures nothing with a model that cannot fill in the middle", async () => {
    const server = createServer((request, response) => {
      const isModels = request.url === "/v1/models";
      const models = { object: "list", data: [{ id: "chat", object: "model" }] };
      response.writeHead(isModels ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(isModels ? models : { detail: "Not Found" }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const { document, events } = await measure(`http://127.0.0.1:${port}/v1`);
      assert.match(document.insufficient ?? "", /^chat cannot fill in the middle/);
      assert.deepEqual([document.planned, document.summaries, document.holes], [0, [], []]);
      assert.equal(events.length, 2);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("measures nothing in a folder without a place to take out", () =>
    withSimulator({}, async ({ url }) => {
      const empty = await mkdtemp(path.join(os.tmpdir(), "tandem-empty-"));
      try {
        const { document } = await measure(url, { folder: empty });
        assert.equal(typeof document.insufficient, "string");
      } finally {
        await rm(empty, { recursive: true });
      }
    }));

  it("keeps single failures out of the shares", () =>
    withSimulator(
      { ...says(() => "one, two"), faults: [{ kind: "503", every: 4 }] },
      async ({ url }) => {
        const { document } = await measure(url);
        const failed = document.holes.filter(({ failure }) => failure !== undefined).length;
        assert.ok(failed > 0);
        assert.deepEqual(shares(document).exact, [5 - failed, 5 - failed]);
      },
    ));

  it("stops when the endpoint is gone, and keeps what it told", async () => {
    const simulator = await startSimulator();
    const request = { id: "r1", endpoint: { url: simulator.url }, folder, holes: 5, seed: 1 };
    await using prepared = await prepareRepositoryRun(request, never);
    await simulator.close();
    const holes: RepositoryRun["holes"] = [];
    await assert.rejects(
      runRepository(prepared, (event) => event.kind === "hole" && holes.push(event.hole), never),
      (error) => error instanceof EndpointLost && error.code === "refused",
    );
    const document = repositoryRun.parse(interruptedRepositoryRun(prepared, holes));
    assert.deepEqual([document.status, document.holes.length], ["interrupted", 3]);
    assert.equal(document.summaries[0]?.n, 0);
  });

  it("stops when it is told to", () =>
    withSimulator({}, async ({ url }) => {
      const request = { id: "r1", endpoint: { url }, folder, holes: 5, seed: 1 };
      await using prepared = await prepareRepositoryRun(request, never);
      const stop = new AbortController();
      const holes: RepositoryRun["holes"] = [];
      const emit = (event: RepositoryEvent) => {
        if (event.kind !== "hole") return;
        holes.push(event.hole);
        stop.abort("stop");
      };
      await assert.rejects(runRepository(prepared, emit, stop.signal), (why) => why === "stop");
      assert.equal(interruptedRepositoryRun(prepared, holes).holes.length, 1);
    }));

  it("refuses a family that does not exist before it asks anything", () =>
    assert.rejects(
      measure("http://127.0.0.1:1/v1", { fim: "none" }),
      (error) => error instanceof RepositoryError && error.code === "unknown_fim_family",
    ));
});
