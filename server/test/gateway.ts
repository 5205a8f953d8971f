// A real gateway in this process for tests, with an embedded store in a folder of its own unless it is given another, and a
// key for everybody who is asked for. Knows no upstream.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { type Final, type Intent, recordSchema } from "../../core/protocol/audit-record.ts";
import { gatewayConfigSchema } from "../../core/protocol/gateway-config.ts";
import type { Role } from "../../core/protocol/gateway-key.ts";
import { openLogs } from "../audit/open-logs.ts";
import { startGateway } from "../gateway.ts";
import type { Gateway, GatewayOptions } from "../gateway-options.ts";
import { createKey } from "../keys/key-store.ts";
import { openStore } from "../store/open-store.ts";
import type { StorePlace } from "../store/store.ts";

export type TestGateway = Gateway & {
  key: string;
  folder: string;
  /** How requests ended, oldest first, as the audit has it now; of a request that is open, its intent alone. */
  audited(): Promise<Audited[]>;
  /** Everything the gateway logged. */
  logged(): string;
  /** Closes it and removes its folder. */
  end(): Promise<void>;
};

export type Audited = { intent: Intent; final: Final | undefined };

export type TestGatewayOptions = Partial<Omit<GatewayOptions, "config" | "log" | "writeLog">> & {
  /** As in a configuration file. */
  config: Record<string, unknown>;
  role?: Role;
  /** From `gateway.yaml` in its folder. */
  file?: boolean;
};

export async function startTestGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const { config, role = "developer", file = false, ...rest } = options;
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-gateway-"));
  const { place = { data: folder } } = rest;
  const configFile = path.join(folder, "gateway.yaml");
  if (file) await writeFile(configFile, JSON.stringify(config));
  const key = await makeKey(place, { name: "Ada", role });
  let logged = "";
  const writeLog = (line: string) => {
    logged += line;
  };
  const log = pino({ base: null }, { write: writeLog });
  const gateway = await startGateway(
    {
      host: "127.0.0.1",
      port: 0,
      env: {},
      ...rest,
      place,
      config: file ? { file: configFile } : { fixed: gatewayConfigSchema.parse(config) },
      log,
      writeLog,
    },
    new AbortController().signal,
  );
  return {
    ...gateway,
    key,
    folder,
    logged: () => logged,
    audited: () => readAudited(place),
    async end() {
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readAudited(place: StorePlace): Promise<Audited[]> {
  const store = await openStore(place);
  try {
    const logs = openLogs(store);
    const byId = new Map<string, Audited>();
    for (const name of await logs.names()) {
      for await (const { meta } of logs.read(name)) {
        const record = recordSchema.parse(JSON.parse(meta.toString()));
        if (record.kind === "intent") byId.set(record.id, { intent: record, final: undefined });
        const about = record.kind === "final" ? byId.get(record.of) : undefined;
        if (record.kind === "final" && about !== undefined) about.final = record;
      }
    }
    return [...byId.values()];
  } finally {
    await store.close();
  }
}

/** @param place a data folder by its path, or any store; `at`: when it is made */
export async function makeKey(
  place: string | StorePlace,
  wish: { name: string; role: Role; expiresAt?: number },
  at = Date.now(),
): Promise<string> {
  const store = await openStore(typeof place === "string" ? { data: place } : place);
  try {
    return (await createKey(store, wish, at)).key;
  } finally {
    await store.close();
  }
}
