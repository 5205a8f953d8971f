// One request over a socket of its own, so that a trial decides to the byte what is sent and when the socket dies. It reads no
// more of the answer than it takes to see how far it has come.
import { connect, type Socket } from "node:net";

/** `closed` as a program does that ends properly, `reset` as one that crashes or a network that breaks. */
export type Death = "closed" | "reset";

export type RawClient = {
  /** Resolves when the answer has that text in it. @throws when the connection ends before */
  sees(text: string): Promise<void>;
  /** Everything that came. */
  readonly seen: string;
  /** When the last of it came, in ms since the epoch with fractions. */
  readonly seenAt: number;
  send(bytes: string): void;
  /** Resolves with when it happened, in ms since the epoch with fractions. */
  die(death: Death): number;
};

export type RawRequest = {
  origin: string;
  path: string;
  key: string;
  body: string;
  /** Sends the headers only, and asks for leave to go on. */
  asksFirst?: boolean;
};

export async function openRawClient({
  origin,
  path,
  key,
  body,
  asksFirst = false,
}: RawRequest): Promise<RawClient> {
  const { hostname, port, host } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const watch = watchSocket(socket);
  await watch.connected;
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${host}`,
    `authorization: Bearer ${key}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    ...(asksFirst ? ["expect: 100-continue"] : []),
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${asksFirst ? "" : body}`);
  return {
    sees: watch.sees,
    get seen() {
      return watch.seen();
    },
    get seenAt() {
      return watch.seenAt();
    },
    send: (bytes) => void socket.write(bytes),
    die(death) {
      watch.dies();
      if (death === "reset") socket.resetAndDestroy();
      else socket.destroy();
      return now();
    },
  };
}

function watchSocket(socket: Socket) {
  let seen = "";
  let seenAt = now();
  let isOver = false;
  let look = () => {};
  const connected = new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  // A trial that ends its socket does not care how it ends.
  socket.on("error", () => {});
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    seen += text;
    seenAt = now();
    look();
  });
  socket.on("close", () => {
    isOver = true;
    look();
  });
  return {
    connected,
    seen: () => seen,
    seenAt: () => seenAt,
    dies() {
      look = () => {};
    },
    sees(text: string): Promise<void> {
      return new Promise((resolve, reject) => {
        look = () => {
          if (seen.includes(text)) resolve();
          else if (isOver) reject(new Error(`The connection ended with: ${seen.slice(-500)}`));
        };
        look();
      });
    },
  };
}

/** As the record of the simulated endpoint has it. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
