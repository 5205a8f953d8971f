// Tells a pattern that is wrong from one that this Node is too old for: the editor's own may lack what Node 24 has.

type Feature = { uses: RegExp; least: string };

/** Flags for a part of the pattern, and one name for groups of several alternatives. */
const features: readonly Feature[] = [
  { uses: /\(\?(?:[ims]+|[ims]*-[ims]+):/, least: "(?i:a)" },
  { uses: /\(\?<([\w$]+)>[\s\S]*\(\?<\1>/, least: "(?<a>b)|(?<a>c)" },
];

/** Of a pattern that does not compile here: whether a newer engine might take it. */
export function needsNewerEngine(pattern: string, canCompile = compiles): boolean {
  return features.some(({ uses, least }) => uses.test(pattern) && !canCompile(least));
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
