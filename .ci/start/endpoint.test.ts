import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import { chooseEndpoint, listsModels, localUrl, StartProblem } from "./endpoint.ts";

const signal = new AbortController().signal;
const nobody = async () => false;
const somebody = async () => true;

describe("chooseEndpoint", () => {
  it("takes the endpoint of the environment without looking elsewhere", async () => {
    const environment = { TANDEM_ENDPOINT: "https://gpu1:8443/v1", TANDEM_API_KEY: "k-secret" };
    const choice = await chooseEndpoint(
      environment,
      () => Promise.reject(new Error("looked")),
      signal,
    );
    assert.equal(choice.kind, "given");
    assert.ok("url" in choice && choice.url === "https://gpu1:8443/v1");
  });

  it("never says the key", async () => {
    const environment = { TANDEM_ENDPOINT: "https://gpu1:8443/v1", TANDEM_API_KEY: "k-secret" };
    assert.doesNotMatch((await chooseEndpoint(environment, nobody, signal)).says, /k-secret/);
    const withoutEndpoint = { TANDEM_API_KEY: "k-secret" };
    assert.doesNotMatch((await chooseEndpoint(withoutEndpoint, somebody, signal)).says, /k-secret/);
  });

  it("takes a server on localhost:8000 when nothing is named, and gives it no key", async () => {
    const choice = await chooseEndpoint({ TANDEM_API_KEY: "k-secret" }, somebody, signal);
    assert.equal(choice.kind, "local");
    assert.ok("url" in choice && choice.url === localUrl);
    assert.ok(!("key" in choice));
  });

  it("falls back to the simulated endpoint and says so", async () => {
    const choice = await chooseEndpoint({}, nobody, signal);
    assert.equal(choice.kind, "simulated");
    assert.match(choice.says, /simulated/);
  });

  for (const wrong of ["gpu1:8000", "ftp://gpu1/v1", "nonsense", "http://me:pw@gpu1:8000/v1"]) {
    it(`refuses ${wrong}`, async () => {
      await assert.rejects(
        chooseEndpoint({ TANDEM_ENDPOINT: wrong }, nobody, signal),
        StartProblem,
      );
    });
  }
});

describe("listsModels", () => {
  async function check(respond: RequestListener, expected: boolean): Promise<void> {
    const server = createServer(respond).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    try {
      assert.equal(await listsModels(`http://127.0.0.1:${address.port}/v1`, signal), expected);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("accepts a server that lists models", () =>
    check((_, response) => response.end('{"object":"list","data":[]}'), true));

  it("accepts a server that wants a key", () =>
    check((_, response) => {
      response.statusCode = 401;
      response.end('{"error":"Unauthorized"}');
    }, true));

  it("refuses a server of web pages", () =>
    check((_, response) => response.end("<html></html>"), false));

  it("refuses a redirect to somewhere else", () =>
    check((_, response) => {
      response.statusCode = 307;
      response.setHeader("location", "http://example.invalid/");
      response.end();
    }, false));

  it("refuses a server that accepts and then says nothing", () => check(() => undefined, false));

  it("refuses a port where nobody listens", async () => {
    assert.equal(await listsModels("http://127.0.0.1:9/v1", signal), false);
  });
});
