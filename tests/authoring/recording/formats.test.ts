import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { RecordingWriter } from "../../../src/authoring/recording/own.ts"
import type { Frame, Sighting } from "../../../src/screen/frame.ts"
import { type FrameChanges, frame } from "../../screen/sample.ts"
import { itemsOf, Recordings, seenIn } from "./files.ts"

async function framesOf(path: string): Promise<Frame[]> {
  const items = await itemsOf(path)
  return items.flatMap((item) =>
    item.kind === "sighting" && item.sighting.kind === "frame" ? [item.sighting.frame] : [],
  )
}

describe("fleetai's own recordings", () => {
  test("read back as they were written", async () => {
    using recordings = new Recordings()
    const pane = "local/recording/%0"
    const start = 1_700_000_000_000
    const change = fc.record<FrameChanges & { readonly screen: string }>(
      {
        screen: fc.constantFrom("", "a", "b\n\nc", "│ 中文 │"),
        unreadable: fc.constantFrom(undefined, "copy-mode"),
        columns: fc.constantFrom(80, 100),
        pid: fc.constantFrom(1, 2),
        facts: fc.record(
          {
            title: fc.constantFrom("", "x", 'a "b"\n'),
            program: fc.constantFrom(undefined, "claude"),
            printedAt: fc.integer({ min: start - 1e6, max: start + 1e6 }),
            runningSince: fc.option(fc.integer({ min: start - 1e6, max: start }), { nil: undefined }),
            exit: fc.option(fc.nat(255), { nil: undefined }),
            attached: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ["screen"] },
    )
    const sighting = fc.oneof(
      change.map(({ screen, ...one }) => ({ kind: "frame" as const, frame: { ...frame(screen, one), pane } })),
      fc.array(fc.string(), { maxLength: 3 }).map((lines) => ({ kind: "output" as const, pane, lines })),
      fc.constantFrom({ kind: "gap" as const, pane }, { kind: "gone" as const, pane }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(1_000), sighting), { maxLength: 8 }), async (steps) => {
        let at = start
        const sightings = steps.map(([ms, one]): Sighting => {
          at += ms
          return { ...one, at }
        })
        const writer = new RecordingWriter(start)
        const text = [writer.header(), ...sightings.map((one) => writer.line(one)), writer.end(at)].join("\n")
        expect(await itemsOf(recordings.write("r.jsonl", text))).toEqual([
          { kind: "start", at: start },
          ...sightings.map((one) => ({ kind: "sighting" as const, sighting: one })),
          { kind: "passed", at },
        ])
      }),
      { numRuns: 200 },
    )
  })

  test("say only what changed", () => {
    const writer = new RecordingWriter(0)
    writer.line({ kind: "frame", at: 0, frame: frame("a") })
    const second = JSON.parse(writer.line({ kind: "frame", at: 5, frame: frame("b") }))
    expect(second).toEqual({ t: 5, kind: "frame", screen: "b" })
  })

  test("are in the order of time, though lines are told after the frame that shows them", () => {
    const writer = new RecordingWriter(1_000)
    writer.line({ kind: "frame", at: 1_020, frame: frame("a") })
    const output = { kind: "output", at: 1_019, pane: "p", lines: ["a"] } as const
    expect(JSON.parse(writer.line(output))).toEqual({ t: 20, kind: "output", lines: ["a"] })
    expect(JSON.parse(writer.end(1_010))).toEqual({ t: 20, kind: "end" })
  })

  test("that older versions wrote a little out of order are read: a small step back is the same moment", async () => {
    using recordings = new Recordings()
    const path = recordings.write("r.jsonl", [
      { fleetai: "recording", version: 1, started: "2026-01-01T00:00:00.000Z" },
      { t: 0, kind: "frame", screen: "a" },
      { t: -1, kind: "output", lines: ["a"] },
      { t: 1_500, kind: "frame", screen: "b" },
      { t: 500, kind: "output", lines: ["b"] },
    ])
    expect(await seenIn(path)).toEqual([
      [0, "a"],
      [0, "+ a"],
      [1_500, "b"],
      [1_500, "+ b"],
    ])
  })
})

describe("sampled frames", () => {
  const header = { header: 1, agent: "codex", scenario: "s", cols: 80, rows: 5, started_at: "2026-01-01T00:00:00.000Z" }
  const look = (t: number, screen: string, more: object = {}) => ({
    ...{ t, title: "T", command: "node", cursor: [0, 4], in_mode: 0, alt: 0, hist: 0, bell: 0, dead: 0, size: [80, 5] },
    screen,
    ...more,
  })

  test("are frames, and the agent is the program behind `node`", async () => {
    using recordings = new Recordings()
    const path = recordings.write("r.jsonl", [
      header,
      look(0, "$ \n\n\n\n\n", { command: "bash" }),
      { t: 50, truth: "starting" },
      look(100, "hello   \n\n\n\n\n"),
    ])
    const [first, second] = await framesOf(path)
    expect(first?.facts).toMatchObject({ command: "bash", program: "bash", shell: true })
    expect(second?.lines).toEqual(["hello"])
    expect(second?.facts).toMatchObject({ command: "node", program: "codex", shell: false, title: "T" })
    expect((second?.facts.runningSince ?? 0) - (first?.facts.runningSince ?? 0)).toBe(100)
  })

  test("in copy mode cannot be read", async () => {
    using recordings = new Recordings()
    const [seen] = await framesOf(recordings.write("r.jsonl", [header, look(0, "x", { in_mode: 1 })]))
    expect(seen).toMatchObject({ unreadable: "copy-mode", lines: [] })
  })

  test("packed are the same", async () => {
    using recordings = new Recordings()
    const text = [header, look(0, "x")].map((one) => JSON.stringify(one)).join("\n")
    const plain = await itemsOf(recordings.write("r.jsonl", text))
    expect(await itemsOf(recordings.write("r.jsonl.gz", Bun.gzipSync(text)))).toEqual(plain)
  })

  test("tell which lines are new, also when some have scrolled away, and say so when they cannot", async () => {
    using recordings = new Recordings()
    const path = recordings.write("r.jsonl", [
      header,
      look(0, "a\nb\n\n\n\n", { cursor: [0, 2] }),
      look(100, "a\nb\nc\n\n\n", { cursor: [0, 3] }),
      look(200, "c\nd\ne\nf\n\n", { cursor: [0, 4], hist: 2 }),
      look(300, "x\ny\nz\nw\n\n", { cursor: [0, 4], hist: 90 }),
    ])
    const news = (await seenIn(path)).filter(([, text]) => text.startsWith("+") || text === "gap")
    expect(news).toEqual([
      [100, "+ c"],
      [200, "+ d + e + f"],
      [300, "gap"],
    ])
  })
})

describe("asciinema casts", () => {
  const v2 = (...events: unknown[][]) =>
    [{ version: 2, width: 20, height: 4, timestamp: 1_700_000_000 }, ...events]
      .map((one) => JSON.stringify(one))
      .join("\n")
  const v3 = (...events: unknown[][]) =>
    [{ version: 3, term: { cols: 20, rows: 4 } }, ...events].map((one) => JSON.stringify(one)).join("\n")

  test("of version 2 have times since the start, of version 3 since the event before", async () => {
    using recordings = new Recordings()
    const seen = [
      [1_000, "one"],
      [2_500, "one two"],
    ] as const
    expect(await seenIn(recordings.write("a.cast", v2([1, "o", "one"], [2.5, "o", " two"])))).toEqual([...seen])
    expect(await seenIn(recordings.write("b.cast", v3([1, "o", "one"], [1.5, "o", " two"])))).toEqual([...seen])
  })

  test("may have comments and empty lines", async () => {
    using recordings = new Recordings()
    expect(await seenIn(recordings.write("a.cast", `${v3([1, "o", "one"])}\n# that was it\n\n`))).toEqual([
      [1_000, "one"],
    ])
  })

  test("are looked at as a person sees them: what is drawn together is one screen", async () => {
    using recordings = new Recordings()
    const events = [
      [1, "o", "\u001b[2J\u001b[Hwrong"],
      [1.01, "o", "\u001b[2J\u001b[Hright"],
    ]
    expect(await seenIn(recordings.write("a.cast", v2(...events)))).toEqual([[1_010, "right"]])
  })

  test("join what the terminal wrapped, and follow its size, title and bell", async () => {
    using recordings = new Recordings()
    const path = recordings.write(
      "a.cast",
      v2([0, "o", `\u001b]0;busy\u0007${"w".repeat(25)}`], [1, "r", "40x10"], [2, "o", "\u0007!"]),
    )
    const frames = await framesOf(path)
    expect(frames[0]).toMatchObject({
      columns: 20,
      rows: 4,
      lines: ["w".repeat(25)],
      facts: { title: "busy", bell: false },
    })
    expect(frames.at(-1)).toMatchObject({ columns: 40, rows: 10, lines: [`${"w".repeat(25)}!`], facts: { bell: true } })
  })

  test("tell every printed line once, however many have scrolled away", async () => {
    using recordings = new Recordings()
    const text = (from: number) => Array.from({ length: 30 }, (_, index) => `line ${from + index}\r\n`).join("")
    const path = recordings.write("a.cast", v2([0, "o", "$ "], [1, "o", "\r\n"], [2, "o", text(0)], [3, "o", text(30)]))
    const lines = (await seenIn(path)).flatMap(([, shown]) =>
      shown.startsWith("+ ") ? shown.slice(2).split(" + ") : [],
    )
    expect(lines.filter((line) => line.startsWith("line"))).toEqual(
      Array.from({ length: 60 }, (_, index) => `line ${index}`),
    )
  })

  test("of version 3 end with the program's exit status", async () => {
    using recordings = new Recordings()
    const frames = await framesOf(recordings.write("a.cast", v3([1, "o", "x"], [1, "x", "3"])))
    expect(frames.map(({ facts }) => facts.exit)).toEqual([undefined, 3])
  })

  test("begin when their header says", async () => {
    using recordings = new Recordings()
    const [start] = await itemsOf(recordings.write("a.cast", v2([0, "o", "x"])))
    expect(start).toEqual({ kind: "start", at: 1_700_000_000_000 })
  })
})
