import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { linesOf } from "../../../src/authoring/recording/lines.ts"
import { say } from "../../../src/locale/phrase.ts"
import { faultOf, itemsOf, Recordings } from "./files.ts"

const rig = { header: 1, agent: "claude", cols: 80, rows: 24 }
const own = { fleetai: "recording", version: 1, started: "2026-01-01T00:00:00.000Z" }
const v2 = { version: 2, width: 80, height: 24 }
const v3 = { version: 3, term: { cols: 80, rows: 24 } }
const lines = (...all: (object | string)[]) =>
  all.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n")

describe("a recording that cannot be read says where and why", () => {
  test.each<[string, string, string]>([
    ["nothing at all", "", "1: the file is empty"],
    ["any text", "hello\n", "1: this is no recording"],
    ["JSON of another kind", '{"a":1}\n', "1: this is no recording"],
    ["a cast of version 1", lines({ version: 1, width: 80, height: 24, stdout: [] }), "1: version 1 of this format"],
    ["a recording of tomorrow", lines({ ...own, version: 2 }), "1: version 2 of this format"],
    ["a cast without a size", lines({ version: 2 }), "1: the header names no columns"],
    ["a cast of a gigantic terminal", lines({ ...v2, width: 1e9 }), "1: the header names no columns"],
    ["broken JSON", lines(rig, { t: 1, screen: "a" }, '{"t":2,"scr'), "3: this line is no JSON object"],
    ["an array where an object belongs", lines(rig, "[1]"), "2: this line is no JSON object"],
    ["a line without a time", lines(rig, { screen: "a" }), "2: this line has no time"],
    ["a time that is a word", lines(own, { t: "1", kind: "gap" }), "2: this line has no time"],
    [
      "time that goes back",
      lines(rig, { t: 9, screen: "a" }, { t: 3, screen: "b" }),
      "3: time goes backwards: from 9 ms to 3 ms",
    ],
    [
      "time that goes back, own",
      lines(own, { t: 1_009, kind: "gap" }, { t: 8, kind: "gap" }),
      "3: time goes backwards",
    ],
    [
      "time that goes back, v2",
      lines(v2, '[2.0,"o","a"]', '[1.5,"o","b"]'),
      "3: time goes backwards: from 2000 ms to 1500 ms",
    ],
    [
      "time that goes back, v3",
      lines(v3, '[2.0,"o","a"]', '[-1,"o","b"]'),
      "3: time goes backwards: from 2000 ms to 1000 ms",
    ],
    [
      "a time out of all bounds",
      lines(rig, { t: 1e300, screen: "a" }),
      "2: this time is before the start, or more than",
    ],
    ["a time before the start", lines(rig, { t: -5, screen: "a" }), "2: this time is before the start"],
    ["an event that is none", lines(v2, '["a","o","b"]'), "2: this line is no event"],
    ["a kind nobody knows", lines(own, { t: 1, kind: "dance" }), "2: this line is of no known kind"],
    [
      "a fact nobody knows",
      lines(own, { t: 1, kind: "frame", facts: { mood: "x" } }),
      "2: this line is of no known kind",
    ],
    [
      "a fact of the wrong type",
      lines(own, { t: 1, kind: "frame", facts: { attached: 3 } }),
      "2: this line is of no known kind",
    ],
  ])("%s", async (_, text, complaint) => {
    using recordings = new Recordings()
    expect(await faultOf(recordings.write("r", text))).toStartWith(complaint)
  })

  test("one that is not there", async () => {
    expect(await faultOf("/nonexistent/r.jsonl")).toStartWith("1: it cannot be read: ")
  })

  test("a folder", async () => {
    using recordings = new Recordings()
    expect(await faultOf(recordings.folder)).toStartWith("1: it cannot be read: ")
  })

  test("gzip that breaks off: everything before it is read", async () => {
    using recordings = new Recordings()
    const frames = Array.from({ length: 2_000 }, (_, t) => ({ t, screen: String(Math.sin(t)) }))
    const packed = Bun.gzipSync(lines(rig, ...frames))
    const path = recordings.write("r.gz", packed.subarray(0, packed.length / 2))
    expect(await faultOf(path)).toMatch(/^\d{3,}: it cannot be read: /)
    expect((await itemsOf(path)).length).toBeGreaterThan(100)
  })

  test("gzip of noise", async () => {
    using recordings = new Recordings()
    expect(await faultOf(recordings.write("r.gz", Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4)))).toStartWith(
      "1: it cannot",
    )
  })

  test("bytes that are no UTF-8", async () => {
    using recordings = new Recordings()
    const text = new TextEncoder().encode(`${lines(rig)}\n`)
    expect(await faultOf(recordings.write("r", Uint8Array.of(...text, 0x22, 0xff, 0x22)))).toBe(
      "2: this line is not UTF-8",
    )
  })

  test("a line, or a whole, beyond the limits", async () => {
    using recordings = new Recordings()
    const path = recordings.write("r", `a\n${"b".repeat(5_000)}\n`)
    const last = async (limits: { maxLineBytes: number; maxBytes: number }) =>
      (await Array.fromAsync(linesOf(path, limits))).at(-1)
    const words = (line: Awaited<ReturnType<typeof last>>) =>
      line?.ok === false ? `${line.number}: ${say("en", line.problem)}` : "fine"
    expect(words(await last({ maxLineBytes: 4_096, maxBytes: 1e9 }))).toBe("2: this line is longer than 4 KB")
    expect(words(await last({ maxLineBytes: 1e9, maxBytes: 4_096 }))).toStartWith("1: there is more than")
    expect(words(await last({ maxLineBytes: 5_000, maxBytes: 1e9 }))).toBe("fine")
  })

  test("anything at all ends in an answer", async () => {
    using recordings = new Recordings()
    const header = fc.constantFrom(rig, own, v2, v3).map((one) => JSON.stringify(one))
    const event = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc
        .tuple(fc.nat(100), fc.constantFrom("o", "r", "x", "i"), fc.string({ unit: "binary" }))
        .map((one) => JSON.stringify(one)),
      fc
        .record({ t: fc.nat(), screen: fc.string({ unit: "binary" }), kind: fc.constantFrom("frame", "output") })
        .map((one) => JSON.stringify(one)),
    )
    await fc.assert(
      fc.asyncProperty(header, fc.array(event, { maxLength: 5 }), async (first, events) => {
        const items = await itemsOf(recordings.write("r", [first, ...events].join("\n")))
        expect(items[0]?.kind).toBe("start")
      }),
      { numRuns: 200 },
    )
  })
})
