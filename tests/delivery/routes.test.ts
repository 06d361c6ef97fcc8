import { expect, test } from "bun:test"
import { type Receiver, type Route, receiversOf } from "../../src/delivery/routes.ts"

const desk: Receiver = { name: "desk", format: "text", channels: ["terminal"] }
const phone: Receiver = { name: "phone", format: "markdown", channels: ["wecom.app", "wecom.robot"] }
const routes: Route[] = [
  { severity: "high", receivers: ["phone", "desk"] },
  { severity: "low", receivers: ["desk"] },
]

test("a receiver that is named gets it", () => {
  expect(receiversOf("desk", "crit", routes, [phone, desk])).toEqual(["desk"])
})

test("else the route with the highest severity that the message reaches", () => {
  const to = (severity: Parameters<typeof receiversOf>[1]) => receiversOf(undefined, severity, routes, [phone, desk])
  expect([to("crit"), to("high"), to("warn"), to("low")]).toEqual([
    ["phone", "desk"],
    ["phone", "desk"],
    ["desk"],
    ["desk"],
  ])
})

test("below every route it concerns nobody", () => {
  expect(receiversOf(undefined, "info", routes, [phone, desk])).toEqual([])
})

test("without routes it is phone, else whoever there is", () => {
  expect(receiversOf(undefined, "info", [], [desk, phone])).toEqual(["phone"])
  expect(receiversOf(undefined, "info", [], [desk])).toEqual(["desk"])
  expect(receiversOf(undefined, "info", [], [])).toEqual([])
})
