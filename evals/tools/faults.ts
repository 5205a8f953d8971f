// Tools that fail as real services do: the case says which of a tool's calls, counted from the first, come to what.
import * as z from "zod";
import type { Json } from "../../core/protocol/json.ts";
import { refusal } from "./world.ts";

const kinds = ["rate-limited", "malformed"] as const;

export const faultSetup = z.array(
  z.strictObject({
    tool: z.string(),
    /** The first calls, in order; later ones work. */
    calls: z.array(z.enum(kinds)).min(1),
    /** The last kind goes on for ever. */
    forever: z.literal(true).optional(),
  }),
);

export type Faults = {
  /** The text that a call comes to; `work` runs only for a call that reaches the service. */
  answer(tool: string, work: () => Json): string;
};

export function createFaults(setup: z.infer<typeof faultSetup>): Faults {
  const made = new Map<string, number>();
  return {
    answer(tool, work) {
      const count = made.get(tool) ?? 0;
      made.set(tool, count + 1);
      const planned = setup.find((fault) => fault.tool === tool);
      const kind = planned?.calls[count] ?? (planned?.forever ? planned.calls.at(-1) : undefined);
      if (kind === "rate-limited") {
        return JSON.stringify(refusal("429", "Too many requests. The call was not carried out."));
      }
      const text = JSON.stringify(work());
      // The service has done its work and the answer is cut off on the way.
      return kind === "malformed" ? text.slice(0, Math.floor(text.length / 2)) : text;
    },
  };
}
