// Inline completion as the rest of the extension sees it. At activation it is only this much; everything else is loaded
// right after it, because activation must not pay for it.
import type * as vscode from "vscode";
import type { CompletionDeps, Service } from "./service.ts";

export type Completion = vscode.Disposable & {
  /** Begins to offer completions; where completion has a model, connects to it. */
  start(): void;
  /** The working part, once it is loaded. */
  service(): Promise<Service>;
  /** The command that VS Code runs when a suggestion was taken. */
  accepted(id: unknown): void;
};

export function createCompletion(deps: CompletionDeps): Completion {
  let loading: Promise<Service> | undefined;
  let service: Service | undefined;
  let isDisposed = false;
  const load = async (): Promise<Service> => {
    const { createService } = await import("./service.ts");
    service = createService(deps);
    if (isDisposed) service.dispose();
    return service;
  };
  const running = (): Promise<Service> => {
    loading ??= load();
    return loading;
  };
  return {
    start: () => void running(),
    service: running,
    accepted(id) {
      if (typeof id === "number") service?.accepted(id);
    },
    dispose() {
      isDisposed = true;
      service?.dispose();
    },
  };
}
