// What a run of the suite inside VS Code needs to know, whichever build of VS Code it runs in.

export type SuiteRun = {
  extensionFolder: string;
  suiteFile: string;
  /** A copy, so that tests may edit it. */
  workspaceFolder: string;
  /** Deleted when the run is over. */
  stateFolder: string;
  env: Record<string, string>;
};
