import assert from "node:assert/strict";
import { commitMessageIn } from "./commit-message.ts";

function check(answer: string, expected: string | undefined): void {
  assert.equal(commitMessageIn(answer), expected);
}

describe("commitMessageIn", () => {
  it("is what stands in the block", () =>
    check(
      "```\nfix(cart): count the last item\n\nIt was left out.\n```",
      "fix(cart): count the last item\n\nIt was left out.",
    ));
  it("leaves out words around it and white space at line ends", () =>
    check("Here it is:\n\n```text\n\nfeat: add  \n\nBody\t\n\n```\nDone.", "feat: add\n\nBody"));
  it("is none in prose", () => check("There is nothing to commit.", undefined));
  it("is none when the answer broke off", () => check("```\nfix: a", undefined));
  it("is none in an empty block", () => check("```\n\n```", undefined));
  it("is not what the model thought", () =>
    check("<think>\n```\nfix: no\n```\n</think>\n```\nfix: yes\n```", "fix: yes"));
});
