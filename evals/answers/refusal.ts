// Tells whether a reply without an answer declines to give one. English only, and only where the first sentences say so:
// a reply that merely could not be read must not be called a refusal.

const refusing = [
  /\bI(?:'m| am) (?:sorry|afraid)\b[^.!?\n]{0,80}\b(?:can(?:'t|not| not)|unable|won't|not able)\b/,
  /\bI(?: can(?:'t|not| not)| won't| will not|(?:'m| am) (?:unable|not able) to) (?:help|assist|comply|provide|answer|complete|do that|do this|fulfill|write|create|generate|share|solve)\b/,
  /\bI(?: must| have to)(?: respectfully)? (?:decline|refuse)\b/,
  /\bI (?:decline|refuse) to\b/,
  /\bas an AI(?: language)?(?: model)?\b[^.!?\n]{0,60}\b(?:can(?:'t|not| not)|unable|not able)\b/i,
];

/** Refusals come at once; what stands behind this many characters is about something else. */
const opening = 400;

export function isRefusal(reply: string): boolean {
  const start = reply.trimStart().slice(0, opening).replaceAll("’", "'");
  return refusing.some((pattern) => pattern.test(start));
}
