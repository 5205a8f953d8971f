// What stands in the form of the setup, and the request that comes of it. Pure: what was typed meets what the host offers.
import type { Category } from "../../../core/protocol/case-file.ts";
import type { ProfileName } from "../../../core/protocol/evaluation.ts";
import type { RunKind } from "../../../core/protocol/evaluation-process.ts";
import type { LoadProfileName } from "../../../core/protocol/load-test.ts";
import type { Hardware } from "../../../core/protocol/run-facts.ts";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import type { EndpointView, ServedModelView, Setup, StartRequest } from "./messages.ts";

export type LoadChoice = Exclude<LoadProfileName, "custom">;

/** What a person chose or typed; undefined where nobody has yet. */
export type SetupForm = {
  kind: RunKind;
  endpoint?: string;
  model?: string;
  profile?: ProfileName;
  withLoad?: boolean;
  /** Empty: all. */
  suites: Category[];
  loadProfile: LoadChoice;
  folder?: string;
  holes: string;
  /** Of the chosen endpoint: undefined again when another is chosen. */
  gpus?: string | undefined;
  gpuName?: string | undefined;
};

export const emptyForm: SetupForm = {
  kind: "evaluation",
  suites: [],
  loadProfile: "scorecard",
  holes: "60",
};

/** The form with what it starts from filled in, as far as the endpoints allow. */
export type FilledForm = {
  endpoint: EndpointView | undefined;
  model: ServedModelView | undefined;
  profile: ProfileName;
  withLoad: boolean;
  folder: string | undefined;
  gpus: string;
  gpuName: string;
};

export const mostHoles = 500;
export const mostGpus = 1024;

export function fillForm(form: SetupForm, setup: Setup): FilledForm {
  const { endpoints, folders, last } = setup;
  const wanted = form.endpoint ?? last?.endpoint;
  const endpoint = endpoints.find(({ id }) => id === wanted) ?? endpoints[0];
  const models = endpoint?.models.state === "known" ? endpoint.models.list : [];
  const wantedModel = form.model ?? last?.model;
  const hardware =
    endpoint?.hardware ?? (endpoint?.id === last?.endpoint ? last?.hardware : undefined);
  const profile = form.profile ?? last?.profile ?? "smoke";
  return {
    endpoint,
    model: models.find(({ id }) => id === wantedModel) ?? models[0],
    profile,
    // A first look should not wait for a load test.
    withLoad: form.withLoad ?? last?.withLoad ?? profile !== "smoke",
    folder: folders.find((name) => name === form.folder) ?? folders[0],
    gpus: form.gpus ?? hardware?.gpus?.toString() ?? "",
    gpuName: form.gpuName ?? hardware?.name ?? "",
  };
}

/** What to start, or one sentence on what is missing. */
export function requestOf(form: SetupForm, setup: Setup): StartRequest | string {
  const filled = fillForm(form, setup);
  const { endpoint, model, profile, withLoad, folder } = filled;
  if (endpoint === undefined) return t("Connect an endpoint first.");
  if (model === undefined) return missingModel(endpoint);
  const hardware = hardwareOf(filled);
  if (typeof hardware === "string") return hardware;
  const common = { endpoint: endpoint.id, model: model.id, ...(hardware && { hardware }) };
  switch (form.kind) {
    case "evaluation":
      return { kind: "evaluation", ...common, profile, suites: form.suites, withLoad };
    case "load":
      return { kind: "load", ...common, profile: form.loadProfile };
    case "repository": {
      if (folder === undefined) {
        return setup.isTrusted
          ? t("Open the folder of the repository first.")
          : t("Trust this workspace first: its files are read.");
      }
      const holes = wholeNumber(form.holes, 1, mostHoles);
      if (holes === undefined) {
        return t("Holes: a whole number from 1 to {0}.", mostHoles);
      }
      return { kind: "repository", ...common, folder, holes };
    }
  }
}

function missingModel({ models, host }: EndpointView): string {
  switch (models.state) {
    case "loading":
      return t("Waiting for the endpoint's models.");
    case "known":
      return t("{0} serves no model.", host);
    case "failed":
      return t("The endpoint's models are not known.");
  }
}

function hardwareOf({ gpus, gpuName }: FilledForm): Hardware | undefined | string {
  const name = gpuName.trim();
  if (gpus.trim() === "") return name === "" ? undefined : { name };
  const count = wholeNumber(gpus, 1, mostGpus);
  if (count === undefined) {
    return t("GPUs: a whole number from 1 to {0}.", writtenNumber(mostGpus));
  }
  return { gpus: count, ...(name !== "" && { name }) };
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text);
  return text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most
    ? value
    : undefined;
}
