// The solver of tool use: puts the question with real tools, carries the calls out in the case's simulated world, hands
// the results back, and speaks for the user where the case says so. It grades nothing.
import type { ChatMessage, ToolCall } from "../../core/model/request.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import type { SpecOf } from "../graders/grader.ts";
import { isCallAsText } from "../tools/call-as-text.ts";
import { jsonObject, limits, openSession, type Session } from "../tools/session.ts";
import { defaultMaxTokens, openingOf } from "./ask-solver.ts";
import type { Solver } from "./solver.ts";

export const traceSolver: Solver = async ({ instance, model }, signal) => {
  const spec = traceSpec(instance);
  const session = await openSession(spec);
  const tools = [...session.tools];
  const maxTokens = instance.file.limits?.maxTokens ?? defaultMaxTokens;
  const replies = [...(spec.replies ?? [])];
  const exchanges: Exchange[] = [];
  let conversation = openingOf(instance);
  let added = conversation.length;
  while (exchanges.length < spec.maxSteps) {
    const question = { conversation, added, tools, toolChoice: "auto", maxTokens } as const;
    const exchange = await model.ask(question, signal);
    exchanges.push(exchange);
    if (isOver(exchange, session)) break;
    const calls = withIds(exchange.toolCalls, exchanges.length);
    const next = calls.length > 0 ? resultsOf(calls, session) : spoken(replies.shift());
    if (next.length === 0) break;
    conversation = [...conversation, echo(exchange, calls), ...next];
    added = next.length;
  }
  return { exchanges };
};

function traceSpec({ id, grader }: Instance): SpecOf<"trace"> {
  if (grader.kind === "trace") return grader;
  throw new RangeError(`${id} is graded as ${grader.kind} and has no tools.`);
}

/** Cut answers hold half a call, and a call that came as text stays one: neither gets a reply. */
function isOver({ finishReason, text, toolCalls }: Exchange, { tools }: Session): boolean {
  if (finishReason === "length" || finishReason === "content_filter") return true;
  const names = tools.map(({ name }) => name);
  return toolCalls.length === 0 && isCallAsText(text, names);
}

/** Results are matched by id, so each call needs one of its own, whatever the server sent. */
function withIds(calls: readonly ToolCall[], step: number): ToolCall[] {
  const taken = new Set<string>();
  return calls.map((call, index) => {
    const isUsable = call.id !== "" && !taken.has(call.id);
    const id = isUsable ? call.id : `call_${step}_${index}`;
    taken.add(id);
    return { ...call, id };
  });
}

function resultsOf(calls: readonly ToolCall[], session: Session): ChatMessage[] {
  return session.turn(calls).map(({ result }, index) => ({
    role: "tool",
    content: result,
    toolCallId: calls[index]?.id ?? "",
  }));
}

function spoken(reply: string | undefined): ChatMessage[] {
  return reply === undefined ? [] : [{ role: "user", content: reply }];
}

/**
 * The model's own turn as it goes back to the server. Servers render arguments from JSON and refuse a history that holds
 * anything else, and a history must not outgrow the context window: such arguments go back empty, and the result says why.
 */
function echo({ text }: Exchange, calls: readonly ToolCall[]): ChatMessage {
  if (calls.length === 0) return { role: "assistant", content: text };
  const toolCalls = calls.map((call) => {
    const isFit =
      call.arguments.length <= limits.argumentChars && jsonObject(call.arguments) !== undefined;
    return isFit ? call : { ...call, arguments: "{}" };
  });
  return { role: "assistant", content: text, toolCalls };
}
