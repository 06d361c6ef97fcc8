import { expect, test } from "bun:test"
import { parseSubscription } from "../../src/tmux/subscription.ts"

const line = (activityS: number, flags = "100") =>
  `fleetai $6 - - - : s1/1795 @6/1/1790/100.100 s0/1700 @1/2/${activityS}/${flags}.100.000 `

test("which windows there are, how many panes they have, and when they printed last", () => {
  expect(parseSubscription(line(1795))?.windows).toEqual([
    { windowId: "@6", panes: 1, activityS: 1790 },
    { windowId: "@1", panes: 2, activityS: 1795 },
  ])
})

test("printing is no fact; what shows no output is one", () => {
  const facts = (one: string) => parseSubscription(one)?.facts
  expect(facts(line(1795))).toBe(facts(line(1799)))
  expect(facts(line(1795))).not.toBe(facts(line(1795, "110")))
})

test("other subscriptions are not ours", () => {
  expect(parseSubscription("other $6 - - - : @1/2/3/")).toBeUndefined()
  expect(parseSubscription("fleetai")).toBeUndefined()
})
