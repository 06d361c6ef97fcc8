/** How soon a person has to be told of what is on a screen. */
import { expect } from "bun:test"
import type { Fleet } from "./fleet.ts"

/** `stable` of the stock rules' dialogs. */
export const stableMs = 600
/** From a screen that has been stable for long enough to the request to WeCom. */
export const promisedMs = 1_000
/** What a busy machine may add in a test; a lost second more than the promise still shows. */
export const noiseMs = 2_000

/** The first request for a message since `drawnAt` (milliseconds since the epoch) came when it had to. */
export function expectPrompt(fleet: Fleet, drawnAt: number): void {
  const request = fleet.phone.calls.find(({ path, at }) => path === "message/send" && at >= drawnAt)
  const tookMs = (request?.at ?? Number.POSITIVE_INFINITY) - drawnAt
  expect(tookMs).toBeGreaterThanOrEqual(stableMs)
  expect(tookMs).toBeLessThanOrEqual(stableMs + promisedMs + noiseMs)
}
