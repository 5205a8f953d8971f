// The deployment that `npm start` simulates where there is no endpoint: a large model for chat on one server, a small, fast
// one for inline completion on another, as a team would run them. It starts nothing.

/** One simulated server each; `args` are those of `tandem sim`. */
export const demoModels = [
  {
    endpoint: "large",
    model: "qwen3-coder",
    // What a well set-up deployment of Qwen3 Coder on 4 × H100 is started with.
    args: [
      ...["--model", "qwen3-coder", "--profile", "h100x4"],
      ...["--enable-auto-tool-choice", "--tool-call-parser", "qwen3_coder"],
      // An evaluation of it has something to show: most cases pass, a known part fails and can be looked into.
      ...["--answers", "mutants:7"],
    ],
  },
  {
    endpoint: "fast",
    model: "qwen2.5-coder-7b",
    args: ["--model", "qwen2.5-coder-7b", "--profile", "fim-7b", "--max-model-len", "32768"],
  },
] as const;

/** `urls` by the endpoints' names. */
export function demoSettings(urls: Readonly<Record<string, string>>): Record<string, unknown> {
  return {
    "tandem.endpoints": demoModels.map(({ endpoint }) => ({ id: endpoint, url: urls[endpoint] })),
    "tandem.models": demoModels.map(({ endpoint, model }) => ({ id: endpoint, endpoint, model })),
    "tandem.routes": { chat: "large", inline: "fast" },
  };
}
