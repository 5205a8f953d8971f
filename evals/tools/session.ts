// One conversation's hold on a world: takes the calls of a turn as the model wrote them and answers every one, whatever
// is in it. The same calls always come to the same results, so a grader can play them again.
import type { Tool, ToolCall } from "../../core/model/request.ts";
import type { Trace } from "../../core/protocol/case/trace.ts";
import type { Json } from "../../core/protocol/json.ts";
import { createFaults, type Faults, faultSetup } from "./faults.ts";
import { refusal, WorldError, type WorldTool } from "./world.ts";
import { worlds } from "./worlds.ts";

export type Session = {
  tools: readonly Tool[];
  /** One result a call, in order. */
  turn(calls: readonly Pick<ToolCall, "name" | "arguments">[]): Called[];
  /** Arguments with their defaults, where the tool takes them. */
  complete(tool: string, given: Json): Json | undefined;
  state(): Json;
};

export const callFaults = [
  "unknown-tool",
  "not-json",
  "bad-arguments",
  "too-long",
  "too-many",
] as const;
export type CallFault = (typeof callFaults)[number];

export type Called = { tool: string; result: string } & (
  | { fault?: never; arguments: Json }
  /** The call was not carried out; `problem` is the sentence the model was told. */
  | { fault: CallFault; problem: string }
);

export const limits = { argumentChars: 16_384, callsPerTurn: 16, resultChars: 8192 };

/** @throws WorldError when the case does not fit the world */
export async function openSession(spec: Trace): Promise<Session> {
  const kind = worlds.get(spec.world);
  if (kind === undefined) throw new WorldError(`There is no world ${spec.world}.`);
  const { faults: given = [], ...setup } = spec.setup;
  const planned = faultSetup.safeParse(given);
  if (!planned.success) throw new WorldError(`The faults are wrong: ${planned.error.message}.`);
  const world = await kind.open(setup);
  const tools = offered(world.tools, spec);
  const faults = createFaults(planned.data);
  return {
    tools: [...tools.values()].map(({ wire }) => wire),
    turn: (calls) => calls.map((call, index) => answer(call, { index, tools, faults })),
    complete(name, value) {
      const checked = tools.get(name)?.check(value);
      return checked?.ok ? checked.arguments : undefined;
    },
    state: () => world.state(),
  };
}

type Tools = ReadonlyMap<string, WorldTool>;

function offered(all: readonly WorldTool[], { tools, world }: Trace): Tools {
  const byName = new Map(all.map((tool) => [tool.wire.name, tool]));
  if (tools === undefined) return byName;
  return new Map(
    tools.map((name) => {
      const tool = byName.get(name);
      if (tool === undefined) throw new WorldError(`The world ${world} has no tool ${name}.`);
      return [name, tool];
    }),
  );
}

function answer(
  { name, arguments: text }: Pick<ToolCall, "name" | "arguments">,
  { index, tools, faults }: { index: number; tools: Tools; faults: Faults },
): Called {
  const fail = (fault: CallFault, told: string): Called => {
    const problem = excerpt(told);
    return { tool: name, fault, problem, result: JSON.stringify(refusal("invalid_call", problem)) };
  };
  if (index >= limits.callsPerTurn) {
    return fail("too-many", `At most ${limits.callsPerTurn} calls of a turn are carried out.`);
  }
  const tool = tools.get(name);
  if (tool === undefined) {
    const known = [...tools.keys()].join(", ");
    return fail("unknown-tool", `There is no tool ${excerpt(name)}. There are: ${known}.`);
  }
  if (text.length > limits.argumentChars) {
    return fail("too-long", `The arguments have more than ${limits.argumentChars} characters.`);
  }
  const given = parsed(text);
  if (given === undefined) {
    return fail("not-json", `The arguments are not a JSON object: ${excerpt(text)}`);
  }
  const checked = tool.check(given);
  if (!checked.ok) return fail("bad-arguments", `The arguments do not fit: ${checked.problem}.`);
  const result = faults.answer(name, () => tool.run(checked.arguments));
  return { tool: name, arguments: checked.arguments, result: shortened(result) };
}

/** Servers send nothing at all for a call without arguments, or an empty object. */
function parsed(text: string): object | undefined {
  if (text.trim() === "") return {};
  return jsonObject(text);
}

/** The object a text holds as JSON; undefined for every other text. */
export function jsonObject(text: string): object | undefined {
  const value = parseJson(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const maxExcerpt = 400;

function excerpt(text: string): string {
  return text.length > maxExcerpt ? `${text.slice(0, maxExcerpt)}…` : text;
}

function shortened(result: string): string {
  if (result.length <= limits.resultChars) return result;
  return `${result.slice(0, limits.resultChars)}… (the rest is left out)`;
}
