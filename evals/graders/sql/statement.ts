// Reads SQL as far as it takes to tell one statement from several and what kind it is. Whether it is right SQL is the
// engine's to say. The engine has guards of its own; this one also holds where its authorizer is missing.

export type StatementRules = {
  /** The statement may change data. */
  mayChange: boolean;
};

const reading = ["select", "with", "values"];
const changing = [...reading, "insert", "update", "delete", "replace"];
/** Names that reach outside the data, to files, the clock or chance, also as functions and tables. */
const forbidden = /^(load_extension|pragma_\w+|current_(date|time|timestamp)|randomblob)$/;

/** What speaks against running it, as one sentence, or undefined. `empty`: there is no statement at all. */
export function objectionTo(
  text: string,
  { mayChange }: StatementRules,
): "empty" | { problem: string } | undefined {
  const tokens = tokensOf(text);
  const first = tokens.findIndex((token) => token !== ";");
  const start = tokens[first]?.toLowerCase();
  if (start === undefined) return "empty";
  const end = tokens.indexOf(";", first);
  if (end >= 0 && tokens.slice(end).some((token) => token !== ";")) {
    return { problem: "The answer holds more than one statement." };
  }
  if (!(mayChange ? changing : reading).includes(start)) {
    const wanted = mayChange ? "a query or a change of data" : "a query";
    return { problem: `The answer is not ${wanted}: it starts with ${start.toUpperCase()}.` };
  }
  const name = tokens.map((token) => token.toLowerCase()).find((token) => forbidden.test(token));
  return name === undefined ? undefined : { problem: `The answer may not use ${name}.` };
}

/**
 * Words, quoted names (without their quotes) and `;` at the top; literals, numbers and operators become `?`. What is not
 * closed reaches to the end, as for SQLite.
 */
function tokensOf(text: string): string[] {
  const pattern =
    /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"((?:[^"]|"")*)(?:"|$)|`((?:[^`]|``)*)(?:`|$)|\[([^\]]*)(?:\]|$)|([\p{L}_][\p{L}\p{N}_$]*)|(;)|[^\s]/gu;
  return [...text.matchAll(pattern)].flatMap(([whole, double, back, bracket, word, semicolon]) => {
    if (whole.startsWith("--") || whole.startsWith("/*")) return [];
    return [double ?? back ?? bracket ?? word ?? semicolon ?? "?"];
  });
}
