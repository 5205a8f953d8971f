// More listeners beside a server's own, on the same port. A listener takes one connection in a turn of the event loop, so that
// a busy gateway would let new connections wait for hundreds of turns while it serves those it has. It knows no requests.
import { createServer, type Server, type ServerOpts } from "node:net";

export type Doors = {
  /** Takes nothing new any more; resolves when all that came in by them is gone. */
  close(): Promise<void>;
};

/** Where several may listen on one port, the system shares connections out among them. */
export const canShare = process.platform === "linux";
const doorCount = 15;

/** Whether a port is free, which sharing it would hide. Rejects with the listen error. */
export async function tryPort(place: { host: string; port: number }): Promise<void> {
  const server = createServer();
  await listen(server, place);
  await close(server);
}

/** For a server that listens on a port which it shares; what comes in is its own. Rejects with the listen error. */
export async function openDoors(
  server: Server,
  options: ServerOpts & { backlog: number },
): Promise<Doors> {
  const address = server.address();
  if (typeof address !== "object" || address === null) return { close: () => Promise.resolve() };
  const place = { host: address.address, port: address.port, backlog: options.backlog };
  const doors = Array.from({ length: doorCount }, () =>
    createServer({ ...options, allowHalfOpen: true }, (socket) => {
      server.emit("connection", socket);
    }),
  );
  const closeAll = async () => void (await Promise.all(doors.map(close)));
  try {
    for (const door of doors) await listen(door, { ...place, reusePort: true });
  } catch (error) {
    await closeAll();
    throw error;
  }
  return { close: closeAll };
}

type Place = { host: string; port: number; backlog?: number; reusePort?: boolean };

function listen(server: Server, place: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(place, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  // One that does not listen is closed.
  return new Promise((resolve) => server.close(() => resolve()));
}
