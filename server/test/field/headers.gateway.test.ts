import assert from "node:assert/strict";
import { makeKey, startTestGateway, type TestGateway } from "../gateway.ts";
import { type RawUpstream, startRawUpstream } from "../raw-upstream.ts";
import { question, whole } from "./answers.ts";
import { fieldStand, until } from "./stand.ts";
import { ask, bytesOf } from "./wire.ts";

describe("headers of clients", () => {
  const stand = fieldStand();
  let model: RawUpstream;
  let gateway: TestGateway;
  let ci: { origin: string; key: string };
  let admin: { origin: string; key: string };

  before(async () => {
    model = await startRawUpstream({
      answer: ({ response }) => {
        response.writeHead(200, {
          "content-type": "application/json",
          server: "uvicorn",
          "set-cookie": "a=b",
          "x-internal-host": "gpu-7",
          "access-control-allow-origin": "*",
        });
        response.end(whole);
      },
    });
    gateway = await startTestGateway({
      config: { upstreams: { gpu: { url: model.url, priority: true } } },
    });
    const { origin, folder } = gateway;
    ci = { origin, key: await makeKey(folder, { name: "pipeline", role: "ci" }) };
    admin = { origin, key: await makeKey(folder, { name: "Root", role: "admin" }) };
    await until(
      "the new keys",
      async () => (await ask(admin, "", { method: "GET", path: "/v1/models" })).status === 200,
    );
  });
  after(async () => {
    await gateway.end();
    await model.close();
  });

  const forwarded = [
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "content-type",
    "host",
    "x-request-id",
  ];

  for (const [what, headers] of [
    ["names of priorities", "x-vllm-priority: -9\r\nx-priority: -9\r\npriority: u=0"],
    [
      "names of routers",
      "x-llm-d-inference-objective: a\r\nx-gateway-destination-endpoint: 10.0.0.1:80\r\nx-data-parallel-rank: 3",
    ],
    [
      "what is Tandem's own",
      "x-tandem-person: root\r\nx-tandem-role: admin\r\nx-tandem-class: inline\r\nx-tandem-task: chat\r\nX-TANDEM-ANYTHING: 1",
    ],
    [
      "what is listed in connection",
      "connection: keep-alive, content-type, x-a\r\nx-a: b\r\nkeep-alive: timeout=9",
    ],
    [
      "ids",
      "x-request-id: mine\r\nx-correlation-id: mine\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ],
    [
      "where it came from",
      "x-forwarded-for: 10.0.0.1\r\nx-forwarded-host: a\r\nforwarded: for=1\r\nvia: 1.1 a\r\nx-real-ip: 10.0.0.1",
    ],
    [
      "identities",
      "cookie: a=b\r\nproxy-authorization: Basic YQ==\r\nopenai-organization: o\r\nx-api-key: other",
    ],
    ["faults of the simulator", "x-simulator-fault: 503"],
    [
      "spellings of framing",
      "te: trailers\r\ntrailer: x-a\r\nexpect: 100-continue\r\nupgrade: h2c",
    ],
  ] as const) {
    it(`are not passed on: ${what}`, async () => {
      const wire = await stand.wire(gateway);
      const request = bytesOf(gateway, JSON.stringify(question), {
        headers: { host: "evil.example" },
      });
      wire.send(request.replace("\r\n\r\n", `\r\n${headers}\r\n\r\n`));
      await wire.sees(whole);
      const asked = model.asked.at(-1)!;
      assert.deepEqual(Object.keys(asked.headers).sort(), forwarded);
      assert.equal(asked.headers.host, new URL(model.url).host);
      assert.match(wire.seen, new RegExp(`x-request-id: ${asked.headers["x-request-id"]}\r\n`));
      assert.match(String(asked.headers["x-request-id"]), /^[0-9A-HJKMNP-TV-Z]{26}$/);
      assert.doesNotMatch(wire.seen, /uvicorn|set-cookie|internal|access-control/i);
    });
  }

  it("a task is a wish: a CI job that calls itself inline is served as review", async () => {
    const reply = await ask(ci, question, { headers: { "x-tandem-task": "inline" } });
    assert.equal(reply.status, 200);
    assert.equal(JSON.parse(model.asked.at(-1)!.body).priority, 4);
    const page = await ask(admin, "", { method: "GET", path: "/metrics" });
    const counted = page.text.split("\n").filter((line) => /task="inline"/.test(line));
    assert.ok(counted.length > 0);
    assert.ok(
      counted.every((line) => line.includes('class="review"')),
      counted.join("\n"),
    );
  });

  for (const task of ["nonsense", "inline, chat", "INLINE", " ", "__proto__", "constructor"]) {
    it(`a task that is none (${JSON.stringify(task)}) is a chat`, async () => {
      const reply = await ask(gateway, question, { headers: { "x-tandem-task": task } });
      assert.equal(reply.status, 200);
      assert.equal(JSON.parse(model.asked.at(-1)!.body).priority, 2);
    });
  }
});
