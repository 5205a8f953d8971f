// Plays a transcript's calls once more in a fresh world, so that nothing but the transcript is needed to grade it.
import type { Trace } from "../../core/protocol/case/trace.ts";
import type { Json } from "../../core/protocol/json.ts";
import type { Exchange, Transcript } from "../../core/protocol/transcript.ts";
import { type Called, openSession, type Session } from "../tools/session.ts";

/** One answer of the model. */
export type Turn = {
  calls: readonly Called[];
  text: string;
  /** Replies of the user that the model had seen. */
  repliesBefore: number;
};

export type Replay = {
  /** Names of the tools the model was offered. */
  tools: readonly string[];
  turns: readonly Turn[];
  /** The world at the end. */
  state: Json;
  /** Fills in defaults, to compare what was written out with what was left away. */
  complete: Session["complete"];
};

/** @throws WorldError when the case does not fit its world */
export async function replay(spec: Trace, { exchanges }: Transcript): Promise<Replay> {
  const session = await openSession(spec);
  const asked = exchanges.filter(({ to }) => to === "model");
  let replies = 0;
  const turns = asked.map((exchange, index): Turn => {
    if (index > 0) replies += exchange.sent.filter(({ role }) => role === "user").length;
    const calls = isCut(exchange) ? [] : session.turn(exchange.toolCalls);
    return { calls, text: exchange.text, repliesBefore: replies };
  });
  const tools = session.tools.map(({ name }) => name);
  return { tools, turns, state: session.state(), complete: session.complete };
}

/** Calls of an answer that was cut off are not carried out, as half of one may be missing. */
function isCut({ finishReason }: Exchange): boolean {
  return finishReason === "length" || finishReason === "content_filter";
}
