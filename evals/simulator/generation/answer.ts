// What the simulated model says, before it is cut into tokens. Whoever writes answers needs to know only this.

export type ToolInvocation = { name: string; arguments: Record<string, unknown> };

export type ScriptedAnswer = {
  text: string;
  /** Special tokens in the text are spelled out character by character, as a model without them would. */
  spellsMarks?: true;
  reasoning?: string;
  toolCalls?: readonly ToolInvocation[];
};

/** How tool calls reach the client: parsed from the model's XML, left in the text, or as constrained JSON. */
export type ToolStyle = "parsed" | "unparsed" | "named" | "required";

/** One piece of the answer as a stream carries it. */
export type Delta = {
  content?: string;
  reasoning?: string;
  toolCalls?: readonly ToolDelta[];
};

export type ToolDelta = {
  index: number;
  /** Stands only in the first piece of a call. */
  head?: { id: string; name: string };
  arguments: string;
};
