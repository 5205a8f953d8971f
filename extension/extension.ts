// Where VS Code starts Tandem: builds the services, hands features the functions of others that they need and registers
// the commands. Nothing here waits, and nothing heavy is loaded before it is used.

import * as vscode from "vscode";
import { createChat } from "./chat/chat.ts";
import { type CommandHandler, commandTable } from "./commands.ts";
import { createCompletion } from "./completion/completion.ts";
import { createSettingsStore } from "./config.ts";
import { createDoctor } from "./doctor/doctor.ts";
import { createEdit } from "./edit/edit.ts";
import { createEvaluations } from "./evals/evaluations.ts";
import type { Features } from "./features.ts";
import { createFix } from "./fix/fix.ts";
import { createEditorContext } from "./host/context/editor-context.ts";
import { endAtEdge } from "./host/edge.ts";
import { keepProposedChanges } from "./host/edits/proposed-changes.ts";
import { watchConnection } from "./host/endpoints/connection.ts";
import { createEndpoints } from "./host/endpoints/endpoints.ts";
import { chatSeesImages } from "./host/endpoints/image-sight.ts";
import { openLog } from "./host/log.ts";
import { createNotify, type Notify } from "./host/notify.ts";
import { openSettingsPage } from "./host/open-settings.ts";
import { openKeys, withholdKey } from "./host/secrets.ts";
import { createStatusItem } from "./host/status.ts";
import { createModels } from "./models/models.ts";
import { type TestSeam, testSeam } from "./test-seam.ts";
import { speak } from "./words.ts";

/** Returns the test seam inside test runs and nothing otherwise: Tandem has no API for other extensions. */
export function activate(context: vscode.ExtensionContext): TestSeam | undefined {
  speak(vscode.l10n.bundle, vscode.env.language);
  const lifetime = new AbortController();
  const log = openLog();
  const notify = createNotify();
  const settings = createSettingsStore();
  const keys = openKeys(context.secrets, process.env);
  withholdKey(process.env, context.environmentVariableCollection);
  const endpoints = createEndpoints(settings, keys);
  const connection = watchConnection({ settings, keys, endpoints, log });
  const status = createStatusItem();
  const changes = keepProposedChanges();
  const { extensionUri } = context;
  const editor = createEditorContext({
    seesImages: (signal) => chatSeesImages(endpoints, signal),
  });
  const models = createModels({ settings, endpoints, keys, notify, log });
  const chat = createChat({
    ...{ extensionUri, endpoints, connection, context: editor, notify, log },
    storageUri:
      context.storageUri ?? vscode.Uri.joinPath(context.globalStorageUri, "chats-without-folder"),
    memory: context.workspaceState,
    commands: {
      fix: (...asked) => fix.fixSelection(...asked),
      tests: (...asked) => edit.writeTests(...asked),
      doc: (...asked) => edit.documentSelection(...asked),
      commit: (...asked) => edit.writeCommitMessage(...asked),
    },
    pickModel: models.pickModel,
    applyBlock: (...asked) => edit.applyBlock(...asked),
    proposeFromAnswer: (...answered) => edit.proposeFromAnswer(...answered),
  });
  const asking = { chat, changes, context: editor, notify, log, lifetime: lifetime.signal };
  const fix = createFix(asking);
  const edit = createEdit({ ...asking, endpoints, connection });
  const doctor = createDoctor({ settings, endpoints, connection, notify, log });
  const memory = context.globalState;
  const completion = createCompletion({ settings, endpoints, keys, status, memory, log });
  const evaluations = createEvaluations({
    ...{ extensionUri, settings, endpoints, keys, notify, log },
    memory: { person: memory, window: context.workspaceState },
    storageUri: context.globalStorageUri,
  });
  const features: Features = {
    chat,
    completion,
    fix,
    edit,
    changes,
    models,
    doctor,
    evaluations,
    status,
    log,
    openSettingsPage,
  };

  const showConnection = () => status.show(connection.now(), connection.problem());
  showConnection();
  context.subscriptions.push(
    { dispose: () => lifetime.abort() },
    connection.onDidChange(showConnection),
    ...registerCommands(features, notify, lifetime.signal),
    ...[
      chat,
      fix,
      editor,
      completion,
      doctor,
      evaluations,
      changes,
      status,
      connection,
      settings,
      log,
    ],
  );
  // The first look waits until VS Code has finished with activation.
  setImmediate(connection.look);
  setImmediate(completion.start);
  const isTest = context.extensionMode === vscode.ExtensionMode.Test;
  return isTest
    ? testSeam({ chat, completion, connection, endpoints, evaluations, settings, status })
    : undefined;
}

function registerCommands(
  features: Features,
  notify: Notify,
  signal: AbortSignal,
): vscode.Disposable[] {
  return Object.entries<CommandHandler>(commandTable).map(([id, run]) =>
    vscode.commands.registerCommand(id, (argument: unknown) =>
      endAtEdge(() => run(features, signal, argument), id, { log: features.log, notify }, signal),
    ),
  );
}
