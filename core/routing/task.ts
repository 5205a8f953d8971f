// The tasks Tandem asks models to do. A client names its task in the `X-Tandem-Task` header; the names are public.
export const tasks = [
  "chat",
  "explain",
  "review",
  "fix",
  "edit",
  "inline",
  "eval",
  "judge",
  "batch",
] as const;
export type Task = (typeof tasks)[number];
