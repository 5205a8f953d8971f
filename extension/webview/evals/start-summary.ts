// What pressing the button would do, in one line: how much is asked of which model, and about how long that takes. Pure; the
// times are rough on purpose, because nobody knows the endpoint yet.
import { plural } from "../../../core/figures/figure-text.ts";
import { questionsOf } from "../../../core/protocol/profile-sizes.ts";
import type { Setup, StartRequest } from "./messages.ts";

/** Of an endpoint that answers in three seconds, eight questions at a time, with grading. */
const secondsAQuestion = 2.8;

export function summaryOf(request: StartRequest, { endpoints }: Setup): string {
  const host = endpoints.find(({ id }) => id === request.endpoint)?.host ?? request.endpoint;
  const where = `${request.model} at ${host}`;
  switch (request.kind) {
    case "evaluation": {
      const { profile, suites, withLoad } = request;
      const questions = questionsOf(profile, suites);
      const load = withLoad ? " and a load test" : "";
      // The load test of smoke is a handful of requests; the others' is that of the scorecard.
      const loadMinutes = withLoad && profile !== "smoke" ? 4 : 0;
      const minutes = (questions * secondsAQuestion) / 60 + loadMinutes;
      return `${plural(questions, "question")}${load} to ${where}, ${durationText(minutes)}`;
    }
    case "load":
      return `Load test of ${where}, ${loadTimes[request.profile]}`;
    case "repository":
      return `${plural(request.holes, "hole")} of ${request.folder}, filled in by ${where}`;
  }
}

export const loadTimes: Readonly<
  Record<Extract<StartRequest, { kind: "load" }>["profile"], string>
> = { scorecard: "a few minutes", published: "about 20 minutes", inferencemax: "an hour or more" };

/** `about a minute`, `about 6 minutes`, `an hour or more`. */
export function durationText(minutes: number): string {
  if (minutes < 1.5) return "about a minute";
  if (minutes >= 50) return "an hour or more";
  const step = minutes < 10 ? 1 : 5;
  return `about ${Math.round(minutes / step) * step} minutes`;
}

export function profileTime(questions: number): string {
  return durationText((questions * secondsAQuestion) / 60);
}
