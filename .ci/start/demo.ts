// What `npm start` runs behind its gateway: a deployment as a team would have it, simulated where there is no endpoint, and
// what gateway and editor are told about it. It starts nothing.
import type { Choice } from "./endpoint.ts";

/** One simulated server each; `args` are those of `tandem sim`, `model` the name the gateway gives it. */
export const demoModels = [
  {
    upstream: "large",
    model: "chat",
    // What a well set-up deployment of Qwen3 Coder on 4 × H100 is started with.
    args: [
      ...["--model", "qwen3-coder", "--profile", "h100x4"],
      ...["--enable-auto-tool-choice", "--tool-call-parser", "qwen3_coder"],
      // An evaluation of it has something to show: most cases pass, a known part fails and can be looked into.
      ...["--answers", "mutants:7"],
    ],
  },
  {
    upstream: "fast",
    model: "fast",
    args: ["--model", "qwen2.5-coder-7b", "--profile", "fim-7b", "--max-model-len", "32768"],
  },
] as const;

/** The variable that the gateway reads an endpoint's key from. */
export const upstreamKey = "TANDEM_UPSTREAM_API_KEY";

/** A large model and a small, fast one. `urls` by the upstreams' names. */
export function demoGateway(urls: Readonly<Record<string, string>>): Record<string, unknown> {
  return {
    upstreams: Object.fromEntries(
      demoModels.map(({ upstream }) => [upstream, { url: urls[upstream] }]),
    ),
    models: Object.fromEntries(demoModels.map(({ model, upstream }) => [model, [{ upstream }]])),
  };
}

/** A given endpoint decides itself what it serves. */
export function endpointGateway({
  url,
  key,
}: Exclude<Choice, { kind: "simulated" }> & { key?: string }): Record<string, unknown> {
  return {
    upstreams: { endpoint: { url, ...(key !== undefined && { key: { env: upstreamKey } }) } },
  };
}

/** The editor knows one endpoint, and of the simulated deployment which model does what. */
export function editorSettings(gatewayUrl: string, kind: Choice["kind"]): Record<string, unknown> {
  const endpoint = "gateway";
  const endpoints = { "tandem.endpoints": [{ id: endpoint, url: gatewayUrl }] };
  if (kind !== "simulated") return endpoints;
  return {
    ...endpoints,
    "tandem.models": demoModels.map(({ model }) => ({ id: model, endpoint, model })),
    "tandem.routes": { chat: "chat", inline: "fast" },
  };
}
