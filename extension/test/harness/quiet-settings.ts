// The user settings of a VS Code that nobody has set up: no welcome page, no marketplace, no telemetry, no built-in AI in
// front of Tandem's own view. They change nothing about trust or security.

export const quietSettings: Record<string, unknown> = {
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "extensions.autoUpdate": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "chat.disableAIFeatures": true,
  "git.openRepositoryInParentFolders": "never",
};
