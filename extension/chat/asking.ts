// What asking means to the conversations: the model behind the endpoint, the workspace's instructions, the window there is,
// and what the outcome says about the connection.

import { ModelError } from "../../core/model/errors.ts";
import type { EditorContext } from "../host/context/context.ts";
import type { ConnectionWatch } from "../host/endpoints/connection.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import { describeError, type Log } from "../host/log.ts";
import { SetupError } from "../host/setup-error.ts";
import type { Room } from "./meter.ts";

export type Asking = {
  connect: Endpoints["connect"];
  onOutcome(error: unknown): void;
  /** Read again for every question; empty when they cannot be read. */
  instructions(signal: AbortSignal): Promise<string>;
  /** As they were read last. */
  knownInstructions(signal: AbortSignal): Promise<string>;
  /** Undefined while the endpoint does not answer. */
  room(signal: AbortSignal): Promise<Room | undefined>;
  windowTokens(): number;
};

export type AskingDeps = {
  endpoints: Endpoints;
  connection: ConnectionWatch;
  context: Pick<EditorContext, "instructions">;
  log: Log;
};

/** While nobody has asked the endpoint: as large as those of the models we know. */
const assumedWindowTokens = 262_144;

export function createAsking({ endpoints, connection, context, log }: AskingDeps): Asking {
  let windowTokens = assumedWindowTokens;
  let known: string | undefined;

  const instructions = async (signal: AbortSignal) => {
    try {
      known = await context.instructions(signal);
      return known;
    } catch (error) {
      signal.throwIfAborted();
      log.error(`instructions: ${describeError(error)}`);
      return "";
    }
  };
  return {
    connect: endpoints.connect,
    instructions,
    onOutcome: (error) => {
      if (error !== undefined) log.error(`answer: ${describeError(error)}`);
      if (error === undefined || error instanceof ModelError) connection.learn(error);
    },
    knownInstructions: async (signal) => known ?? instructions(signal),
    room: async (signal) => {
      // Whether it answers is found out by those who watch it, not by measuring.
      if (connection.now().state !== "ready") return undefined;
      try {
        const { contextWindow, maxAnswerTokens, seesImages } = await endpoints.connect(
          "chat",
          signal,
        );
        windowTokens = contextWindow;
        return {
          ...{ contextWindow, maxAnswerTokens },
          ...(seesImages === undefined ? {} : { seesImages }),
        };
      } catch (error) {
        const isKnown = error instanceof ModelError || error instanceof SetupError;
        if (signal.aborted || isKnown) return undefined;
        throw error;
      }
    },
    windowTokens: () => windowTokens,
  };
}
