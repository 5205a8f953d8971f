import type { AnswerScript } from "./script.ts";

export const sampleScript: AnswerScript = {
  chat: () => ({ text: "I am a simulated model.\n" }),
  completion: () => "",
};
