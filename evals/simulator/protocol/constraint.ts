// Reads every way a request can constrain the shape of its answer, as the vLLM version at hand understands it, and
// gives an answer that satisfies it.
import { instanceOf, type Wording } from "../generation/schema-instance.ts";
import type { VersionProfile } from "../version-profile.ts";
import { badRequest } from "./errors.ts";
import type { GenerationBody } from "./request-schema.ts";

/** The constrained answer's text; undefined when the request sets no constraint. */
export function constrainedText(
  body: GenerationBody,
  profile: VersionProfile,
  wording: Wording,
): string | undefined {
  const structured = profile.hasStructuredOutputs ? body.structured_outputs : undefined;
  const guided = profile.hasGuidedDecoding ? body : undefined;
  const choice = structured?.choice ?? guided?.guided_choice;
  if (choice != null) return choice[0] ?? "";
  if (structured?.regex != null || structured?.grammar != null) {
    throw badRequest("The simulated endpoint cannot write answers for a regex or a grammar.");
  }
  const format = body.response_format;
  const schema =
    format?.type === "json_schema"
      ? (format.json_schema?.schema ?? {})
      : (structured?.json ?? guided?.guided_json);
  if (schema != null) return JSON.stringify(instance(schema, wording));
  if (format?.type === "json_object" || structured?.json_object === true) {
    return JSON.stringify({ simulated: true });
  }
  return undefined;
}

function instance(schema: unknown, wording: Wording): unknown {
  try {
    return instanceOf(typeof schema === "string" ? JSON.parse(schema) : schema, wording);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) {
      throw badRequest(
        `The provided JSON schema contains features not supported: ${error.message}.`,
      );
    }
    throw error;
  }
}
