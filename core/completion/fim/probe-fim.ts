// The step of a probe that finds out whether a model fills in the middle, and as which family: by its tokenizer, then by
// a smoke test, never by its name. A family named in the settings is only tested. Knows no settings.
import type { ModelClient } from "../../model/client.ts";
import { ModelError } from "../../model/errors.ts";
import { advise, attempt, type Finding, failure, say } from "../../model/finding.ts";
import { familyOf, fimFamilies } from "./families.ts";
import type { FimFamilyId } from "./family.ts";
import {
  type Candidate,
  candidateFamilies,
  type TokenIdsOf,
  tokenIdsOfFamily,
} from "./recognise.ts";
import { type SmokeTest, type SmokeVerdict, smokePrompt, smokeTest } from "./smoke-test.ts";

export type FimSubject = {
  client: Pick<ModelClient, "streamCompletion" | "tokenize">;
  model: string;
};

/** @throws the signal's reason */
export async function probeFim(
  subject: FimSubject,
  wanted: FimFamilyId | undefined,
  signal: AbortSignal,
): Promise<Finding> {
  const tokenIdsOf: TokenIdsOf = (text) => subject.client.tokenize(subject.model, text, signal);
  const recognised = await attempt(() =>
    wanted === undefined ? candidateFamilies(tokenIdsOf) : only(wanted, tokenIdsOf),
  );
  if (recognised instanceof ModelError) return warningOf(recognised);
  const isGuess = recognised === undefined;
  const candidates = recognised ?? fimFamilies.map((family) => ({ family, tokenIds: [] }));
  const tested = await attempt(() => firstThatFills(subject, candidates, signal));
  if (tested instanceof ModelError) return warningOf(tested);
  if (tested === undefined) return noMarks;
  return isGuess && tested.test.verdict !== "fills" ? noGuessFits : findingOf(tested);
}

/** A family that was named is tested whether or not the server tokenizes. */
async function only(wanted: FimFamilyId, tokenIdsOf: TokenIdsOf): Promise<Candidate[]> {
  const family = familyOf(wanted);
  const tokenIds = await attempt(() => tokenIdsOfFamily(family, tokenIdsOf));
  return [{ family, tokenIds: tokenIds instanceof ModelError ? [] : tokenIds }];
}

type Tested = { candidate: Candidate; test: SmokeTest };

/** The first that fills; where none does, the first of all, which is the likeliest. */
async function firstThatFills(
  subject: FimSubject,
  candidates: readonly Candidate[],
  signal: AbortSignal,
): Promise<Tested | undefined> {
  const asked = new Set<string>();
  let likeliest: Tested | undefined;
  for (const candidate of candidates) {
    const prompt = smokePrompt(candidate);
    if (asked.has(prompt)) continue;
    asked.add(prompt);
    const tested = { candidate, test: await smokeTest(subject, candidate, signal) };
    if (tested.test.verdict === "fills") return tested;
    likeliest ??= tested;
  }
  return likeliest;
}

function findingOf({ candidate: { family, tokenIds }, test: { verdict } }: Tested): Finding {
  const learned = { fim: { family: family.id, tokenIds, verdict } };
  if (verdict === "fills") {
    return {
      outcome: "ok",
      ...say("Fills in the middle as the family {0}: the smoke test passed.", family.id),
      learned,
    };
  }
  const { said, remedy } = failings[verdict];
  return { outcome: "warning", ...said(family.id), remedy, learned };
}

const otherModel = advise(
  "It is probably an instruct model or of another family: set fim in tandem.models, or route inline completion to a base model.",
);

type Failing = { said: (family: string) => ReturnType<typeof say>; remedy: string };

const failings: Record<Exclude<SmokeVerdict, "fills">, Failing> = {
  prose: {
    said: (family) =>
      say(
        "Asked as the family {0}, the model answers with prose instead of code: the smoke test failed.",
        family,
      ),
    remedy: otherModel,
  },
  fences: {
    said: (family) =>
      say(
        "Asked as the family {0}, the model answers with Markdown fences around its code: the smoke test failed.",
        family,
      ),
    remedy: otherModel,
  },
  specials: {
    said: (family) =>
      say(
        "Asked as the family {0}, the model answers with special tokens instead of code: the smoke test failed.",
        family,
      ),
    remedy: advise("It is probably of another family: set fim in tandem.models."),
  },
  empty: {
    said: (family) =>
      say("Asked as the family {0}, the model answers nothing: the smoke test failed.", family),
    remedy: advise(
      "Set fim in tandem.models if it is of another family, or route inline completion to another model.",
    ),
  },
  other: {
    said: (family) =>
      say(
        "Asked as the family {0}, the model does not fill the gap: the smoke test failed.",
        family,
      ),
    remedy: otherModel,
  },
};

const noMarks: Finding = {
  outcome: "warning",
  ...say("The model knows no marks for filling in the middle."),
  remedy: advise(
    "Route inline completion to a model made for it, such as Qwen2.5-Coder, or set fim in tandem.models.",
  ),
  learned: { fim: null },
};

const noGuessFits: Finding = {
  outcome: "warning",
  ...say(
    "The server does not tokenize, and the model fills in the middle as no family Tandem knows.",
  ),
  remedy: advise(
    "Set fim in tandem.models, or route inline completion to a base model made for it.",
  ),
  learned: { fim: null },
};

/** Whatever breaks here limits completion only, so it ends no probe. */
function warningOf(error: ModelError): Finding {
  return { ...failure(error), outcome: "warning" };
}
