// What several verbs read from the command line and the environment in the same way.
import { InvalidArgumentError } from "commander";
import type { Hardware } from "../../core/protocol/run-facts.ts";
import type { Keys } from "../../evals/runner/prepare.ts";

/** Argument parser for a whole number. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      const range = most === Number.MAX_SAFE_INTEGER ? `${least} on` : `${least} to ${most}`;
      throw new InvalidArgumentError(`It has to be a whole number from ${range}.`);
    }
    return value;
  };
}

/** Argument parser for `1,8,32`. */
export function wholeNumbers(least: number, most?: number) {
  return (text: string): number[] => listed(text).map(wholeNumber(least, most));
}

/** Argument parser for `0.5,4`: what a second can bring. */
export function rates(text: string): number[] {
  return listed(text).map((part) => {
    const value = Number(part);
    if (!/^\d*\.?\d+$/.test(part) || !(value > 0) || value > 100_000) {
      throw new InvalidArgumentError("It has to be numbers above 0, such as 0.5,4.");
    }
    return value;
  });
}

function listed(text: string): string[] {
  return [...new Set(text.split(",").map((part) => part.trim()))];
}

export type HardwareFlags = { gpus?: number; gpuName?: string };

export function hardwareOf({ gpus, gpuName }: HardwareFlags): { hardware?: Hardware } {
  if (gpus === undefined && gpuName === undefined) return {};
  return {
    hardware: {
      ...(gpus === undefined ? {} : { gpus }),
      ...(gpuName === undefined ? {} : { name: gpuName }),
    },
  };
}

/** Argument parser for the hardware's name. */
export function hardwareName(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > 80) {
    throw new InvalidArgumentError("It has to be a name of at most 80 characters.");
  }
  return name;
}

export function keysOf({ TANDEM_API_KEY, TANDEM_JUDGE_API_KEY }: NodeJS.ProcessEnv): Keys {
  return {
    ...(TANDEM_API_KEY ? { apiKey: TANDEM_API_KEY } : {}),
    ...(TANDEM_JUDGE_API_KEY ? { judgeApiKey: TANDEM_JUDGE_API_KEY } : {}),
  };
}

export function target(url: string, model: string | undefined, apiKey: string | undefined) {
  return {
    url,
    ...(model === undefined ? {} : { model }),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}
