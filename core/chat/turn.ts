// One chat turn: from a question and its references to the messages a model gets. Fits everything into the context
// window by leaving out the least important part first and says what it left out. Knows no model names and no editor.

import { ModelError } from "../model/errors.ts";
import type { ChatMessage, MessageImage } from "../model/request.ts";
import { type Cut, cutText } from "./cut.ts";
import { messageWeight, tokensOf, weigh, weightPerToken } from "./estimate.ts";
import { layoutOf } from "./layout.ts";
import { material } from "./material.ts";
import type { PromptName } from "./prompt.ts";
import { isCutInstructions, promptTexts, systemText } from "./prompt-texts.ts";
import type { Reference } from "./reference.ts";
import { fitReferences, type Kept } from "./trimming.ts";
import { separator } from "./units.ts";

export type Turn = {
  prompt: PromptName;
  /** The user's own words; may be empty for every prompt but `chat`. */
  question: string;
  references: readonly Reference[];
};

/** An earlier turn of the conversation, as it was sent and answered. */
export type PastTurn = { turn: Turn; answer: string };

export type Budget = {
  /** The model's window in tokens, prompt and answer together. */
  contextWindow: number;
  /** How much of the window is kept free for the answer. */
  maxAnswerTokens: number;
};

export type RenderedTurn = {
  messages: ChatMessage[];
  maxTokens: number;
  /** What the messages cost by our estimate. */
  promptTokens: number;
  /** What had to be left out, in words for the user; empty when everything fits. */
  trimmed: string[];
  /** The same as codes, for whoever has other words. */
  cuts: readonly Cut[];
};

/**
 * Renders a turn. What does not fit is left out in this order: what was attached to earlier turns and then these turns,
 * both from the oldest; open editors; surrounding code; files of folders, the largest first, and their lists last;
 * terminal output, from its beginning; changes, whole files from the end; mentioned files and symbols, the largest first
 * and at line ends; the editor's problems. The question, the selection and images are never cut.
 * @throws ModelError `context_length` when what is never cut does not fit.
 */
export function renderTurn(
  turn: Turn,
  past: readonly PastTurn[],
  budget: Budget,
  instructions = "",
): RenderedTurn {
  const plan = planTurn(turn, past, budget, instructions);
  const promptTokens = tokensOf(plan.weight);
  const room = budget.contextWindow - budget.maxAnswerTokens;
  if (promptTokens > room) {
    throw new ModelError("context_length", {
      detail: `It needs about ${promptTokens} tokens and ${Math.max(room, 0)} are free.`,
    });
  }
  const earlier = plan.earlier.flatMap(({ turn: asked, answer, kept }): ChatMessage[] => [
    userMessage(asked, kept),
    { role: "assistant", content: material(answer) },
  ]);
  return {
    messages: [{ role: "system", content: plan.system }, ...earlier, userMessage(turn, plan.kept)],
    maxTokens: budget.maxAnswerTokens,
    promptTokens,
    trimmed: plan.cuts.map(cutText),
    cuts: plan.cuts,
  };
}

/** What goes along of a turn; nothing is rendered yet, so a plan costs little and can be made at every keystroke. */
export type TurnPlan = {
  system: string;
  /** Oldest first. */
  earlier: readonly KeptTurn[];
  kept: readonly Kept[];
  /** More than the room when what is never cut does not fit. */
  weight: number;
  cuts: readonly Cut[];
};

/** An earlier turn; `kept` is undefined when what was attached to it is left out. */
type KeptTurn = PastTurn & { kept: readonly Kept[] | undefined };

export function planTurn(
  turn: Turn,
  past: readonly PastTurn[],
  budget: Budget,
  instructions: string,
): TurnPlan {
  const system = systemText(instructions);
  const all = (budget.contextWindow - budget.maxAnswerTokens) * weightPerToken;
  const room = all - weigh(system) - messageWeight;
  const own = wordsWeight(turn);
  const fitted = fitReferences(turn.references, room - own);
  const history = planHistory(past, room, room - own - fitted.weight);
  return {
    system,
    earlier: history.earlier,
    kept: fitted.kept,
    weight: all - room + own + fitted.weight + history.weight,
    cuts: [
      ...(isCutInstructions(instructions)
        ? [{ what: "instructionsEnd", count: 1, name: "" } as const]
        : []),
      ...history.cuts,
      ...fitted.cuts,
    ],
  };
}

/**
 * Takes earlier turns from the newest on while they fit: as they were sent, and from the first one that does not fit
 * without what was attached to them.
 */
function planHistory(past: readonly PastTurn[], sentRoom: number, room: number) {
  const earlier: KeptTurn[] = [];
  let weight = 0;
  let isBare = false;
  for (const pastTurn of past.toReversed()) {
    const { turn, answer } = pastTurn;
    const words = wordsWeight(turn) + answerWeight(pastTurn);
    // Cut as it was when it was asked, so that the messages before stay the same and are found in the server's cache.
    const fitted = fitReferences(turn.references, sentRoom - wordsWeight(turn));
    isBare ||= weight + words + fitted.weight > room;
    const hasLost = isBare && turn.references.length > 0;
    const more = words + (hasLost ? bareWeight : fitted.weight);
    if (weight + more > room) break;
    weight += more;
    earlier.unshift({ turn, answer, kept: hasLost ? undefined : fitted.kept });
  }
  const cuts: Cut[] = [];
  const dropped = past.length - earlier.length;
  if (dropped > 0) cuts.push({ what: "turns", count: dropped, name: "" });
  const bare = earlier.filter(({ kept }) => kept === undefined).length;
  if (bare > 0) cuts.push({ what: "attachments", count: bare, name: "" });
  return { earlier, weight, cuts };
}

/** Earlier turns do not change, so what an answer weighs is kept as long as its turn. */
const answerWeights = new WeakMap<PastTurn, number>();

function answerWeight(pastTurn: PastTurn): number {
  const weight = answerWeights.get(pastTurn) ?? weigh(material(pastTurn.answer)) + messageWeight;
  answerWeights.set(pastTurn, weight);
  return weight;
}

const bareMark = "[What was attached to this message is left out.]";
const bareWeight = weigh(bareMark) + separator.length;

/** What a user's message weighs without its references. */
function wordsWeight({ prompt, question }: Turn): number {
  return (
    weigh(promptTexts[prompt]) + weigh(material(question)) + 2 * separator.length + messageWeight
  );
}

function userMessage({ prompt, question }: Turn, kept: readonly Kept[] | undefined): ChatMessage {
  const shown = kept?.filter(({ units }) => units > 0) ?? [];
  const parts = [
    promptTexts[prompt],
    material(question.trim()),
    ...(kept === undefined ? [bareMark] : []),
    ...shown.map(({ reference, units }) => layoutOf(reference).render(units)),
  ];
  const content = parts.filter((part) => part !== "").join(separator);
  const images = shown.flatMap(({ reference }): MessageImage[] =>
    reference.kind === "image"
      ? [{ mediaType: reference.mediaType, base64: reference.base64 }]
      : [],
  );
  return { role: "user", content, ...(images.length === 0 ? {} : { images }) };
}
