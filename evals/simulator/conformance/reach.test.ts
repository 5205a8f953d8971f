// The client says why an endpoint cannot be reached, in the words of what is wrong.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from "node:net";
import os from "node:os";
import path from "node:path";
import type { ModelErrorCode } from "../../../core/model/errors.ts";
import { answerOf, chatRequest, clientOf, failureOf, never } from "./against-simulator.ts";

async function withServer(
  server: Server | TcpServer,
  work: (port: number) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    // A server that listens on TCP has an address object.
    await work((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const fails = (url: string, code: ModelErrorCode) =>
  failureOf(clientOf(url, { apiKey: "secret-key" }).streamChat(chatRequest(), never), code);

describe("an endpoint out of reach", () => {
  it("has a port where nothing listens", async () => {
    let port = 0;
    await withServer(createServer(), async (taken) => {
      port = taken;
    });
    const { error } = await fails(`http://127.0.0.1:${port}/v1`, "refused");
    assert.equal(error.summary, `Nothing is listening at 127.0.0.1:${port}.`);
  });

  it("has a name that does not exist", async () => {
    const { error } = await fails("http://does-not-exist.invalid:8000/v1", "dns");
    assert.match(error.summary, /does-not-exist\.invalid could not/);
  });

  it("closes the connection without a word", () => {
    const server = createTcpServer((socket) => socket.destroy());
    return withServer(server, async (port) => {
      await fails(`http://127.0.0.1:${port}/v1`, "unreachable");
    });
  });

  it("speaks another protocol", () => {
    const server = createTcpServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.end("SSH-2.0-OpenSSH_9.2\r\n");
    });
    return withServer(server, async (port) => {
      await fails(`http://127.0.0.1:${port}/v1`, "not_openai");
    });
  });

  it("speaks no TLS", () =>
    withServer(createServer(), async (port) => {
      await fails(`https://127.0.0.1:${port}/v1`, "tls");
    }));

  it("has a certificate that nobody trusts", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "tandem-tls-"));
    const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    try {
      const subject = ["-subj", "/CN=localhost", "-days", "1", "-nodes"];
      const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
      execFileSync(
        "openssl",
        ["req", "-x509", ...curve, ...subject, "-keyout", key, "-out", cert],
        {
          stdio: "ignore",
        },
      );
      const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
      await withServer(server, async (port) => {
        const { error } = await fails(`https://127.0.0.1:${port}/v1`, "tls");
        assert.match(error.summary, /DEPTH_ZERO_SELF_SIGNED_CERT/);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a server that is no OpenAI server", () => {
  const check = (name: string, listener: RequestListener, code: ModelErrorCode) =>
    it(name, () =>
      withServer(createServer(listener), async (port) => {
        await fails(`http://127.0.0.1:${port}/v1`, code);
      }),
    );
  check("knows no such route", (_request, response) => response.writeHead(404).end(), "not_openai");
  check(
    "answers with a web page",
    (_request, response) => response.setHeader("content-type", "text/html").end("<html></html>"),
    "not_openai",
  );
  check("answers with nothing", (_request, response) => response.end(), "not_openai");
  check(
    "answers with JSON",
    (_request, response) => response.setHeader("content-type", "application/json").end("{}"),
    "bad_response",
  );

  it("leads elsewhere, where neither the code nor the key is taken", async () => {
    let isAsked = false;
    const elsewhere = createServer((_request, response) => {
      isAsked = true;
      response.end();
    });
    await withServer(elsewhere, (elsewherePort) => {
      const location = `http://127.0.0.1:${elsewherePort}/v1/chat/completions`;
      const server = createServer((_request, response) =>
        response.writeHead(307, { location }).end(),
      );
      return withServer(server, async (port) => {
        const { error } = await fails(`http://127.0.0.1:${port}/v1`, "not_openai");
        assert.match(error.summary, new RegExp(`redirect to http://127.0.0.1:${elsewherePort}\\b`));
      });
    });
    assert.equal(isAsked, false);
  });
});

describe("a connection", () => {
  it("is kept for the next request although the end of the body comes after [DONE]", async () => {
    const closed = Promise.withResolvers<boolean>();
    const server = createServer((_request, response) => {
      response.on("close", () => closed.resolve(response.writableFinished));
      response.setHeader("content-type", "text/event-stream");
      response.write('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n');
      response.write("data: [DONE]\n\n");
      // Long after a client that hangs up at [DONE] would have done so.
      setTimeout(() => response.end(), 100);
    });
    await withServer(server, async (port) => {
      await answerOf(clientOf(`http://127.0.0.1:${port}/v1`).streamChat(chatRequest(), never));
      assert.equal(await closed.promise, true, "the client hung up");
    });
  });
});
