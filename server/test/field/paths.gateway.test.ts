import assert from "node:assert/strict";
import { startTestGateway, type TestGateway } from "../gateway.ts";
import { question, whole } from "./answers.ts";
import { fieldStand } from "./stand.ts";
import { answerWith, startTcpUpstream, type TcpUpstream } from "./tcp-upstream.ts";
import { bytesOf } from "./wire.ts";

describe("paths", () => {
  const stand = fieldStand();
  let model: TcpUpstream;
  let gateway: TestGateway;

  before(async () => {
    model = await startTcpUpstream(({ socket }) => void socket.write(answerWith(whole)));
    gateway = await startTestGateway({ config: { upstreams: { gpu: { url: model.url } } } });
  });
  after(async () => {
    await gateway.end();
    await model.close();
  });

  async function answerTo(path: string, method: string): Promise<string> {
    const wire = await stand.wire(gateway);
    const request = bytesOf(gateway, JSON.stringify(question), {
      path,
      headers: { connection: "close" },
    });
    wire.send(request.replace(/^POST/, method));
    return wire.isOver;
  }

  // What vLLM leaves open, also where it has a key, and what changes or stops it.
  for (const path of [
    "/version",
    "/health",
    "/ping",
    "/load",
    "/server_info",
    "/docs",
    "/openapi.json",
    "/invocations",
    "/pooling",
    "/classify",
    "/score",
    "/rerank",
    "/v1/responses",
    "/v1/messages",
    "/v1/audio/transcriptions",
    "/v1/load_lora_adapter",
    "/v1/unload_lora_adapter",
    "/tokenizer_info",
    "/reset_prefix_cache",
    "/sleep",
    "/wake_up",
    "/collective_rpc",
    "/scale_elastic_ep",
    "/start_profile",
    "/abort_requests",
    "/simulator/requests",
  ]) {
    it(`${path} of an engine is not reached`, async () => {
      for (const method of ["POST", "GET", "DELETE"]) {
        assert.match(await answerTo(path, method), /^HTTP\/1.1 404 [\s\S]*"route_not_found"/);
      }
      assert.equal(model.calls.length, 0);
    });
  }

  for (const path of [
    "//v1/chat/completions",
    "/V1/chat/completions",
    "/v1/chat//completions",
    "/v1/./chat/completions",
    "/v1/x/../chat/completions",
    "/v1/chat/completions/../../../sleep",
    "/v1/chat/completions%2f..%2f..%2fsleep",
    "/v1/chat/completions;/sleep",
    "/v1/models/../../sleep",
    "/v1/models/..%2f..%2fsleep",
    "/v1/models/%2e%2e/%2e%2e/sleep",
    "/v1/models/%00",
    "/v1/models/%",
    "http://127.0.0.1:1/v1/sleep",
    "*",
  ]) {
    it(`${path} leads nowhere else`, async () => {
      const before = model.calls.length;
      for (const method of ["POST", "GET"]) {
        assert.match(await answerTo(path, method), /^HTTP\/1.1 40[045] [\s\S]*"code":/, method);
      }
      assert.equal(model.calls.length, before);
    });
  }

  it("are asked for at the engine as the table says, whatever the client's query", async () => {
    for (const [path, expected] of [
      ["/v1/chat/completions?api-version=2024-06-01", "/v1/chat/completions"],
      ["/v1/completions?x=/../sleep", "/v1/completions"],
      ["/v1/embeddings#a", "/v1/embeddings"],
      ["/tokenize?a", "/tokenize"],
      ["/detokenize", "/detokenize"],
    ] as const) {
      assert.match(await answerTo(path, "POST"), /^HTTP\/1.1 200 /, path);
      assert.match(model.calls.at(-1)?.head ?? "", new RegExp(`^POST ${expected} HTTP/1.1\r\n`));
    }
  });
});
