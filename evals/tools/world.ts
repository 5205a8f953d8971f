// The contract of a simulated world: a deterministic state machine behind tools. Nothing in it is real: no files, no
// network, no clock, no chance. What it starts with comes from the case, what happens to it from the model's calls.
import * as z from "zod";
import type { Tool } from "../../core/model/request.ts";
import type { Json } from "../../core/protocol/json.ts";

export type World = {
  tools: readonly WorldTool[];
  /** What a case may look at when all is over. By convention `changes` lists every change, sorted. */
  state(): Json;
};

export type WorldKind = {
  name: string;
  /** @throws WorldError when the setup is not what the world's schema wants */
  open(setup: Json): Promise<World>;
};

export type WorldTool = {
  /** As it goes over the wire. */
  wire: Tool;
  /** The arguments with their defaults, or the sentence that says what is wrong with them. */
  check(given: unknown): { ok: true; arguments: Json } | { ok: false; problem: string };
  /** Takes what `check` gave. */
  run(checked: Json): Json;
};

/** A case that does not fit its world: the authors' mistake, never the model's. */
export class WorldError extends Error {
  readonly code = "bad_world";
}

export function defineWorld<Setup>(definition: {
  name: string;
  setup: z.ZodType<Setup>;
  create(setup: Setup): World | Promise<World>;
}): WorldKind {
  const { name, setup, create } = definition;
  return {
    name,
    async open(given) {
      const parsed = setup.safeParse(given);
      if (parsed.success) return create(parsed.data);
      throw new WorldError(`The setup of the world ${name} is wrong: ${problemsOf(parsed.error)}.`);
    },
  };
}

export function defineTool<Arguments>(definition: {
  name: string;
  description: string;
  parameters: z.ZodType<Arguments>;
  run(given: Arguments): Json;
}): WorldTool {
  const { name, description, parameters, run } = definition;
  return {
    wire: { name, description, parameters: wireSchema(parameters) },
    check(given) {
      const parsed = parameters.safeParse(given);
      return parsed.success
        ? // Parameters are made of JSON types only, so what they give is JSON.
          { ok: true, arguments: parsed.data as Json }
        : { ok: false, problem: problemsOf(parsed.error) };
    },
    // What `check` gave is of the schema's type.
    run: (checked) => run(checked as Arguments),
  };
}

/** What a tool answers when the world says no. */
export function refusal(code: string, message: string): Json {
  return { error: { code, message } };
}

/** A JSON schema as servers take it: what has a default is optional, and no bounds that nobody wrote. */
function wireSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    override({ jsonSchema }) {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return rest;
}

const maxProblems = 5;

function problemsOf({ issues }: z.ZodError): string {
  return issues
    .slice(0, maxProblems)
    .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
    .join("; ");
}
