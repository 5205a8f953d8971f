// An upstream's own error as an event, for a stream whose headers had to be sent before the error was known.

const openBrace = 0x7b;

/** Undefined for what is no JSON object of one line. */
export function eventOf(body: Buffer): Buffer | undefined {
  if (body[0] !== openBrace || body.includes("\n")) return undefined;
  return Buffer.concat([Buffer.from("data: "), body, Buffer.from("\n\n")]);
}
