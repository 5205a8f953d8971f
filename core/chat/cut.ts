// What had to be left out of a prompt, as codes and values, and the English words for it. Whoever speaks another language
// words the codes itself.

export const cutKinds = [
  "instructionsEnd",
  "turns",
  "attachments",
  "openEditors",
  "surroundings",
  "folderFiles",
  "folder",
  "terminalStart",
  "terminal",
  "changedFiles",
  "changes",
  "referenceEnd",
  "reference",
  "someProblems",
  "problems",
  "images",
] as const;
export type CutKind = (typeof cutKinds)[number];

export type Cut = {
  what: CutKind;
  /** How many, where they are counted; else 1. */
  count: number;
  /** A path, a symbol, or whether changes are `staged`; else empty. */
  name: string;
};

export function cutText({ what, count, name }: Cut): string {
  const counted = (noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  switch (what) {
    case "instructionsEnd":
      return "the end of the workspace's instructions";
    case "turns":
      return counted("earlier turn");
    case "attachments":
      return `what was attached to ${counted("earlier turn")}`;
    case "openEditors":
      return counted("open editor");
    case "surroundings":
      return "the surrounding code";
    case "folderFiles":
      return `${counted("file")} of ${name}`;
    case "folder":
    case "reference":
      return name;
    case "terminalStart":
      return "the beginning of the terminal output";
    case "terminal":
      return "the terminal output";
    case "changedFiles":
      return `${counted("file")} of the ${name} changes`;
    case "changes":
      return `the ${name} changes`;
    case "referenceEnd":
      return `the end of ${name}`;
    case "someProblems":
      return "some of the editor's problems";
    case "problems":
      return "the editor's problems";
    case "images":
      return `${counted("image")}, because the model sees none`;
  }
}
