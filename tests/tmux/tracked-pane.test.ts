import { describe, expect, test } from "bun:test"
import type { PaneReport } from "../../src/tmux/pane-facts.ts"
import { TrackedPane } from "../../src/tmux/tracked-pane.ts"

const report: PaneReport = {
  pane: "%1",
  pid: 42,
  windowId: "@1",
  windowPanes: 1,
  activityS: 1000,
  historySize: 0,
  historyLimit: 2000,
  cursorY: 1,
  alternate: false,
  inMode: false,
  dead: false,
  exit: undefined,
  columns: 80,
  rows: 3,
  paneActive: true,
  windowActive: true,
  zoomed: false,
  bell: false,
  synchronized: false,
  inputOff: false,
  own: false,
  session: "work",
  sessions: ["work"],
  window: "w",
  title: "t",
  command: "sh",
  cwd: "/",
}
const around = { host: "local", user: "me", presence: new Map(), online: true, skewMs: 0 }

/** Looks at a three-row screen with the cursor under the last line. */
function look(pane: TrackedPane, lines: string[], more: Partial<PaneReport> = {}, at = 5000) {
  const text = [...lines, ...Array<string>(3 - lines.length).fill("")]
  const seen = { report: { ...report, cursorY: lines.length, ...more }, takenS: 1000, text, further: text }
  return pane.takeLook(seen, 0, false, at)
}

describe("a frame", () => {
  test("is there after the first look, and again only when something differs", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    expect(pane.newFrame(around)).toBeUndefined()
    look(pane, ["a"])
    expect(pane.newFrame(around)).toMatchObject({ lines: ["a"], pid: 42, columns: 80, facts: { session: "work" } })
    look(pane, ["a"])
    expect(pane.newFrame(around)).toBeUndefined()
    look(pane, ["a", "b"])
    expect(pane.newFrame(around)?.lines).toEqual(["a", "b"])
  })

  test("never mixes new facts with the text of before", () => {
    const cases: Partial<PaneReport>[] = [{ columns: 40 }, { inMode: true }, { pid: 43 }, { alternate: true }]
    for (const news of cases) {
      const pane = new TrackedPane("local/1-1/%1", report)
      look(pane, ["a"])
      pane.newFrame(around)
      expect(pane.takeReport({ ...report, cursorY: 1, ...news })).toBe(true)
      expect(pane.newFrame(around)).toBeUndefined()
      look(pane, ["b"], news)
      expect(pane.newFrame(around)).toBeDefined()
    }
  })

  test("keeps the dear facts where a report came without them", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    look(pane, ["a"], { command: "", cwd: "" })
    expect(pane.newFrame(around)?.facts).toMatchObject({ command: "sh", cwd: "/" })
  })

  test("in copy mode has no text", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    look(pane, ["a"], { inMode: true })
    expect(pane.newFrame(around)).toMatchObject({ lines: [], unreadable: "copy-mode" })
  })
})

describe("when it printed", () => {
  test("is the window's last second where the pane is alone in it", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    look(pane, ["a"], { activityS: 1007 })
    expect(pane.newFrame(around)?.facts.printedAt).toBe(1_007_000)
  })

  test("moves with the text where it is not: a neighbour's printing is not its own", () => {
    const pane = new TrackedPane("local/1-1/%1", { ...report, windowPanes: 2 })
    look(pane, ["a"], { windowPanes: 2 })
    pane.newFrame(around)
    look(pane, ["a"], { windowPanes: 2, activityS: 1007 })
    expect(pane.newFrame(around)).toBeUndefined()
    look(pane, ["b"], { windowPanes: 2, activityS: 1009 })
    expect(pane.newFrame(around)?.facts.printedAt).toBe(1_009_000)
  })
})

describe("output", () => {
  test("of the first look is old; then each line is told once", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    expect(look(pane, ["a"])).toEqual({ kind: "told", sightings: [] })
    expect(look(pane, ["a", "b"])).toMatchObject({ sightings: [{ kind: "output", lines: ["b"] }] })
    expect(look(pane, ["a", "b"])).toEqual({ kind: "told", sightings: [] })
  })

  test("that cannot be told is a gap once, which the next lines end, be there none", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    look(pane, ["a", "b"])
    expect(look(pane, ["x", "b"])).toMatchObject({ sightings: [{ kind: "gap" }] })
    expect(look(pane, ["y", "b"])).toEqual({ kind: "told", sightings: [] })
    expect(look(pane, ["y", "b"])).toMatchObject({ sightings: [{ kind: "output", lines: [] }] })
  })

  test("that scrolled away is asked for, and is a gap where it scrolls on and on", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    look(pane, ["a"])
    expect(look(pane, ["c", "d"], { historySize: 2 })).toEqual({ kind: "further", rowsAbove: 2 })
    const seen = { report: { ...report, historySize: 2 }, takenS: 1001, text: ["c", "d", ""], further: ["c", "d", ""] }
    expect(pane.takeLook(seen, 0, true, 6000)).toMatchObject({ sightings: [{ kind: "gap" }] })
  })
})

describe("a host", () => {
  test("that is not reached shows nothing, and what it shows afterwards is what is there then", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    look(pane, ["a"])
    pane.newFrame(around)
    pane.doubt()
    expect(pane.newFrame(around)).toBeUndefined()
    const gone = pane.newFrame({ ...around, online: false })
    expect(gone).toMatchObject({ lines: [], unreadable: "gap", facts: { online: false, session: "work" } })
    expect(pane.newFrame(around)).toBeUndefined()
    look(pane, ["b"])
    expect(pane.newFrame(around)).toMatchObject({ lines: ["b"], unreadable: undefined, facts: { online: true } })
  })

  test("whose clock is another's tells moments of ours", () => {
    const pane = new TrackedPane("local/1-1/%1", report)
    look(pane, ["a"])
    const presence = new Map([["work", { session: "work", activeAtS: 2000 }]])
    const facts = pane.newFrame({ ...around, presence, skewMs: -60_000 })?.facts
    expect(facts).toMatchObject({ printedAt: 940_000, clientActiveAt: 1_940_000 })
  })
})
