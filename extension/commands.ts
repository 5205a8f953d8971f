// Every command Tandem registers and what it does, as one table. A test compares it with package.json.

import type { Features } from "./features.ts";

export type CommandHandler = (
  features: Features,
  signal: AbortSignal,
  argument: unknown,
) => unknown;

export const commandTable = {
  "tandem.openChat": ({ chat }) => chat.open(),
  "tandem.newChat": ({ chat }) => chat.newChat(),
  "tandem.stop": ({ chat }) => chat.stop(),
  "tandem.explainSelection": ({ chat }, signal) => chat.askAboutSelected("explain", signal),
  "tandem.reviewSelection": ({ chat }, signal) => chat.askAboutSelected("review", signal),
  "tandem.fixSelection": ({ fix }, signal) => fix.fixSelected(signal),
  "tandem.askAboutSelection": ({ chat }, signal) => chat.attachSelected(signal),
  "tandem.acceptChange": ({ changes }, signal, uri) => changes.accept(uri, signal),
  "tandem.discardChange": ({ changes }, signal, uri) => changes.discard(uri, signal),
  "tandem.evaluateEndpoint": ({ evaluations }) => evaluations.open(),
  "tandem.checkConnection": ({ doctor }, signal) => doctor.checkConnection(signal),
  "tandem.connectEndpoint": ({ models }, signal) => models.connectEndpoint(signal),
  "tandem.setApiKey": ({ models }, signal) => models.setApiKey(signal),
  "tandem.selectModel": ({ models }, signal) => models.selectModel("chat", signal),
  "tandem.selectCompletionModel": ({ models }, signal) => models.selectModel("inline", signal),
  "tandem.toggleCompletion": async ({ completion }) => (await completion.service()).toggle(),
  "tandem.snoozeCompletion": async ({ completion }) => (await completion.service()).snooze(),
  "tandem.useCompletionAnyway": async ({ completion }) => (await completion.service()).useAnyway(),
  "tandem.showCompletionTrace": async ({ completion }) => (await completion.service()).showTrace(),
  "tandem.completionAccepted": ({ completion }, _, id) => completion.accepted(id),
  "tandem.openSettings": ({ openSettingsPage }) => openSettingsPage(),
  "tandem.showMenu": ({ status }) => status.openMenu(),
  "tandem.showLog": ({ log }) => log.show(),
} as const satisfies Record<string, CommandHandler>;
