import assert from "node:assert/strict";
import { gatewayConfigSchema, upstreamSchema } from "../../core/protocol/gateway-config.ts";
import { GatewayError } from "../gateway-error.ts";
import { isAnySimulated, type ModelCard, modelList } from "./model-list.ts";
import { modelTable, type ServingUpstream } from "./model-table.ts";
import { createRouter, type RouteRequest } from "./route.ts";

const url = "http://127.0.0.1:1/v1";

/** `name: model model …`, with what differs. */
function serving(text: string, more: Partial<ServingUpstream> = {}): ServingUpstream {
  const [name = "", models = ""] = text.split(":");
  const ids = models.split(" ").filter((id) => id !== "");
  return {
    name,
    config: upstreamSchema.parse({ url }),
    served: ids.map((id) => ({
      id,
      root: `Org/${id}`,
      ownedBy: "vllm",
      maxModelLen: 65_536,
      created: 1_769_000_000,
    })),
    version: "0.29.0",
    isSimulated: false,
    ...more,
  };
}

const configOf = (more: object) =>
  gatewayConfigSchema.parse({ upstreams: { any: { url } }, ...more });

type Case = { config?: object; upstreams: ServingUpstream[] } & Partial<RouteRequest>;

function resolve({ config = {}, upstreams, ...request }: Case): string {
  const router = createRouter(configOf(config), { all: () => upstreams, revision: 0 });
  const route = router.resolve({ asked: undefined, task: "chat", keyName: "ann", ...request });
  const tiers = route.tiers.map((tier) => tier.map((each) => `${each.upstream}/${each.served}`));
  return `${route.model} = ${tiers.map((tier) => tier.join(" ")).join(", ")} (${route.why})`;
}

function check(what: string, given: Case, expected: string) {
  it(what, () => assert.equal(resolve(given), expected));
}

function checkRefused(what: string, given: Case, code: string, sentence: string) {
  it(what, () => {
    assert.throws(
      () => resolve(given),
      (error) => {
        assert.ok(error instanceof GatewayError);
        assert.deepEqual([error.code, error.message], [code, sentence]);
        return true;
      },
    );
  });
}

const a = serving("a:coder");
const b = serving("b:coder mini");
const silent = serving("c:");
const models = {
  chat: [
    { upstream: ["a", "b"], model: "coder" },
    { upstream: "b", model: "mini" },
  ],
  fast: [{ upstream: "b" }],
};

describe("models without a configuration", () => {
  check(
    "a name is every server that has it",
    { upstreams: [a, b], asked: "coder" },
    "coder = a/coder b/coder (asked for)",
  );
  check(
    "no name is the first model",
    { upstreams: [a, b] },
    "coder = a/coder b/coder (first model)",
  );
  check("an empty name as well", { upstreams: [b], asked: "" }, "coder = b/coder (first model)");
  check(
    "a server that is silent so far is left out",
    { upstreams: [silent, b], asked: "mini" },
    "mini = b/mini (asked for)",
  );
  checkRefused(
    "a name nobody has",
    { upstreams: [a, b], asked: "gpt" },
    "model_not_found",
    'There is no model "gpt" here: ask for "coder", "mini".',
  );
  checkRefused(
    "no server has answered yet",
    { upstreams: [silent], asked: "gpt" },
    "upstream_unavailable",
    "No model server has answered yet: try again in a moment.",
  );
  checkRefused(
    "nor for no name",
    { upstreams: [] },
    "upstream_unavailable",
    "No model server has answered yet: try again in a moment.",
  );
  checkRefused(
    "text that is no name is not repeated",
    { upstreams: [b], asked: "x y\n".repeat(1_000) },
    "model_not_found",
    'There is no such model here: ask for "coder", "mini".',
  );
  checkRefused(
    "inherited properties are no models",
    { upstreams: [b], asked: "__proto__" },
    "model_not_found",
    'There is no model "__proto__" here: ask for "coder", "mini".',
  );
  const many = serving(`m:${Array.from({ length: 12 }, (_, index) => `m${index}`).join(" ")}`);
  checkRefused(
    "many models are not all named",
    { upstreams: [many], asked: "x" },
    "model_not_found",
    'There is no model "x" here: ask for "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9" or another one of 12 at /v1/models.',
  );
});

describe("configured models", () => {
  const upstreams = [a, b];
  check(
    "tiers in their order",
    { upstreams, config: { models }, asked: "chat" },
    "chat = a/coder b/coder, b/mini (asked for)",
  );
  check(
    "without a model, the first the server has",
    { upstreams, config: { models }, asked: "fast" },
    "fast = b/coder (asked for)",
  );
  check(
    "no name is the first of them",
    { upstreams, config: { models } },
    "chat = a/coder b/coder, b/mini (first model)",
  );
  checkRefused(
    "names of the servers themselves are not asked for",
    { upstreams, config: { models }, asked: "coder" },
    "model_not_found",
    'There is no model "coder" here: ask for "chat", "fast".',
  );
  check(
    "servers that are not there are left out",
    { upstreams: [b], config: { models }, asked: "chat" },
    "chat = b/coder, b/mini (asked for)",
  );
  check(
    "a model that is named waits for no answer",
    { upstreams: [silent], config: { models: { m: [{ upstream: "c", model: "x" }] } }, asked: "m" },
    "m = c/x (asked for)",
  );
  check(
    "a tier whose model is not known yet is skipped",
    {
      upstreams: [silent, b],
      config: { models: { m: [{ upstream: "c" }, { upstream: "b" }] } },
      asked: "m",
    },
    "m = b/coder (asked for)",
  );
  checkRefused(
    "none of them is known yet",
    { upstreams: [silent], config: { models: { m: [{ upstream: "c" }] } }, asked: "m" },
    "upstream_unavailable",
    'No server of the model "m" has answered yet: try again in a moment.',
  );
});

describe("rules", () => {
  const upstreams = [a, b];
  const rule = (conditions: object) => ({ models, routes: [{ ...conditions, model: "fast" }] });
  const fast = "fast = b/coder (rule 1)";
  const chat = "chat = a/coder b/coder, b/mini (asked for)";
  const asked = "chat";
  check("by task", { upstreams, config: rule({ task: "inline" }), task: "inline", asked }, fast);
  check("by another task", { upstreams, config: rule({ task: "inline" }), asked }, chat);
  check("by key", { upstreams, config: rule({ key: "ann" }), asked }, fast);
  check("by another key", { upstreams, config: rule({ key: "bob" }), asked }, chat);
  check(
    "by what was asked",
    { upstreams, config: rule({ asked: "gpt-*" }), asked: "gpt-4o" },
    fast,
  );
  check(
    "by something else than was asked",
    { upstreams, config: rule({ asked: "gpt-*" }), asked },
    chat,
  );
  check("by nothing asked", { upstreams, config: rule({ asked: "*" }) }, fast);
  check("always", { upstreams, config: rule({}), asked: "nonsense" }, fast);
  check(
    "all conditions have to hold",
    { upstreams, config: rule({ task: "chat", key: "bob", asked: "chat" }), asked },
    chat,
  );
  check(
    "the first that holds decides",
    {
      upstreams,
      config: {
        models,
        routes: [
          { key: "bob", model: "chat" },
          { task: "chat", model: "fast" },
          { task: "chat", model: "chat" },
        ],
      },
    },
    "fast = b/coder (rule 2)",
  );
  check(
    "to a served model where none is configured",
    { upstreams, config: { routes: [{ task: "inline", model: "mini" }] }, task: "inline" },
    "mini = b/mini (rule 1)",
  );
  check(
    "a task inline without a rule is what was asked",
    { upstreams, config: { models }, task: "inline", asked },
    chat,
  );
  checkRefused(
    "to a model that is not there",
    { upstreams, config: { models, routes: [{ model: "gone" }] }, asked },
    "model_not_found",
    'There is no model "gone" here: ask for "chat", "fast".',
  );
});

describe("classes of upstreams", () => {
  const batchOnly = serving("a:coder", {
    config: upstreamSchema.parse({ url, classes: ["batch"] }),
  });
  const upstreams = [batchOnly, b];
  check(
    "who does not serve the class is left out",
    { upstreams, config: { models }, asked: "chat", class: "chat" },
    "chat = b/coder, b/mini (asked for)",
  );
  check(
    "who does stays",
    { upstreams, config: { models }, asked: "chat", class: "batch" },
    "chat = a/coder b/coder, b/mini (asked for)",
  );
  checkRefused(
    "nobody serves it",
    { upstreams: [batchOnly], asked: "coder", class: "inline" },
    "model_not_found",
    'The model "coder" takes requests of the class batch only, and this one is of the class inline: ask for another model, or name the task in the header X-Tandem-Task.',
  );
  const inlineOnly = serving("i:small", {
    config: upstreamSchema.parse({ url, classes: ["inline"] }),
  });
  const config = {
    models: { ...models, fast: [{ upstream: "i" }] },
    routes: [{ task: "inline", model: "fast" }],
  };
  const capped: Case = { upstreams: [b, inlineOnly], config, task: "inline", class: "review" };
  check(
    "a rule is passed over whose model is for other classes",
    { ...capped, asked: "chat" },
    "chat = b/coder, b/mini (asked for)",
  );
  check(
    "the next rule counts then",
    { ...capped, config: { ...config, routes: [...config.routes, { model: "chat" }] } },
    "chat = b/coder, b/mini (rule 2)",
  );
  check("it stands for its own class", { ...capped, class: "inline" }, "fast = i/small (rule 1)");
  for (const asked of ["fast", "gpt"]) {
    checkRefused(
      `what is left is not served: ${asked}`,
      { ...capped, asked },
      "model_not_found",
      'Rule 1 of the gateway sends this to the model "fast", which takes requests of the class inline only, and this one is of the class review: ask for another model.',
    );
  }
  check(
    "what costs no GPU is not asked for its class",
    { ...capped, class: "chat", task: "chat", asked: "fast", isFree: true },
    "fast = i/small (asked for)",
  );
  it("what costs no GPU waits as one of a class that is served", () => {
    const classes = [inlineOnly, b].map((upstream) => {
      const router = createRouter(configOf({}), { all: () => [upstream], revision: 0 });
      const request = { asked: undefined, task: "chat", keyName: "ann" } as const;
      return router.resolve({ ...request, class: "chat", isFree: true }).class;
    });
    assert.deepEqual(classes, ["inline", "chat"]);
  });
  for (const [most, expected] of [
    [undefined, ["chat", "fast"]],
    ["inline", ["chat", "fast"]],
    ["review", ["chat"]],
  ] as const) {
    it(`lists what a key that is at most ${most} can ever use`, () => {
      const router = createRouter(configOf(config), { all: () => [b, inlineOnly], revision: 0 });
      const ids = router.listModels(most).data.map(({ id }) => id);
      assert.deepEqual(ids, expected);
    });
  }
});

describe("names that every object has", () => {
  for (const name of ["constructor", "toString", "hasOwnProperty"]) {
    check(
      `${name} is an upstream, and a model, like any other`,
      {
        upstreams: [serving(`${name}:${name}`)],
        config: { upstreams: { [name]: { url } }, models: { [name]: [{ upstream: name }] } },
        asked: name,
      },
      `${name} = ${name}/${name} (asked for)`,
    );
    checkRefused(
      `${name} is no model where there is none`,
      {
        upstreams: [b],
        config: { models: { chat: [{ upstream: name }, { upstream: "b" }] } },
        asked: name,
      },
      "model_not_found",
      `There is no model "${name}" here: ask for "chat".`,
    );
  }
});

describe("createRouter", () => {
  it("follows what is served", () => {
    const source = { upstreams: [silent], revision: 0 };
    const router = createRouter(configOf({}), {
      all: () => source.upstreams,
      get revision() {
        return source.revision;
      },
    });
    assert.deepEqual([...router.models()], []);
    Object.assign(source, { upstreams: [b], revision: 1 });
    assert.deepEqual([...router.models()], ["coder", "mini"]);
    assert.equal(router.listModels().data.length, 2);
  });
});

function checkCard(
  what: string,
  { config = {}, upstreams }: Pick<Case, "config" | "upstreams">,
  expected: Partial<ModelCard>,
) {
  it(what, () => {
    const [card] = modelList(modelTable(configOf(config), upstreams), upstreams).data;
    const got = Object.keys(expected).map((key) => [key, card?.[key as keyof ModelCard]]);
    assert.deepEqual(Object.fromEntries(got), expected);
  });
}

describe("modelList", () => {
  checkCard(
    "a card like vLLM's under the gateway's name",
    { upstreams: [a, b], config: { models } },
    {
      id: "chat",
      object: "model",
      created: 1_769_000_000,
      owned_by: "vllm",
      root: "Org/coder",
      parent: null,
      max_model_len: 65_536,
      server_version: "0.29.0",
    },
  );
  const small = serving("b:coder", { config: upstreamSchema.parse({ url, context: 8_192 }) });
  checkCard(
    "the smallest window of equals, the configured one first",
    { upstreams: [a, small] },
    { max_model_len: 8_192 },
  );
  const large = serving("a:coder", { config: upstreamSchema.parse({ url, context: 131_072 }) });
  checkCard(
    "a configured window may be larger",
    { upstreams: [large] },
    { max_model_len: 131_072 },
  );
  const simulated = serving("s:coder", {
    served: [{ id: "coder", root: undefined, ownedBy: "simulated-vllm", maxModelLen: 4_096 }],
    isSimulated: true,
  });
  checkCard(
    "one simulated server among equals shows",
    { upstreams: [a, simulated] },
    { owned_by: "simulated-vllm" },
  );
  checkCard(
    "the first tier that is known",
    {
      upstreams: [silent, b],
      config: { models: { m: [{ upstream: "c", model: "x" }, { upstream: "b" }] } },
    },
    { id: "m", root: "Org/coder" },
  );
  checkCard(
    "a model whose servers were silent so far",
    { upstreams: [silent], config: { models: { m: [{ upstream: "c" }] } } },
    {
      id: "m",
      owned_by: "unknown",
      root: null,
      max_model_len: null,
    },
  );

  it("says nothing about where servers are", () => {
    const text = JSON.stringify(modelList(modelTable(configOf({ models }), [a, b]), [a, b]));
    assert.ok(!text.includes("127.0.0.1"));
  });

  it("knows whether a server behind any model is simulated", () => {
    const tableOf = (upstreams: ServingUpstream[], config: object = {}) =>
      isAnySimulated(modelTable(configOf(config), upstreams), upstreams);
    assert.equal(tableOf([a, b]), false);
    assert.equal(tableOf([a, simulated]), true);
    assert.equal(tableOf([a, simulated], { models: { m: [{ upstream: "a" }] } }), false);
  });
});
