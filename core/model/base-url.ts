// Turns what a person types as an endpoint into the base URL that requests are built from. Knows no settings and sends
// nothing: whether anything answers there is the probe's question.
import { ModelError } from "./errors.ts";

const routes = /\/(?:chat\/completions|completions|models|tokenize|embeddings)$/;

/**
 * `gpu1:8000` becomes `http://gpu1:8000/v1`; a path that was given is kept, except for a route at its end.
 * @throws ModelError `invalid_url`
 */
export function normalizeBaseUrl(typed: string): string {
  const text = typed.trim();
  const url = parseHttpUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  // A user name or query would carry secrets into logs and messages; the key has its own place.
  if (url === undefined || url.username || url.password || url.search || url.hash) {
    throw new ModelError("invalid_url", { detail: `“${withoutCredentials(text)}”` });
  }
  const path = url.pathname.replace(/\/+$/, "").replace(routes, "").replace(/\/+$/, "");
  return `${url.origin}${path === "" ? "/v1" : path}`;
}

/** Scheme, host and port: what an API key belongs to. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** `host:port`, with the port also where the scheme implies it, because a wrong port is the commonest mistake. */
export function hostOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}

/** The URL of a route that vLLM serves beside `/v1`, such as `/version`. */
export function besideBase(url: string, route: string): string {
  return `${url.replace(/\/v\d+$/, "")}${route}`;
}

/** True when code would cross a network that is probably not the company's own without encryption. */
export function isPlainHttpToPublicHost(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !isPrivateHost(hostname);
}

function isPrivateHost(hostname: string): boolean {
  const octets = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(hostname);
  if (octets !== null) return isPrivateIpv4(Number(octets[1]), Number(octets[2]));
  // Loopback, unique local (RFC 4193) and link-local addresses.
  if (hostname.startsWith("[")) return /^\[(?:::1\]|f[cd]|fe[89ab])/.test(hostname);
  return (
    !hostname.includes(".") ||
    /\.(?:local|localhost|internal|intranet|lan|home|corp|test)$/.test(hostname)
  );
}

/** RFC 1918, loopback, link-local and carrier-grade NAT (RFC 6598), which VPNs use. */
function isPrivateIpv4(first: number, second: number): boolean {
  return (
    first === 10 ||
    first === 127 ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254) ||
    (first === 100 && second >= 64 && second < 128)
  );
}

function parseHttpUrl(text: string): URL | undefined {
  if (!URL.canParse(text) || /\s/.test(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
}

function withoutCredentials(text: string): string {
  return text
    .replace(/[^/]*@/, "…@")
    .replace(/[?#].*$/s, "?…")
    .slice(0, 200);
}
