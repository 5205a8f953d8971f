// How an answer in Python becomes a program. Knows nothing of sandboxes and of grades.
import { driverFolder, type Kit, type Program, type ProgramRequest, withPrivateStdout } from "./kit.ts";
import { pythonDriver } from "./python-driver.ts";
import { decodeTagged, encodeTagged } from "./tagged-json.ts";

const driver = `${driverFolder}/driver.py`;

export const pythonKit: Kit = {
  language: "python",
  fileName: "solution.py",
  program,
  input: () => "",
  decode: decodeTagged,
};
