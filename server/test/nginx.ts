// nginx before a gateway, as administrators put it there: buffering as nginx does by itself, and compression on. One process
// of this user in a temporary folder; when the tests end, however they do, a shell ends it and removes the folder.
import { spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

export type TestNginx = {
  /** Where it listens, without /v1. */
  origin: string;
  stop(): Promise<void>;
};

/** @param origin of the gateway */
export async function startNginx(origin: string): Promise<TestNginx> {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-nginx-"));
  const port = await freePort();
  await writeFile(path.join(folder, "nginx.conf"), configuration(new URL(origin).host, port));
  // The shell's input ends with the tests, so it outlives none.
  const child = spawn("sh", ["-c", script, "nginx-for-tests", folder], {
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const isOver = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = () => {
    child.stdin.end();
    return isOver;
  };
  for await (const line of createInterface(child.stdout)) {
    if (line === "ready") return { origin: `http://127.0.0.1:${port}`, stop };
    throw new Error(`nginx could not be started: ${line}`);
  }
  throw new Error("nginx could not be started.");
}

/** Its parent process binds the port before it returns. */
const script = `
cd "$1" || exit 1
trap '' INT TERM HUP
PATH="$PATH:/usr/sbin"
if nginx -p "$1" -c nginx.conf -e error.log 2>output; then
  echo ready
  cat >/dev/null
  [ -f pid ] && kill -QUIT "$(cat pid)"
else
  tail -n 1 output
fi
cd / && rm -rf "$1"
`;

function configuration(gateway: string, port: number): string {
  return `pid pid; worker_processes 1;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  gzip on; gzip_proxied any; gzip_min_length 0; gzip_types *;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://${gateway}; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  // A server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
