// The sockets a load test uses: straight to the endpoint, or through the proxy that the environment names for it.
import { type Dispatcher, Pool, ProxyAgent } from "undici";

export type Sockets = { dispatcher: Dispatcher; isProxied: boolean };

export type Environment = Readonly<Record<string, string | undefined>>;

/** HTTP/1.1 only, so that every stream has a socket of its own; silence is the business of whoever asks. */
const settings = { allowH2: false, headersTimeout: 0, bodyTimeout: 0 } as const;

/** @param connections the most sockets; undefined for as many as are asked for at once */
export function openSockets(
  origin: string,
  connections: number | undefined,
  environment: Environment = process.env,
): Sockets {
  const proxy = proxyFor(origin, environment);
  const limits = { ...settings, ...(connections === undefined ? {} : { connections }) };
  return proxy === undefined
    ? { dispatcher: new Pool(origin, limits), isProxied: false }
    : { dispatcher: new ProxyAgent({ ...limits, uri: proxy }), isProxied: true };
}

/** As curl reads the environment, except that this machine itself is never behind a proxy. */
export function proxyFor(origin: string, environment: Environment): string | undefined {
  const { protocol, hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, "");
  if (host === "localhost" || host === "::1" || host.startsWith("127.")) return undefined;
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  const proxy = (protocol === "https:" ? read("https_proxy") : undefined) ?? read("http_proxy");
  if (proxy === undefined) return undefined;
  const actualPort = port || (protocol === "https:" ? "443" : "80");
  const spared = (read("no_proxy") ?? "").split(/[,\s]+/).filter((entry) => entry !== "");
  return spared.some((entry) => covers(entry.toLowerCase(), host, actualPort)) ? undefined : proxy;
}

/** `*`, `gpu1`, `.example.com`, `*.example.com`, each with or without a port. */
function covers(entry: string, host: string, port: string): boolean {
  const [, name = entry, itsPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (itsPort !== undefined && itsPort !== port) return false;
  if (name === "*") return true;
  const domain = name.replace(/^\*?\./, "");
  return host.endsWith(`.${domain}`) || (name === domain && host === domain);
}
