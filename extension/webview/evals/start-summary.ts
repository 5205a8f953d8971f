// What pressing the button would do, in one line: how much is asked of which model, and about how long that takes. Pure; the
// times are rough on purpose, because nobody knows the endpoint yet.
import { questionsOf } from "../../../core/protocol/profile-sizes.ts";
import { plural, t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import type { Setup, StartRequest } from "./messages.ts";

/** Of an endpoint that answers in three seconds, eight questions at a time, with grading. */
const secondsAQuestion = 2.8;

export function summaryOf(request: StartRequest, { endpoints }: Setup): string {
  const host = endpoints.find(({ id }) => id === request.endpoint)?.host ?? request.endpoint;
  const { model } = request;
  switch (request.kind) {
    case "evaluation": {
      const { profile, suites, withLoad } = request;
      const questions = questionsOf(profile, suites);
      // The load test of smoke is a handful of requests; the others' is that of the scorecard.
      const loadMinutes = withLoad && profile !== "smoke" ? 4 : 0;
      const minutes = (questions * secondsAQuestion) / 60 + loadMinutes;
      const count = writtenNumber(questions);
      const time = durationText(minutes);
      return withLoad
        ? plural(
            questions,
            [
              "{1} question and a load test to {2} at {3}, {4}",
              "{1} questions and a load test to {2} at {3}, {4}",
            ],
            count,
            model,
            host,
            time,
          )
        : plural(
            questions,
            ["{1} question to {2} at {3}, {4}", "{1} questions to {2} at {3}, {4}"],
            count,
            model,
            host,
            time,
          );
    }
    case "load":
      return t("Load test of {0} at {1}, {2}", model, host, loadTimes[request.profile]());
    case "repository":
      return plural(
        request.holes,
        ["{0} hole of {1}, filled in by {2} at {3}", "{0} holes of {1}, filled in by {2} at {3}"],
        request.folder,
        model,
        host,
      );
  }
}

export const loadTimes: Readonly<
  Record<Extract<StartRequest, { kind: "load" }>["profile"], () => string>
> = {
  scorecard: () => t("a few minutes"),
  published: () => t("about {0} minutes", 20),
  inferencemax: () => t("an hour or more"),
};

/** `about a minute`, `about 6 minutes`, `an hour or more`. */
export function durationText(minutes: number): string {
  if (minutes < 1.5) return t("about a minute");
  if (minutes >= 50) return t("an hour or more");
  const step = minutes < 10 ? 1 : 5;
  return t("about {0} minutes", Math.round(minutes / step) * step);
}

export function profileTime(questions: number): string {
  return durationText((questions * secondsAQuestion) / 60);
}
