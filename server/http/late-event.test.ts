import assert from "node:assert/strict";
import { eventOf } from "./late-event.ts";

function check(body: string, expected: string | undefined): void {
  it(`makes ${expected === undefined ? "nothing" : "an event"} of ${JSON.stringify(body)}`, () => {
    assert.equal(eventOf(Buffer.from(body))?.toString(), expected);
  });
}

describe("eventOf", () => {
  check('{"error":{}}', 'data: {"error":{}}\n\n');
  check('{"error":\n{}}', undefined);
  check("<html>", undefined);
  check("", undefined);
});
