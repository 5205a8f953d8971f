// The exchanges under way, so that whoever ends the gateway can wait for them, or end them. It does not know what they do.
import { createCrowd } from "../crowd.ts";
import { GatewayError } from "../gateway-error.ts";
import type { Client } from "./client.ts";

export type UnderWay = {
  add(client: Client): void;
  delete(client: Client): void;
  readonly count: number;
  /** Nothing new is taken. */
  readonly isEnding: boolean;
  /** Each of them is told that the gateway is being stopped. */
  hurry(): void;
  /** Resolves when none is left, or when they were told and did not end. */
  drain(limits?: { waitMs: number; endMs: number }): Promise<void>;
};

/** How long they may go on, and how long telling and recording that they may not can take. */
const usual = { waitMs: 30_000, endMs: 5_000 };

export function createUnderWay(): UnderWay {
  const clients = createCrowd<Client>();
  let isEnding = false;
  let noneLeft: (() => void) | undefined;
  const hurry = () => {
    for (const client of clients) client.abort(shuttingDown());
  };
  const whenNone = async (limitMs: number) => {
    if (clients.size === 0) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), limitMs);
    noneLeft = () => resolve(true);
    const isNone = await promise;
    clearTimeout(timer);
    return isNone;
  };
  return {
    add(client) {
      clients.add(client);
    },
    delete(client) {
      clients.delete(client);
      if (clients.size === 0) noneLeft?.();
    },
    get count() {
      return clients.size;
    },
    get isEnding() {
      return isEnding;
    },
    hurry,
    async drain({ waitMs, endMs } = usual) {
      isEnding = true;
      if (await whenNone(waitMs)) return;
      hurry();
      await whenNone(endMs);
    },
  };
}

export function shuttingDown(): GatewayError {
  return new GatewayError("shutting_down", "The gateway is being stopped. Ask again in a moment.");
}
