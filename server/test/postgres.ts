// PostgreSQL for tests: a database on a server they share, or a server of their own, in a temporary folder. A shell stands
// between it and the tests: when they end, however they do, its input ends, and it stops the server and removes the folder.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { createServer, Socket } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";

export type TestPostgres = {
  /** As the owner of an empty database, with the password in it. */
  url: string;
  /** Where it keeps its data; gone when it stops. */
  folder: string;
  /** Another empty database on the same server. */
  createDatabase(name: string): Promise<string>;
  /** As a crash would: connections break, nothing is written any more. */
  halt(): Promise<void>;
  /** On the same port with the same data. */
  resume(): Promise<void>;
  stop(): Promise<void>;
};

export const testPassword = "canary-pw-7f3a";

let shared: Promise<TestPostgres> | undefined;
let databases = 0;

/** Empty, on a server that ends with this process. Who stops a server or looks at its files starts another one. */
export async function freshDatabase(): Promise<string> {
  shared ??= startPostgres({ fsync: false });
  const { createDatabase } = await shared;
  databases += 1;
  return createDatabase(`fresh${databases}`);
}

/** `fsync: false` is faster, and then nothing survives the machine, only the server's crash. */
export async function startPostgres({ fsync = true } = {}): Promise<TestPostgres> {
  const port = await freePort();
  const child = spawn(...supervised({ port, fsync, bin: binaries() }), {
    // Ctrl-C reaches the tests; the shell learns of it by the end of its input.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const tell = conversation(child);
  const folder = await tell("start");
  const url = (name: string) => `postgres://tandem:${testPassword}@127.0.0.1:${port}/${name}`;
  await tell("create tandem");
  return {
    url: url("tandem"),
    folder,
    async createDatabase(name) {
      await tell(`create ${name}`);
      return url(name);
    },
    async halt() {
      await tell("halt");
    },
    async resume() {
      await tell("start");
    },
    async stop() {
      child.ref();
      const isOver = new Promise((resolve) => child.once("close", resolve));
      child.stdin?.end();
      await isOver;
    },
  };
}

function supervised(options: {
  port: number;
  fsync: boolean;
  bin: string;
}): [string, readonly string[]] {
  const shell = [
    "sh",
    "-c",
    script,
    "postgres-for-tests",
    options.bin,
    String(options.port),
    options.fsync ? "on" : "off",
    testPassword,
  ];
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  const [command = "", ...args] = isRoot ? ["runuser", "-u", "postgres", "--", ...shell] : shell;
  return [command, args];
}

/** Answers every line of input with a line `ok FOLDER` or `failed`. */
const script = `
bin=$1 port=$2 fsync=$3 password=$4
trap '' INT TERM HUP
folder=$(mktemp -d "\${TMPDIR:-/tmp}/tandem-postgres-XXXXXX") || exit 1
cd "$folder"
halt() { "$bin/pg_ctl" stop --silent --pgdata=data --mode=immediate >/dev/null 2>&1; }
start() {
  [ -d data ] || {
    echo "$password" >password
    "$bin/initdb" --no-sync --username=tandem --pwfile=password --auth=scram-sha-256 --encoding=UTF8 --locale=C data >log 2>&1
  } || return 1
  "$bin/pg_ctl" start --silent --wait --pgdata=data --log=log --options="-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=$fsync -c shared_buffers=16MB -c max_connections=60" >/dev/null 2>&1
}
create() { PGPASSWORD=$password "$bin/createdb" --host=127.0.0.1 --port="$port" --username=tandem "$1" >>log 2>&1; }
while read -r verb name; do
  if "$verb" $name; then echo "ok $folder"; else tail -n 5 log >&2; echo failed; fi
done
halt
cd /
rm -rf "$folder"
`;

/** Lines that the shell answers, one at a time. */
function conversation(child: ChildProcess): (line: string) => Promise<string> {
  const { stdin, stdout, stderr } = child;
  if (!isPipe(stdin) || !isPipe(stdout) || !isPipe(stderr)) throw new Error("There are no pipes.");
  // A server that nobody stops keeps no process alive.
  for (const each of [child, stdin, stdout, stderr]) each.unref();
  let awaited = 0;
  let said = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.on("error", (error) => {
    said += error.message;
  });
  const answers = createInterface(stdout)[Symbol.asyncIterator]();
  return async (line) => {
    awaited += 1;
    stdout.ref();
    stdin.write(`${line}\n`);
    const { value } = await answers.next();
    awaited -= 1;
    if (awaited === 0) stdout.unref();
    const folder = /^ok (.*)/.exec(value ?? "")?.[1];
    if (folder === undefined) throw new Error(`PostgreSQL did not ${line}: ${said}`);
    return folder;
  };
}

function isPipe(stream: unknown): stream is Socket {
  return stream instanceof Socket;
}

function binaries(): string {
  const installed = globSync("/usr/lib/postgresql/*/bin").sort((a, b) =>
    b.localeCompare(a, "en", { numeric: true }),
  );
  const onPath = (process.env.PATH ?? "").split(path.delimiter);
  const found = [...installed, ...onPath].find((folder) => existsSync(path.join(folder, "initdb")));
  if (found === undefined) throw new Error("PostgreSQL is not installed: there is no initdb.");
  return found;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("There is no port."));
        else resolve(address.port);
      });
    });
  });
}
