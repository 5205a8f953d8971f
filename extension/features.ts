// What extension.ts builds and commands reach. Types only: features never import each other, they meet here.

import type { Chat } from "./chat/chat.ts";
import type { Completion } from "./completion/completion.ts";
import type { Doctor } from "./doctor/doctor.ts";
import type { Edit } from "./edit/edit.ts";
import type { Evaluations } from "./evals/evaluations.ts";
import type { Fix } from "./fix/fix.ts";
import type { ProposedChanges } from "./host/edits/proposed-change.ts";
import type { Log } from "./host/log.ts";
import type { StatusItem } from "./host/status.ts";
import type { Models } from "./models/models.ts";

export type Features = {
  chat: Chat;
  completion: Completion;
  fix: Fix;
  edit: Edit;
  changes: ProposedChanges;
  models: Models;
  doctor: Doctor;
  evaluations: Evaluations;
  status: StatusItem;
  log: Log;
  openSettingsPage(): Promise<void>;
};
