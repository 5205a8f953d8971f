// From what a person chose in the panel to what a job is told. Pure, but for the folders that the caller looks up.
import type { JobRequest, RunKind } from "../../core/protocol/evaluation-process.ts";
import type { Config } from "../settings-schema.ts";
import type { StartRequest } from "../webview/evals/messages.ts";

/** The command's own default, so that both ask the same questions. */
const seed = 1;

export type Place = {
  config: Config;
  /** Absolute path of the workspace folder of this name. */
  folderPath: (name: string) => string | undefined;
};

/** Undefined when the endpoint or the folder is not there any more. */
export function jobRequestOf(
  request: StartRequest,
  { config, folderPath }: Place,
): (JobRequest & { endpoint: { url: string } }) | undefined {
  const endpoint = config.endpoints.find(({ id }) => id === request.endpoint);
  if (endpoint === undefined) return undefined;
  const { model, hardware } = request;
  const common = {
    ...runsFolderOf(config),
    endpoint: { url: endpoint.url, model },
    seed,
    ...(hardware === undefined ? {} : { hardware }),
  };
  switch (request.kind) {
    case "evaluation": {
      const { profile, suites, withLoad } = request;
      const { concurrency } = config.evals;
      return { kind: "evaluation", ...common, profile, suites, concurrency, withLoad };
    }
    case "load":
      return { kind: "load", ...common, profile: request.profile };
    case "repository": {
      const folder = folderPath(request.folder);
      if (folder === undefined) return undefined;
      const fim = config.models.find(
        (known) => known.endpoint === endpoint.id && known.model === model,
      )?.fim;
      return {
        kind: "repository",
        ...common,
        folder,
        holes: request.holes,
        ...(fim === undefined ? {} : { fim }),
      };
    }
  }
}

export function runsFolderOf(config: Config): { runsFolder?: string } {
  const { runsFolder } = config.evals;
  return runsFolder === undefined ? {} : { runsFolder };
}

/** Going on with an evaluation and grading it again are evaluations to whoever looks. */
export function runKindOf({ kind }: Pick<JobRequest, "kind">): RunKind {
  return kind === "load" || kind === "repository" ? kind : "evaluation";
}
