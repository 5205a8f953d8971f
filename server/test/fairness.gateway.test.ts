import assert from "node:assert/strict";
import type { Task } from "../../core/routing/task.ts";
import { fieldStand, until } from "./field/stand.ts";
import { makeKey, type TestGateway } from "./gateway.ts";
import type { Asked, RawUpstream } from "./raw-upstream.ts";
import { gaugesAt } from "./trials/footprint.ts";

const signal = new AbortController().signal;
const answer =
  '{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}';

/** What the upstream knows a request by. */
function nameOf({ body }: Asked): string {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  return messages[0]?.content ?? "";
}

function answerTo({ response }: Asked): void {
  response.writeHead(200, { "content-type": "application/json" }).end(answer);
}

type Asking = { name: string; task: Task; key?: string };

async function ask(gateway: TestGateway, { name, task, key = gateway.key }: Asking) {
  const response = await fetch(`${gateway.url}/chat/completions`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      "x-tandem-task": task,
    },
    body: JSON.stringify({ model: "qwen", messages: [{ role: "user", content: name }] }),
  });
  assert.equal(await response.text(), answer);
  return response.status;
}

function askAll(gateway: TestGateway, task: Task, count: number, key?: string) {
  return Array.from({ length: count }, () =>
    ask(gateway, { name: task, task, ...(key === undefined ? {} : { key }) }),
  );
}

async function untilWaiting(gateway: TestGateway, count: number): Promise<void> {
  await until(`${count} who wait`, async () => {
    const gauges = await gaugesAt({ origin: gateway.origin, key: gateway.key, signal });
    const waiting = [...gauges].filter(([name]) => name.startsWith("waiting_requests"));
    return waiting.reduce((sum, [, each]) => sum + each, 0) === count;
  });
}

describe("an upstream that is never free", function () {
  this.timeout(60_000);
  const stand = fieldStand();

  async function start(limits: Record<string, unknown>, admission: Record<string, unknown> = {}) {
    const upstream = await stand.http();
    const upstreams = { u0: { url: upstream.url, ...limits } };
    const gateway = await stand.gateway([upstream], { upstreams, admission }, { role: "admin" });
    return { upstream, gateway };
  }

  /** Answers one after the other; who came, in that order. */
  async function serve(upstream: RawUpstream, count: number): Promise<string[]> {
    const names: string[] = [];
    while (names.length < count) {
      const asked = await upstream.next();
      names.push(nameOf(asked));
      answerTo(asked);
    }
    return names;
  }

  it("keeps what is reserved free of batch, and batch takes all the rest", async () => {
    const reserve = { inline: 1, chat: 2 };
    const { upstream, gateway } = await start({ maxInFlight: 8, reserve });
    const all = askAll(gateway, "batch", 20);
    await untilWaiting(gateway, 15);
    await until("batch on all other slots", () => upstream.asked.length === 5);
    all.push(...askAll(gateway, "inline", 1), ...askAll(gateway, "chat", 2));
    await until("those it is reserved for", () => upstream.asked.length === 8);
    const urgent = upstream.asked.slice(5).map(nameOf);
    assert.deepEqual(urgent.toSorted(), ["chat", "chat", "inline"]);
    await serve(upstream, 23);
    assert.deepEqual(new Set(await Promise.all(all)), new Set([200]));
  });

  it("serves by urgency what waits, whatever came first", async () => {
    const { upstream, gateway } = await start({ maxInFlight: 1 });
    const all = askAll(gateway, "chat", 1);
    const first = await upstream.next();
    let waiting = 0;
    for (const task of ["batch", "review", "chat", "inline"] as const) {
      all.push(...askAll(gateway, task, 2));
      waiting += 2;
      await untilWaiting(gateway, waiting);
    }
    answerTo(first);
    const served = await serve(upstream, 8);
    const expected = ["inline", "chat", "review", "batch"].flatMap((task) => [task, task]);
    assert.deepEqual(served, expected);
    await Promise.all(all);
  });

  it("gives one who asks for eight times as much no more than another", async () => {
    const { upstream, gateway } = await start({ maxInFlight: 1 });
    const bob = await makeKey(gateway.folder, { name: "Bob", role: "developer" });
    await until("the key to be known", async () => {
      const headers = { authorization: `Bearer ${bob}` };
      return (await fetch(`${gateway.url}/models`, { headers })).ok;
    });
    const all = askAll(gateway, "chat", 33);
    const first = await upstream.next();
    // Of the same class, so that only whose they are tells them apart.
    all.push(...askAll(gateway, "explain", 4, bob));
    await untilWaiting(gateway, 36);
    answerTo(first);
    const served = await serve(upstream, 36);
    const early = served.slice(0, 8).filter((task) => task === "explain");
    assert.equal(early.length, 4, served.join(" "));
    await Promise.all(all);
  });

  it("lets review and batch advance while chat never ends", async () => {
    const { upstream, gateway } = await start({ maxInFlight: 1 }, { ageingMs: 1 });
    const all = askAll(gateway, "chat", 41);
    const first = await upstream.next();
    all.push(...askAll(gateway, "review", 3), ...askAll(gateway, "batch", 3));
    await untilWaiting(gateway, 46);
    answerTo(first);
    const served = await serve(upstream, 46);
    const whileChatWaits = served.slice(0, served.lastIndexOf("chat"));
    const aged = whileChatWaits.filter((task) => task !== "chat");
    assert.deepEqual(new Set(aged), new Set(["review", "batch"]), served.join(" "));
    assert.ok(aged.length <= 3, `one in sixteen at most: ${served.join(" ")}`);
    await Promise.all(all);
  });
});
