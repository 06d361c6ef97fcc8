import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { Approvals } from "../../src/approvals/approvals.ts"
import { AskFolder } from "../../src/approvals/folder.ts"
import { maxFileBytes } from "../../src/approvals/private-files.ts"
import { type Phrase, say } from "../../src/locale/phrase.ts"
import type { Store } from "../../src/store/store.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { freshStore, stateFolder, valueIn } from "../store/state-folder.ts"
import { eventually } from "../support/tmux.ts"
import { asked, newAsk, settle } from "./samples.ts"

let store: Store
let path: string
let folder: AskFolder
let decided: string[]
let problems: string[]

function started(timers = systemTimers): Phrase | undefined {
  const approvals = new Approvals({
    store,
    now: () => timers.now(),
    onDecided: (ask, decision) => {
      decided.push(`${ask.id} ${JSON.stringify(decision)}`)
      folder.refresh()
    },
  })
  folder = new AskFolder({
    ...{ path, locale: "en", timers },
    unsettled: () => valueIn(store.unsettledAsks()),
    named: (id) => valueIn(store.askNamed(id)),
    decide: (id, wish) => approvals.decide(id, wish, { way: "file", who: "me" }),
    onProblem: (problem) => problems.push(say("en", problem)),
  })
  return folder.start()
}

beforeEach(() => {
  store = freshStore()
  path = join(stateFolder(), "approvals")
  decided = []
  problems = []
})
afterEach(() => folder.close())

const file = (id: string): string => join(path, `${id}.ask`)
const text = (id: string): string => readFileSync(file(id), "utf8")

/** Time enough for an answer to have been read, if anything would read it. */
const patienceMs = 500

describe("the file of an open ask", () => {
  test("is there, for its owner alone, and says what is asked", () => {
    asked(store, newAsk("k7f2"))
    expect(started()).toBeUndefined()
    expect(text("k7f2")).toContain("# Claude asks\n")
    expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(statSync(file("k7f2")).mode & 0o777).toBe(0o600)
    asked(store, newAsk("m3p4"))
    folder.refresh()
    expect(readdirSync(path).toSorted()).toEqual(["k7f2.ask", "m3p4.ask"])
  })

  test.each([
    ["added to it", () => appendFileSync(file("k7f2"), "approve\n")],
    ["written over it", () => writeFileSync(file("k7f2"), "approve\n")],
    [
      "put in its place, as editors do",
      () => {
        writeFileSync(join(path, "new"), "approve\n")
        renameSync(join(path, "new"), file("k7f2"))
      },
    ],
  ])("takes an answer that is %s, once, and says what came of it", async (_, answer) => {
    asked(store, newAsk("k7f2"))
    started()
    answer()
    await eventually("it is decided", () => decided.length > 0)
    expect(text("k7f2")).toMatch(/^# k7f2 .*\n# approve, by me \(by file\) at /)
    appendFileSync(file("k7f2"), "deny\n")
    settle(store, "k7f2", "done")
    folder.refresh()
    await eventually("it says so", () => text("k7f2").includes('; done\n#\n# ! too late, nothing was done: "deny"\n'))
    expect(decided).toEqual(['k7f2 {"what":"approve"}'])
  })

  test("takes an answer that comes in strokes when it is whole", async () => {
    asked(store, newAsk("k7f2"))
    started()
    truncateSync(file("k7f2"))
    for (const part of ["reply: first\n", "second\n", "third\n"]) {
      appendFileSync(file("k7f2"), part)
      await Bun.sleep(30)
    }
    await eventually("it is decided", () => decided.length > 0)
    expect(decided).toEqual(['k7f2 {"what":"reply","text":"first\\nsecond\\nthird"}'])
  })

  test("says what was not understood, or not offered, and goes on waiting", async () => {
    asked(store, newAsk("k7f2"))
    started()
    appendFileSync(file("k7f2"), "aprove\n")
    await eventually("it says so", () => text("k7f2").includes('# ! not understood: "aprove"'))
    appendFileSync(file("k7f2"), "choose 2\n")
    await eventually("it says so", () => text("k7f2").includes("# ! not done: choose is not offered here; offered: "))
    appendFileSync(file("k7f2"), "deny\n")
    await eventually("it is decided", () => decided.length > 0)
    expect(decided).toEqual(['k7f2 {"what":"deny"}'])
  })

  test("says so when somebody answers at the keyboard, and goes a while later", async () => {
    asked(store, newAsk("k7f2"))
    const soon = { ...systemTimers, after: (ms: number, run: () => void) => systemTimers.after(ms / 1000, run) }
    started(soon)
    settle(store, "k7f2", "elsewhere")
    folder.refresh()
    expect(text("k7f2")).toContain("answered at the keyboard")
    await eventually("it is gone", () => !existsSync(file("k7f2")))
  })
})

test.each([
  ["a link", () => symlinkSync("elsewhere", file("k7f2")), "only a regular file of your own is"],
  ["a folder", () => mkdirSync(file("k7f2")), "only a regular file of your own is"],
  ["too long", () => writeFileSync(file("k7f2"), `reply: ${"x".repeat(70_000)}\n`), "longer than 65536 bytes"],
  ["in GBK", () => writeFileSync(file("k7f2"), Buffer.from("7265706c793a20bcccd0f80a", "hex")), "it is not UTF-8"],
])("an answer that is %s is said not to be read, kept aside, and asked for again", async (_, put, words) => {
  asked(store, newAsk("k7f2"))
  started()
  rmSync(file("k7f2"))
  put()
  await eventually("it says so", () => problems.length > 0, 10_000)
  expect(problems).toEqual([expect.stringContaining(`answer to k7f2 by file: not read: ${words}`)])
  expect(readdirSync(path).toSorted()).toEqual(["k7f2.ask", "k7f2.ask.refused"])
  expect(text("k7f2")).toContain(`# ! not read: `)
  appendFileSync(file("k7f2"), "approve\n")
  await eventually("it is decided", () => decided.length > 0)
})

test("a reply without a last line break is taken when nothing more comes", async () => {
  asked(store, newAsk("k7f2"))
  started()
  appendFileSync(file("k7f2"), "reply: delete the folder build")
  await Bun.sleep(patienceMs)
  expect(decided).toEqual([])
  appendFileSync(file("k7f2"), " but keep build/keys")
  await eventually("it is decided", () => decided.length > 0, 10_000)
  expect(decided).toEqual(['k7f2 {"what":"reply","text":"delete the folder build but keep build/keys"}'])
})

test("an answer that comes when all is over is said to be too late", async () => {
  asked(store, newAsk("k7f2"))
  started()
  settle(store, "k7f2", "elsewhere")
  folder.refresh()
  appendFileSync(file("k7f2"), "approve\n")
  const late = '# ! too late, nothing was done: "approve"\n'
  await eventually("it says so", () => text("k7f2").endsWith(late))
  folder.refresh()
  expect(text("k7f2")).toEndWith(late)
  expect(decided).toEqual([])
})

test("what cannot be removed is said once, and harms nothing", async () => {
  asked(store, newAsk("k7f2"), newAsk("m3p4"), newAsk("q5r6"))
  settle(store, "q5r6", "done")
  mkdirSync(join(path, "q5r6.ask", "more"), { recursive: true })
  chmodSync(path, 0o700)
  const soon = { ...systemTimers, after: (ms: number, run: () => void) => systemTimers.after(ms / 1000, run) }
  expect(started(soon)).toBeUndefined()
  expect(problems).toEqual([expect.stringContaining("q5r6.ask is in the way of an ask's file")])
  appendFileSync(file("m3p4"), "approve\n")
  await eventually("it is decided", () => decided.length > 0)
  folder.close()
  started(soon)
  settle(store, "k7f2", "elsewhere")
  rmSync(file("k7f2"))
  mkdirSync(file("k7f2"))
  folder.refresh()
  await Bun.sleep(patienceMs)
  expect(new Set(problems.slice(1)).size).toBe(problems.length - 1)
})

describe("what is in the folder at the start", () => {
  test("of asks that are over goes, an answer that waits is taken, everything else stays, another service's asks too", async () => {
    mkdirSync(path, { mode: 0o700 })
    asked(store, newAsk("k7f2"), newAsk("m3p4"))
    settle(store, "m3p4", "done")
    for (const name of ["k7f2.ask", "m3p4.ask", "q5r6.ask"]) writeFileSync(join(path, name), "approve\n")
    for (const name of ["notes.ask", "k7f2.txt"]) writeFileSync(join(path, name), "mine\n")
    started()
    await eventually("the waiting answer is taken", () => decided.length > 0)
    expect(decided).toEqual(['k7f2 {"what":"approve"}'])
    expect(readdirSync(path).toSorted()).toEqual(["k7f2.ask", "k7f2.txt", "notes.ask", "q5r6.ask"])
  })
})

describe("nothing is taken from", () => {
  test.each([
    [
      "a link",
      () => {
        writeFileSync(join(path, "elsewhere"), "approve\n")
        symlinkSync(join(path, "elsewhere"), file("k7f2"))
      },
    ],
    ["a pipe", () => void Bun.spawnSync(["mkfifo", file("k7f2")])],
    ["a file that is too long", () => writeFileSync(file("k7f2"), `approve\n#${" ".repeat(maxFileBytes)}`)],
    ["a file of an ask that is not open", () => writeFileSync(file("q5r6"), "approve\n")],
  ])("%s", async (_, put) => {
    asked(store, newAsk("k7f2"))
    started()
    rmSync(file("k7f2"))
    put()
    await Bun.sleep(patienceMs)
    expect(decided).toEqual([])
  })
})

describe("the folder is not used when", () => {
  test("others may enter it", () => {
    mkdirSync(path)
    chmodSync(path, 0o750)
    const problem = started()
    expect(problem && say("en", problem)).toContain(`(mode 0750); run: chmod 700 ${path}`)
  })

  test("it is no folder", () => {
    writeFileSync(path, "")
    expect(started()?.id).toBe("approvals.folder-unusable")
  })
})

test("a folder that cannot be written to is said once, and nothing else fails", () => {
  asked(store, newAsk("k7f2"))
  started()
  rmSync(path, { recursive: true })
  asked(store, newAsk("m3p4"), newAsk("q5r6"))
  folder.refresh()
  expect(problems).toEqual([expect.stringContaining("(ENOENT)")])
})
