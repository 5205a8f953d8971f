// One installation at a time: a lock file that its owner keeps fresh, so that a lock whose owner was killed, in this
// container or another, is taken over. It knows nothing about what is being installed.
import { randomUUID } from "node:crypto";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

const refreshMs = 2_000;
const staleAfterMs = 15_000;
const settleMs = 1_000;

export async function withLock(file, work) {
  const token = randomUUID();
  let isAnnounced = false;
  while (!(await acquire(file, token))) {
    if (!isAnnounced) console.log("Waiting for another set-up on this machine to finish …");
    isAnnounced = true;
    await wait(settleMs);
  }
  const refresh = setInterval(() => utimes(file, new Date(), new Date()), refreshMs);
  try {
    return await work();
  } finally {
    clearInterval(refresh);
    await rm(file, { force: true });
  }
}

async function acquire(file, token) {
  try {
    await writeFile(file, token, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (!(await isStale(file))) return false;
  // Several may find it stale at once: the last to write has it, and all look again once the writing is over.
  await writeFile(file, token);
  await wait(settleMs);
  return (await readFile(file, "utf8")) === token;
}

async function isStale(file) {
  try {
    return Date.now() - (await stat(file)).mtimeMs > staleAfterMs;
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}
