// What is measured side by side: no proxy, nginx and a bare proxy in Node as floors, this gateway with everything on, and the gateways of others that
// install on this machine, each with its logging on. It starts and stops them; it measures nothing.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { jsonLine, measured, type Running, startPinned } from "./processes.ts";

export type Peer = {
  name: string;
  /** Base URL, with /v1. */
  url: string;
  model: string;
  authorization?: string;
  headers?: Record<string, string>;
  /** 0: there is none. */
  pid: number;
  stop(): Promise<void>;
};

export type PeerMaker = (upstream: string, signal: AbortSignal) => Promise<Peer>;

const run = promisify(execFile);
const tandem = path.resolve(import.meta.dirname, "../../../dist/tandem.js");
const servedModel = "qwen3-coder";
const readyMs = 60_000;

export const direct: PeerMaker = async (url) => ({
  name: "direct",
  url,
  model: servedModel,
  pid: 0,
  stop: async () => undefined,
});

/** What remains of a gateway in Node when it does nothing. */
export const plainProxy: PeerMaker = async (upstream, signal) => {
  const program = path.join(import.meta.dirname, "plain-proxy.ts");
  const args = [program, new URL(upstream).origin];
  const running = startPinned(measured, process.execPath, { args }, signal);
  const { url } = await jsonLine<{ url: string }>(running);
  return peerOf({ name: "Node, only passing on", url }, running);
};

/** The database beside which it runs, or its own. */
export const gateway =
  (name = "Tandem", more: readonly string[] = [], processors = measured): PeerMaker =>
  async (upstream, signal) => {
    const folder = await mkdtemp(path.join(tmpdir(), "tandem-bench-"));
    const place = more.includes("--database") ? [] : ["--data", path.join(folder, "data")];
    const keys = ["keys", "create", "--name", "bench", "--role", "developer", "--json"];
    const { stdout } = await run(process.execPath, [tandem, ...keys, ...place, ...more], {
      signal,
    });
    const config = path.join(folder, "gateway.yaml");
    // Nothing may wait: what is measured is the way through, not the queue.
    await writeFile(
      config,
      JSON.stringify({ upstreams: { one: { url: upstream, maxInFlight: 4096 } } }),
    );
    const args = [tandem, "serve", "--config", config, ...place, ...more, "--port", "0", "--json"];
    const running = startPinned(processors, process.execPath, { args }, signal);
    const { url } = await jsonLine<{ url: string }>(running);
    // `tandem keys create --json` prints one object with the key.
    const { key } = JSON.parse(stdout) as { key: string };
    return peerOf({ name, url, authorization: `Bearer ${key}` }, running, folder);
  };

/** `proxy_pass` without buffering, and its access log on. */
export const nginx: PeerMaker = async (upstream, signal) => {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-bench-nginx-"));
  const port = await freePort();
  const config = path.join(folder, "nginx.conf");
  await writeFile(config, nginxConfig(new URL(upstream).host, port, folder));
  const args = ["-p", folder, "-c", config];
  const running = startPinned(measured, "/usr/sbin/nginx", { args }, signal);
  const url = `http://127.0.0.1:${port}/v1`;
  await answers(`${url}/models`, {}, signal);
  return peerOf({ name: "nginx", url }, running, folder);
};

function nginxConfig(host: string, port: number, folder: string): string {
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 8192; }
http {
  access_log ${folder}/access.log;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  client_max_body_size 64m; client_body_buffer_size 128k; keepalive_requests 1000000;
  upstream engine { server ${host}; keepalive 2048; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://engine; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_buffering off; proxy_read_timeout 600s;
    }
  }
}
`;
}

/** From npm, as its authors run it; its log of requests is always on. */
export const portkey: PeerMaker = async (upstream, signal) => {
  const folder = await installed("portkey-1.15.2", async (target) => {
    await run("npm", ["install", "--prefix", target, "@portkey-ai/gateway@1.15.2"], { signal });
  });
  const port = await freePort();
  const script = path.join(folder, "node_modules/@portkey-ai/gateway/build/start-server.js");
  const args = [script, `--port=${port}`];
  const env = { ...process.env, TRUSTED_CUSTOM_HOSTS: "127.0.0.1,localhost" };
  const running = startPinned(measured, process.execPath, { args, env }, signal);
  const url = `http://127.0.0.1:${port}/v1`;
  const headers = { "x-portkey-provider": "openai", "x-portkey-custom-host": upstream };
  await answers(`http://127.0.0.1:${port}/`, headers, signal);
  return { ...peerOf({ name: "Portkey 1.15.2", url }, running), headers };
};

/** From PyPI; it stores requests only beside PostgreSQL, so its log goes to stdout as JSON. */
export const litellm: PeerMaker = async (upstream, signal) => {
  const folder = await installed("litellm-1.95.0", async (target) => {
    await run("python3", ["-m", "venv", target], { signal });
    await run(
      path.join(target, "bin/pip"),
      ["install", "-q", "litellm[proxy]==1.95.0", "fastapi==0.137.1"],
      {
        signal,
      },
    );
  });
  const port = await freePort();
  const config = path.join(folder, "bench.yaml");
  const model = { model: `openai/${servedModel}`, api_base: upstream, api_key: "none" };
  const models = [{ model_name: servedModel, litellm_params: model }];
  const settings = { json_logs: true, callbacks: [], turn_off_message_logging: false };
  await writeFile(config, JSON.stringify({ model_list: models, litellm_settings: settings }));
  const args = ["--config", config, "--port", `${port}`, "--host", "127.0.0.1"];
  // Without the network it would look for prices first.
  const env = { ...process.env, LITELLM_TELEMETRY: "False", LITELLM_LOCAL_MODEL_COST_MAP: "True" };
  const running = startPinned(measured, path.join(folder, "bin/litellm"), { args, env }, signal);
  const url = `http://127.0.0.1:${port}/v1`;
  await answers(`http://127.0.0.1:${port}/health/liveliness`, {}, signal);
  return peerOf({ name: "LiteLLM 1.95.0", url }, running);
};

type Where = { name: string; url: string; authorization?: string };

function peerOf(where: Where, running: Running, folder?: string): Peer {
  return {
    ...where,
    model: servedModel,
    pid: running.pid,
    async stop() {
      await running.stop();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Kept in the cache, so that a benchmark installs a peer once. */
async function installed(
  name: string,
  install: (folder: string) => Promise<void>,
): Promise<string> {
  const cache = process.env.TANDEM_CACHE ?? path.join(tmpdir(), "tandem-peers");
  const folder = path.join(cache, "peers", name);
  if (existsSync(path.join(folder, "complete"))) return folder;
  await mkdir(folder, { recursive: true });
  await install(folder);
  await writeFile(path.join(folder, "complete"), "");
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Resolves with the first answer, whatever it says. */
async function answers(url: string, headers: Record<string, string>, signal: AbortSignal) {
  const deadlineMs = performance.now() + readyMs;
  while (performance.now() < deadlineMs) {
    try {
      await fetch(url, { headers, signal });
      return;
    } catch (error) {
      signal.throwIfAborted();
      // Nothing listens yet.
      if (!(error instanceof TypeError)) throw error;
      await wait(100);
    }
  }
  throw new Error(`Nothing answered at ${url}.`);
}
