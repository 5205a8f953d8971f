import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Environment, openSockets, proxyFor } from "./dispatcher.ts";

const proxy = "http://proxy:3128";

describe("proxyFor", () => {
  const check = (origin: string, environment: Environment, expected: string | undefined) =>
    it(`${origin} with ${JSON.stringify(environment)}`, () =>
      assert.equal(proxyFor(origin, environment), expected));
  check("http://gpu1:8000", {}, undefined);
  check("http://gpu1:8000", { http_proxy: proxy }, proxy);
  check("http://gpu1:8000", { HTTP_PROXY: proxy }, proxy);
  check("http://gpu1:8000", { https_proxy: proxy }, undefined);
  check("https://gpu1", { https_proxy: proxy, http_proxy: "http://other" }, proxy);
  check("http://gpu1:8000", { http_proxy: proxy, no_proxy: "gpu1" }, undefined);
  check("http://gpu1:8000", { http_proxy: proxy, no_proxy: "gpu2, gpu1:8000" }, undefined);
  check("http://gpu1:8000", { http_proxy: proxy, no_proxy: "gpu1:9000" }, proxy);
  check("http://gpu1.example.com", { http_proxy: proxy, NO_PROXY: ".example.com" }, undefined);
  check("http://gpu1.example.com", { http_proxy: proxy, NO_PROXY: "example.com" }, undefined);
  check("http://example.com", { http_proxy: proxy, NO_PROXY: "*.example.com" }, proxy);
  check("http://gpu1", { http_proxy: proxy, no_proxy: "*" }, undefined);
  check("http://localhost:8000", { http_proxy: proxy }, undefined);
  check("http://[::1]:8000", { http_proxy: proxy }, undefined);
  check("http://gpu1:8000", { http_proxy: "" }, undefined);
});

describe("openSockets", () => {
  it("goes through the proxy that the environment names", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(String(request.url));
      response.end("through");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on TCP has an address object.
    const { port } = server.address() as AddressInfo;
    const environment = { http_proxy: `http://127.0.0.1:${port}` };
    const { dispatcher, isProxied } = openSockets("http://gpu.invalid:8000", 1, environment);
    try {
      const { body } = await dispatcher.request({
        origin: "http://gpu.invalid:8000",
        path: "/v1/models",
        method: "GET",
      });
      assert.equal(await body.text(), "through");
      assert.ok(isProxied);
      assert.deepEqual(asked, ["http://gpu.invalid:8000/v1/models"]);
    } finally {
      await dispatcher.destroy();
      server.close();
    }
  });
});
