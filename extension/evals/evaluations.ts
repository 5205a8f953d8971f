// Evaluation as the rest of the extension sees it: a command that opens the panel, and the panel that VS Code brings back
// after a reload. At activation it is only this much; everything else is loaded when the panel is opened.
import * as vscode from "vscode";
import type { Controller, ControllerDeps } from "./controller.ts";
import { createPanel, panelType } from "./panel.ts";

export type Evaluations = vscode.Disposable & {
  /** Opens the panel, or brings it to the front. */
  open(): Promise<void>;
  /** The working part, once it is loaded. */
  controller(): Promise<Controller>;
};

export type EvaluationsDeps = Omit<ControllerDeps, "panel" | "program" | "jobsFolder"> & {
  extensionUri: vscode.Uri;
  /** The extension's own folder on this machine, which every window sees. */
  storageUri: vscode.Uri;
};

export function createEvaluations(deps: EvaluationsDeps): Evaluations {
  const { extensionUri, storageUri } = deps;
  let loading: Promise<Controller> | undefined;
  let controller: Controller | undefined;
  let isDisposed = false;
  const panel = createPanel(extensionUri, {
    onMessage: (message) => void running().then((found) => found.receive(message)),
    onClosed: () => controller?.rest(),
  });
  const load = async (): Promise<Controller> => {
    const { createController } = await import("./controller.ts");
    const { evaluationProgram } = await import("./launch.ts");
    const program = evaluationProgram(extensionUri);
    const jobsFolder = vscode.Uri.joinPath(storageUri, "jobs").fsPath;
    controller = createController({ ...deps, panel, program, jobsFolder });
    if (isDisposed) controller.dispose();
    return controller;
  };
  const running = (): Promise<Controller> => {
    loading ??= load();
    return loading;
  };
  const registration = vscode.window.registerWebviewPanelSerializer(panelType, {
    deserializeWebviewPanel: async (kept) => panel.adopt(kept),
  });
  return {
    open: async () => {
      // The page is under way before the code behind it is loaded.
      panel.show();
      await running();
    },
    controller: running,
    dispose: () => {
      isDisposed = true;
      registration.dispose();
      // Not the panel: VS Code brings it back after a reload, and takes it away with the extension.
      controller?.dispose();
    },
  };
}
