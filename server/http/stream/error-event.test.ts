import assert from "node:assert/strict";
import { GatewayError } from "../../gateway-error.ts";
import { errorEvent, waitingComment } from "./error-event.ts";
import { payloadOf, splitEvents } from "./events.ts";

describe("errorEvent", () => {
  it("is one event, whatever the message", () => {
    const message = "a\n\ndata: [DONE]\r\n\r\nb\rc\u2028";
    const event = errorEvent(new GatewayError("upstream_failed", message));
    assert.equal(splitEvents(event).length, 1);
    assert.equal(event.includes("\r"), false);
    assert.deepEqual(payloadOf(event), {
      error: { message, type: "upstream_error", param: null, code: "upstream_failed" },
    });
  });

  it("has a comment that is an event of its own without data", () =>
    assert.match(waitingComment.toString(), /^:[^\r\n]*\n\n$/));
});
