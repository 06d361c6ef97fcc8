import { expect, test } from "bun:test"
import { compile, type RouteSeverity } from "../../../src/language/compile.ts"
import { source } from "../reading.ts"

const routed = (text: string, routes: readonly RouteSeverity[] | undefined): string[] =>
  compile({ own: [source(text)], stock: [], receivers: undefined, routes }).diagnostics.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  )
const high: readonly RouteSeverity[] = [{ severity: "high", receivers: ["phone"] }]
const rule = (severity: string, action: string): string =>
  `rule r { severity ${severity}; when agent is error; do ${action} }`

test("a message below every route is told, whatever says it", () => {
  expect(routed(rule("warn", 'notify "x"'), high)).toEqual(["W602 notify"])
  expect(routed(rule("info", "ask { deny { wait 1s } }"), high)).toEqual(["W602 ask"])
  expect(routed(rule("high", 'notify "x"'), high)).toEqual([])
  expect(routed(rule("crit", 'notify "x"'), high)).toEqual([])
})

test("one that names its receiver needs no route", () => {
  expect(routed(rule("info", '{ notify desk "x"; escalate to phone }'), high)).toEqual([])
})

test("an escalation goes one severity up", () => {
  expect(routed(rule("warn", '{ notify desk "x"; escalate }'), high)).toEqual([])
  expect(routed(rule("low", '{ notify desk "x"; escalate }'), high)).toEqual(["W602 escalate"])
  expect(routed(rule("crit", '{ notify desk "x"; escalate }'), high)).toEqual([])
})

test("a route to nobody is none", () => {
  expect(routed(rule("high", 'notify "x"'), [{ severity: "info", receivers: [] }])).toEqual(["W602 notify"])
})

test("nothing is told where the routes are unknown, or none are set", () => {
  expect(routed(rule("info", 'notify "x"'), undefined)).toEqual([])
  expect(routed(rule("info", 'notify "x"'), [])).toEqual([])
})
