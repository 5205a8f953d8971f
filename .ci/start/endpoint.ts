// Which endpoint `npm start` uses: the one named in the environment, else a server on localhost:8000, else a simulated
// one. It starts nothing and writes nothing; it only looks.

export type Choice =
  | { kind: "given"; url: string; key?: string; says: string }
  | { kind: "local"; url: string; says: string }
  | { kind: "simulated"; says: string };

export const localUrl = "http://localhost:8000/v1";
const probeMs = 500;

/** Said to the person instead of a stack. */
export class StartProblem extends Error {}

/** @throws {StartProblem} when TANDEM_ENDPOINT is no address that a key may be sent to. */
export async function chooseEndpoint(
  environment: { TANDEM_ENDPOINT?: string | undefined; TANDEM_API_KEY?: string | undefined },
  answersAt: (url: string, signal: AbortSignal) => Promise<boolean>,
  signal: AbortSignal,
): Promise<Choice> {
  const { TANDEM_ENDPOINT: given = "", TANDEM_API_KEY: key = "" } = environment;
  if (given !== "") {
    const { href, origin } = parseEndpoint(given);
    const withKey = key === "" ? "" : `, with the key of TANDEM_API_KEY for ${origin} only`;
    const says = `Endpoint: ${href} (from TANDEM_ENDPOINT${withKey}).`;
    return { kind: "given", url: href, says, ...(key !== "" && { key }) };
  }
  const unused = key === "" ? "" : " TANDEM_API_KEY is not used: it needs TANDEM_ENDPOINT.";
  if (await answersAt(localUrl, signal)) {
    return { kind: "local", url: localUrl, says: `Endpoint: ${localUrl} (it answers).${unused}` };
  }
  const says =
    "Endpoint: simulated. TANDEM_ENDPOINT is not set and nothing answers on localhost:8000, " +
    `so the answers are scripted and say so.${unused}`;
  return { kind: "simulated", says };
}

function parseEndpoint(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new StartProblem(
      "TANDEM_ENDPOINT is not an http(s) address. Set it to something like http://gpu1:8000/v1.",
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new StartProblem(
      "TANDEM_ENDPOINT carries a user name or password. Put the key into TANDEM_API_KEY instead.",
    );
  }
  return url;
}

/** True for a server that lists models, or that would with a key. */
export async function listsModels(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`${url}/models`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(probeMs)]),
      redirect: "manual",
    });
    const body: unknown = await response.json();
    if (response.status === 401) return true;
    return typeof body === "object" && body !== null && "data" in body && Array.isArray(body.data);
  } catch (error) {
    signal.throwIfAborted();
    // Refused, too slow or no JSON: whatever is there, it is no endpoint.
    if (error instanceof TypeError || error instanceof SyntaxError) return false;
    if (error instanceof DOMException && error.name === "TimeoutError") return false;
    throw error;
  }
}
