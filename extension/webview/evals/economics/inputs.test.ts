import assert from "node:assert/strict";
import { type Entered, enteredFrom, type FieldName, readInputs, withheldText } from "./inputs.ts";

const published = {
  seatPerMonth: 39,
  gpus: 4,
  gpuHour: 2.49,
  hoursPerMonth: 730,
  operationsShare: 0.07,
};
const entered: Entered = enteredFrom(published, 225);

/** The one sentence at the field, and that no result may be shown; undefined when the field is fine. */
function check(field: FieldName, text: string, expected: string | undefined) {
  it(`${field} "${text}": ${expected ?? "fine"}`, () => {
    const { problems, read } = readInputs({ ...entered, [field]: text });
    assert.deepEqual(problems, expected === undefined ? {} : { [field]: expected });
    assert.equal(read === undefined, expected !== undefined);
  });
}

describe("inputs of the calculator", () => {
  it("come back as they went in", () =>
    assert.deepEqual(readInputs(entered).read, { inputs: published, users: 225 }));

  check("seatPerMonth", "", "Enter a number.");
  check("seatPerMonth", "  ", "Enter a number.");
  check("seatPerMonth", "0", "Enter a number above 0.");
  check("seatPerMonth", "-39", "Enter a number above 0.");
  check("seatPerMonth", "NaN", "Enter a number such as 2.49, without comma or unit.");
  check("seatPerMonth", "39,50", "Enter a number such as 2.49, without comma or unit.");
  check("seatPerMonth", "1e3", "Enter a number such as 2.49, without comma or unit.");
  check("seatPerMonth", " 39.5 ", undefined);
  check("users", "0", "Enter a number of at least 1.");
  check("users", "1,000", "Enter a number such as 1000, without comma or unit.");
  check("users", "12.5", "Enter a whole number.");
  check("users", "99999999", "Enter at most 10000000.");
  check("gpus", "0", "Enter a number of at least 1.");
  check("gpus", "8", undefined);
  check("gpuHour", ".5", undefined);
  check("gpuHour", "0", "Enter a number above 0.");
  check("hoursPerMonth", "745", "Enter at most 744.");
  check("operationsPercent", "0", undefined);
  check("operationsPercent", "-1", "Enter a number of at least 0.");
  check("operationsPercent", "10 %", "Enter a number such as 2.49, without comma or unit.");

  it("has a sentence for each field that cannot be read", () => {
    const { problems } = readInputs({ ...entered, gpus: "", users: "-1" });
    assert.deepEqual(Object.keys(problems), ["users", "gpus"]);
    assert.equal(withheldText(problems), "No result until Users and GPUs can be read.");
  });
});
