// The tasks Tandem asks models to do, and how urgent each is. A client names its task in the `X-Tandem-Task` header; the
// names are public.
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

/** Traffic classes, the most urgent first: what a gateway serves in this order when not everything fits. */
export const trafficClasses = ["inline", "chat", "review", "batch"] as const;
export type TrafficClass = (typeof trafficClasses)[number];

export const classOfTask: Readonly<Record<Task, TrafficClass>> = {
  inline: "inline",
  chat: "chat",
  explain: "chat",
  fix: "chat",
  edit: "chat",
  review: "review",
  eval: "batch",
  judge: "batch",
  batch: "batch",
};

export function isTask(text: unknown): text is Task {
  return tasks.some((task) => task === text);
}
