// Hands out user ids that no other program runs under, so that limits which Linux counts per user bind one folder only.
// Several runs of this program on one machine do not meet: an abstract socket, which dies with its owner, is the lock.
import { createServer, type Server } from "node:net";
import { SandboxError } from "./sandbox.ts";

export type UidSlot = { uid: number; release(): Promise<void> };

/** Above what people and services get, below `nobody`, and inside what rootless containers map. */
const firstUid = 64_000;
const slots = 1500;

export async function claimUid(): Promise<UidSlot> {
  for (let slot = 0; slot < slots; slot += 1) {
    const uid = firstUid + slot;
    const lock = await lockFor(uid);
    if (lock === undefined) continue;
    return { uid, release: () => new Promise((resolve) => lock.close(() => resolve())) };
  }
  throw new SandboxError("unavailable", `All ${slots} user ids from ${firstUid} on are in use.`);
}

function lockFor(uid: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(new SandboxError("failed", "A user id could not be reserved.", error));
    });
    server.listen(`\0tandem-sandbox-uid-${uid}`, () => resolve(server.unref()));
  });
}
