// The solver of long-context cases: writes a text as long as the case wants it and asks about it. A case that does not
// fit into the model's window is not put to it, and never shortened.
import type { Needle } from "../../core/protocol/case/needle.ts";
import type { Json } from "../../core/protocol/json.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import { type Fitted, fitText } from "../haystack/fit-text.ts";
import { haystackOf } from "../haystack/haystack.ts";
import { plotOf } from "../haystack/plot-of.ts";
import { openingOf } from "./ask-solver.ts";
import type { Solver, Subject } from "./solver.ts";

/** Tokens of an answer unless the case says otherwise. */
const defaultMaxTokens = 512;
/** Tokens that a chat template puts around the messages. */
const templateTokens = 128;

export const needleSolver: Solver = async ({ instance, model }, signal) => {
  const { grader: spec } = instance;
  if (spec.kind !== "needle") throw new RangeError(`${instance.id} is no long-context case.`);
  const { contextWindow } = model;
  if (contextWindow !== undefined && contextWindow < spec.tokens) {
    return {
      exchanges: [],
      facts: { skipped: `context window ${contextWindow} < ${spec.tokens}` },
    };
  }
  const maxTokens = instance.file.limits?.maxTokens ?? defaultMaxTokens;
  const fitted = await writeQuestion(instance, spec, { model, maxTokens }, signal);
  const conversation = openingOf(instance, fitted.text);
  const added = conversation.length;
  const exchange = await model.ask({ conversation, added, maxTokens }, signal);
  return { exchanges: [exchange], facts: factsOf(spec, fitted, maxTokens, exchange) };
};

async function writeQuestion(
  instance: Instance,
  spec: Needle,
  { model, maxTokens }: { model: Subject; maxTokens: number },
  signal: AbortSignal,
): Promise<Fitted> {
  const plot = plotOf(instance.id, spec);
  return fitText({
    budget: spec.tokens - maxTokens - templateTokens,
    write: (characters) =>
      `${instance.prompt.trimEnd()}\n\n${haystackOf(instance.id, plot, characters)}===== end of the files =====\n\n${plot.question}`,
    // What is counted is what is sent: also the system prompt and the line that names the case.
    count: (text) =>
      model.countTokens(
        openingOf(instance, text)
          .map(({ content }) => content)
          .join("\n"),
        signal,
      ),
  });
}

/** `overBy`: tokens by which prompt and answer could exceed what the case wants, said by the endpoint afterwards. */
function factsOf(
  { tokens }: Needle,
  fitted: Fitted,
  maxTokens: number,
  { usage }: Exchange,
): Record<string, Json> {
  const facts = { targetTokens: tokens, countedTokens: fitted.tokens, countedBy: fitted.countedBy };
  if (usage === undefined) return facts;
  const overBy = Math.max(0, usage.promptTokens + maxTokens - tokens);
  return { ...facts, promptTokens: usage.promptTokens, ...(overBy > 0 ? { overBy } : {}) };
}
