// Starts what is asked and asks it: the recorded upstream, the peers that can be had here, and load on one of them. It does not
// know which figures are wanted.
import path from "node:path";
import type { Load, Seen } from "./load-client.ts";
import type { Peer, PeerMaker } from "./peers.ts";
import { jsonLine, measuring, type Running, startPinned } from "./processes.ts";
import type { Pace } from "./recorded-upstream.ts";

const textImports = path.resolve(import.meta.dirname, "../../../.ci/text-imports.mjs");

export type Wanted = Pick<Load, "bodyBytes" | "stream" | "requests" | "concurrency" | "perSecond">;

export async function startUpstream(
  pace: Pace,
  signal: AbortSignal,
): Promise<{ url: string; running: Running }> {
  const program = path.join(import.meta.dirname, "recorded-upstream.ts");
  const args = ["--import", textImports, program, JSON.stringify(pace)];
  const running = startPinned(measuring, process.execPath, { args }, signal);
  const { url } = await jsonLine<{ url: string }>(running);
  return { url, running };
}

export type Started = {
  peers: readonly Peer[];
  /** Names, with why they cannot be had here: said, not hidden. */
  missing: ReadonlyMap<string, string>;
  stop(): Promise<void>;
};

export async function startPeers(
  makers: Readonly<Record<string, PeerMaker>>,
  upstream: string,
  signal: AbortSignal,
): Promise<Started> {
  const peers: Peer[] = [];
  const missing = new Map<string, string>();
  const stop = async () => {
    for (const peer of peers) await peer.stop();
  };
  try {
    for (const [name, maker] of Object.entries(makers)) {
      const peer = await startedOrWhy(maker, upstream, signal);
      if (typeof peer === "string") missing.set(name, peer);
      else peers.push(peer);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { peers, missing, stop };
}

async function startedOrWhy(
  maker: PeerMaker,
  upstream: string,
  signal: AbortSignal,
): Promise<Peer | string> {
  try {
    return await maker(upstream, signal);
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.name) : String(error);
  }
}

export async function ask(peer: Peer, wanted: Wanted, signal: AbortSignal): Promise<Seen> {
  const { url, model, authorization, headers } = peer;
  const load: Load = {
    url,
    model,
    ...wanted,
    ...(authorization === undefined ? {} : { authorization }),
    ...(headers === undefined ? {} : { headers }),
  };
  const client = path.join(import.meta.dirname, "load-client.ts");
  const args = [client, JSON.stringify(load)];
  const running = startPinned(measuring, process.execPath, { args }, signal);
  try {
    return await jsonLine<Seen>(running);
  } finally {
    await running.stop();
  }
}
