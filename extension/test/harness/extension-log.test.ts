import assert from "node:assert/strict";
import { pickErrors } from "./extension-log.ts";

const folder = "/checkout";

function check(log: string, expected: number): void {
  assert.equal(pickErrors(log, folder).length, expected);
}

describe("pickErrors", () => {
  it("finds an error whose stack passes through the extension", () => {
    check(
      "2026-11-23 20:51:21.407 [error] Error: boom\n\tat /checkout/dist/extension.cjs:2:246\n2026-11-23 20:51:22.000 [info] on",
      1,
    );
  });

  it("finds an error of the installed extension by its id", () => {
    check("2026-11-23 20:51:21.407 [error] Activating extension tandem.tandem failed", 1);
  });

  it("leaves other extensions and lower levels alone", () => {
    check(
      "2026-11-23 20:51:21.407 [error] [vscode.git] no repository\n2026-11-23 20:51:21.500 [warning] tandem.tandem is mentioned",
      0,
    );
  });

  it("does not take a stack line for an entry of its own", () => {
    check(
      "2026-11-23 20:51:21.407 [error] Error: other\n\tat x\n2026-11-23 20:51:21.408 [info] tandem.tandem [error]",
      0,
    );
  });
});
