import assert from "node:assert/strict";
import { upstreamSchema } from "../../core/protocol/gateway-config.ts";
import { type HandTimers, handTimers } from "./test/hand-timers.ts";
import {
  type Answers,
  cardOf,
  type ScriptedServer,
  startScripted,
  vllmAnswers,
} from "./test/scripted-server.ts";
import type { Upstream } from "./upstream.ts";
import type { UpstreamEvent } from "./upstream-event.ts";
import { type WatchedUpstream, watchUpstream } from "./watch.ts";

type Stand = {
  server: ScriptedServer;
  upstream: Upstream;
  watched: WatchedUpstream;
  timers: HandTimers;
  events: UpstreamEvent[];
  changes(): number;
  passTime(ms: number): void;
};

const closings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function startWatching(answers: Answers, basePath = "/v1"): Promise<Stand> {
  const server = await startScripted(answers);
  closings.push(() => server.stop());
  const timers = handTimers();
  const events: UpstreamEvent[] = [];
  let now = 1_000_000;
  let changes = 0;
  const watched = watchUpstream(
    {
      name: "big",
      config: upstreamSchema.parse({ url: server.url }),
      url: server.url.replace(/\/v1$/, basePath),
      connectMs: 1_000,
      authorization: "Bearer secret",
    },
    {
      now: () => now,
      setTimer: timers.setTimer,
      onChange: () => {
        changes += 1;
      },
      onEvent: (event) => events.push(event),
    },
  );
  closings.push(() => watched.destroy());
  await watched.asked;
  await timers.waiting(2_000);
  const passTime = (ms: number) => {
    now += ms;
  };
  const { upstream } = watched;
  return { server, upstream, watched, timers, events, changes: () => changes, passTime };
}

/** Lets the next health check happen, which is due after that wait, and waits until the one after it is. */
async function nextCheck({ timers }: Stand, dueMs = 2_000, thenMs = 2_000) {
  await timers.elapse(dueMs);
  await timers.waiting(thenMs);
}

const pathsOf = ({ server }: Stand) => server.seen.map(({ path }) => path);

describe("watchUpstream", () => {
  it("finds out what a vLLM server serves", async () => {
    const stand = await startWatching(vllmAnswers(cardOf("coder"), cardOf("lora")));
    const { upstream, events } = stand;
    assert.deepEqual(
      upstream.served.map(({ id }) => id),
      ["coder", "lora"],
    );
    assert.equal(upstream.version, "0.29.0");
    assert.equal(upstream.isSimulated, false);
    assert.equal(upstream.circuit, "closed");
    assert.equal(upstream.basePath, "/v1");
    assert.deepEqual(pathsOf(stand), ["/health", "/v1/models", "/version"]);
    assert.ok(stand.server.seen.every(({ headers }) => headers.authorization === "Bearer secret"));
    assert.deepEqual(
      events.map(({ what }) => what),
      ["closed", "discovered"],
    );
  });

  it("asks beside the base, wherever that is", async () => {
    const stand = await startWatching(
      { "/team/health": {}, "/team/v1/models": { body: { data: [cardOf("a")] } } },
      "/team/v1",
    );
    assert.equal(stand.upstream.served[0]?.id, "a");
    assert.equal(stand.upstream.version, undefined);
  });

  const simulated: [string, Answers][] = [
    ["its owner", vllmAnswers(cardOf("a", { owned_by: "simulated-vllm" }))],
    [
      "a header",
      {
        ...vllmAnswers(),
        "/v1/models": { headers: { "x-simulated": "true" }, body: { data: [cardOf("a")] } },
      },
    ],
  ];
  for (const [what, answers] of simulated) {
    it(`knows a simulated server by ${what}`, async () => {
      assert.equal((await startWatching(answers)).upstream.isSimulated, true);
    });
  }

  it("takes a server without /health for well when it answers for its models", async () => {
    const stand = await startWatching({ "/v1/models": { body: { data: [cardOf("a")] } } });
    assert.equal(stand.upstream.circuit, "closed");
    assert.equal(stand.upstream.served.length, 1);
  });

  it("takes one that answers nothing of that for failed", async () => {
    const stand = await startWatching({});
    assert.equal(stand.upstream.isUsable, false);
    assert.deepEqual(stand.events, [{ upstream: "big", what: "opened", reason: "HTTP 404" }]);
  });

  it("says once why it does not know what is served, and asks again", async () => {
    const stand = await startWatching({ ...vllmAnswers(), "/v1/models": { status: 401 } });
    await nextCheck(stand);
    stand.server.answers["/v1/models"] = { body: { data: [cardOf("late")] } };
    await nextCheck(stand);
    assert.equal(stand.upstream.served[0]?.id, "late");
    assert.deepEqual(
      stand.events.map((event) => [event.what, "reason" in event ? event.reason : ""]),
      [
        ["closed", ""],
        ["undiscovered", "HTTP 401"],
        ["discovered", ""],
      ],
    );
  });

  it("reads no endless list", async () => {
    const stand = await startWatching({
      ...vllmAnswers(),
      "/v1/models": { body: "x".repeat(5 * 1024 * 1024) },
    });
    assert.equal(stand.upstream.isUsable, true);
    assert.deepEqual(stand.events.at(-1), {
      upstream: "big",
      what: "undiscovered",
      reason: "too_long",
    });
  });

  it("gives up on a health check that is not answered", async () => {
    const stand = await startWatching(vllmAnswers(cardOf("a")));
    stand.server.answers["/health"] = "hang";
    for (let count = 0; count < 3; count += 1) {
      await stand.timers.elapse(2_000);
      await stand.timers.elapse(5_000);
      await stand.timers.waiting(2_000);
    }
    assert.deepEqual(stand.events.at(-1), { upstream: "big", what: "opened", reason: "no_answer" });
  });

  it("asks for models again after a minute, and after it came back", async () => {
    const stand = await startWatching(vllmAnswers(cardOf("a")));
    const lists = () => pathsOf(stand).filter((path) => path === "/v1/models").length;
    await nextCheck(stand);
    assert.equal(lists(), 1);
    stand.passTime(60_000);
    stand.server.answers["/v1/models"] = { body: { data: [cardOf("b")] } };
    await nextCheck(stand);
    assert.equal(lists(), 2);
    assert.equal(stand.upstream.served[0]?.id, "b");
    for (let count = 0; count < 3; count += 1) stand.upstream.report("failed");
    await nextCheck(stand);
    assert.equal(lists(), 3);
  });

  it("keeps the models it knows when a router suddenly lists none", async () => {
    const stand = await startWatching(vllmAnswers(cardOf("a")));
    stand.passTime(60_000);
    stand.server.answers["/v1/models"] = { body: { data: [] } };
    await nextCheck(stand);
    assert.equal(stand.upstream.served[0]?.id, "a");
  });

  it("opens while the server is down, asks ever more rarely, keeps its models, and comes back", async () => {
    const stand = await startWatching(vllmAnswers(cardOf("a")));
    const changesBefore = stand.changes();
    await stand.server.stop();
    await nextCheck(stand);
    await nextCheck(stand);
    assert.equal(stand.upstream.isUsable, true);
    await nextCheck(stand);
    assert.equal(stand.upstream.isUsable, false);
    assert.equal(stand.changes(), changesBefore + 1);
    assert.equal(stand.upstream.served[0]?.id, "a");
    const waits = [2_000, 4_000, 8_000, 16_000, 30_000, 30_000] as const;
    for (const [index, waitMs] of waits.slice(0, -1).entries()) {
      await nextCheck(stand, waitMs, waits[index + 1]);
    }
    await stand.server.start();
    await nextCheck(stand, 30_000);
    assert.equal(stand.upstream.circuit, "half_open");
    assert.equal(stand.changes(), changesBefore + 2);
    stand.upstream.report("ok");
    assert.equal(stand.upstream.circuit, "closed");
    assert.deepEqual(
      stand.events.slice(2).map((event) => [event.what, "reason" in event ? event.reason : ""]),
      [
        ["opened", "ECONNREFUSED"],
        ["half_opened", ""],
        ["closed", ""],
      ],
    );
  });

  it("opens on requests that fail while the server says it is well", async () => {
    const stand = await startWatching(vllmAnswers(cardOf("a")));
    for (let count = 0; count < 3; count += 1) stand.upstream.report("failed");
    assert.equal(stand.upstream.isUsable, false);
    await nextCheck(stand);
    assert.equal(stand.upstream.circuit, "half_open");
    stand.upstream.report("failed");
    assert.equal(stand.upstream.isUsable, false);
    assert.deepEqual(stand.timers.pending(), [4_000]);
  });

  it("stops asking once it is let go", async () => {
    const stand = await startWatching(vllmAnswers(cardOf("a")));
    await stand.watched.drain();
    assert.deepEqual(stand.timers.pending(), []);
  });
});
