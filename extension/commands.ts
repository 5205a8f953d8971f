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
  "tandem.showChats": ({ chat }) => chat.showChats(),
  "tandem.exportChat": ({ chat }) => chat.exportShown(),
  "tandem.addToChat": ({ chat }, signal, uri) => chat.attachPath(uri, signal),
  "tandem.stop": ({ chat, edit }) => {
    chat.stop();
    edit.stop();
  },
  "tandem.explainSelection": ({ chat }, signal) => chat.askAboutSelected("explain", signal),
  "tandem.reviewSelection": ({ chat }, signal) => chat.askAboutSelected("review", signal),
  "tandem.fixSelection": ({ fix }, signal) => fix.fixSelection("", [], signal),
  "tandem.fixProblem": ({ fix }, signal, problem) => fix.fixProblem(problem, signal),
  "tandem.fixAllInFile": ({ fix }, signal, uri) => fix.fixAllInFile(uri, signal),
  "tandem.explainProblem": ({ fix }, signal, problem) => fix.explainProblem(problem, signal),
  "tandem.explainFailure": ({ fix }, signal, failure) => fix.explainFailure(failure, signal),
  "tandem.editInline": ({ edit }, signal) => edit.editInline(signal),
  "tandem.writeTests": ({ edit }, signal) => edit.writeTests("", [], signal),
  "tandem.documentSelection": ({ edit }, signal) => edit.documentSelection("", [], signal),
  "tandem.writeCommitMessage": ({ edit }, signal, button) =>
    edit.writeCommitMessage("", [], signal, button),
  "tandem.askAboutSelection": ({ chat }, signal) => chat.attachSelected(signal),
  "tandem.acceptChange": ({ changes }, signal, uri) => changes.accept(uri, signal),
  "tandem.discardChange": ({ changes }, signal, uri) => changes.discard(uri, signal),
  "tandem.acceptHunk": ({ changes }, signal, hunk) => changes.acceptHunk(hunk, signal),
  "tandem.rejectHunk": ({ changes }, signal, hunk) => changes.rejectHunk(hunk, signal),
  "tandem.nextHunk": ({ changes }) => changes.goToHunk(1),
  "tandem.previousHunk": ({ changes }) => changes.goToHunk(-1),
  "tandem.showSideBySide": ({ changes }, _, id) => changes.showSideBySide(id),
  "tandem.nextProposedFile": ({ changes }, _, id) => changes.showNextFile(id),
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
