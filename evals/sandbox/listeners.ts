// Listens on this machine by TCP, UDP and Unix sockets, so that the probe sees for itself whether a sandboxed program
// got through, and writes the shell script that tries. No packet leaves the machine.
import { randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { makeTemporaryFolder } from "./host-folders.ts";

export type Listeners = AsyncDisposable & {
  /** Tries to reach every listener with whatever client is there. */
  script: string;
  /** How it was reached. */
  reached(): Promise<readonly string[]>;
};

export async function openListeners(): Promise<Listeners> {
  const reached = new Set<string>();
  const folder = await makeTemporaryFolder();
  const listen = async (name: string, at: string | number): Promise<Server> => {
    const server = createServer((socket) => {
      reached.add(name);
      socket.on("error", () => {}).destroy();
    });
    // One call for paths and ports alike.
    server.listen(at as string);
    await once(server, "listening");
    return server;
  };
  const socketFile = path.join(folder, "s");
  const isLinux = process.platform === "linux";
  const abstract = `tandem-probe-${randomUUID()}`;
  const tcp = await listen("TCP", 0);
  const unix = [await listen("a Unix socket", socketFile)];
  if (isLinux) unix.push(await listen("an abstract Unix socket", `\0${abstract}`));
  const udp = createSocket("udp4", () => reached.add("UDP"));
  udp.bind(0);
  await once(udp, "listening");

  // A server that listens on a port has an address object.
  const ports = { tcp: (tcp.address() as AddressInfo).port, udp: udp.address().port };
  return {
    script: clients(
      hostAddresses(),
      ports,
      isLinux ? [socketFile, `\\0${abstract}`] : [socketFile],
    ),
    async reached() {
      // What was sent before the program ended has arrived by the next turn of the event loop.
      await new Promise((resolve) => setTimeout(resolve, 10));
      return [...reached];
    },
    async [Symbol.asyncDispose]() {
      udp.close();
      for (const server of [tcp, ...unix]) server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function hostAddresses(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const own = addresses.filter(({ family, internal }) => family === "IPv4" && !internal);
  return ["127.0.0.1", ...own.slice(0, 2).map(({ address }) => address)];
}

/** bash for the network, perl or python for Unix sockets: at least one of them is on every system. */
function clients(
  hosts: readonly string[],
  { tcp, udp }: { tcp: number; udp: number },
  sockets: readonly string[],
): string {
  const byBash = hosts.flatMap((host) => [
    `timeout 0.3 bash -c 'echo x > /dev/tcp/${host}/${tcp}'`,
    `timeout 0.3 bash -c 'echo x > /dev/udp/${host}/${udp}'`,
  ]);
  const byPerl = `perl -MSocket -e 'for (@ARGV) { s/^\\\\0/\\0/; socket(S, PF_UNIX, SOCK_STREAM, 0); connect(S, pack_sockaddr_un($_)) }' ${sockets.map((socket) => `'${socket}'`).join(" ")}`;
  return [...byBash, byPerl]
    .map((line) => `(${line}) 2> /dev/null &`)
    .join("\n")
    .concat("\nwait");
}
