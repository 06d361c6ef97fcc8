import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { find } from "../../src/screen/pattern.ts"
import { pattern } from "./sample.ts"

const look = (written: string, ...lines: string[]) => find(pattern(written), lines.join("\n"))
const captures = (written: string, ...lines: string[]) => look(written, ...lines)?.captures
const hits = (written: string, ...lines: string[]) => look(written, ...lines) !== undefined

describe("a literal", () => {
  test("is found anywhere, and only as it is written", () => {
    expect(hits('"esc to interr"', "(3s · esc to interrupt)")).toBe(true)
    expect(hits('"Esc to interr"', "(3s · esc to interrupt)")).toBe(false)
    expect(hits('"a.c"', "abc")).toBe(false)
    expect(hits('"a*"', "aaa")).toBe(false)
    expect(hits('"a  b"', "a b")).toBe(false)
  })

  test("ignores case only when asked", () => {
    expect(hits('"press ENTER" i', "Press Enter")).toBe(true)
    expect(hits('"ÄRGER" i', "ärger")).toBe(true)
    // A character whose lower case is longer must not move what follows.
    expect(look('"ok" i', "İİİ OK")?.start).toBe(4)
  })

  test("of several, the lowest counts", () => {
    expect(look('"Yes"', "Yes", "No", "Yes 2")?.start).toBe(7)
    expect(captures('"step <n:int>"', "step 1", "step 2", "step 3 of 9")).toEqual({ n: "3" })
    expect(look('any ["Yes", "No"]', "Yes", "No")?.text).toBe("No")
    expect(look('any ["No", "Yes"]', "No", "Yes")?.text).toBe("Yes")
  })

  test('`all` wants each, and `<` `"` `\\` can be written', () => {
    expect(hits('all ["a", "b"]', "a", "b")).toBe(true)
    expect(hits('all ["a", "c"]', "a", "b")).toBe(false)
    expect(hits('"a \\< \\"b\\" \\\\"', 'a < "b" \\')).toBe(true)
  })
})

describe("a space", () => {
  const ask = '"Do you want to run this command?"'

  test("matches a line break that a TUI made", () => {
    expect(hits(ask, "Do you want to", "run this command?")).toBe(true)
    expect(hits(ask, "  Do you want to", "  run this", "  command?")).toBe(true)
  })

  test("matches a break with a box border on either side", () => {
    expect(hits(ask, "│ Do you want to   │", "│ run this command? │")).toBe(true)
    expect(hits(ask, "┃ Do you want ┃", "┃ to run this ┃", "┃ command? ┃")).toBe(true)
    expect(look(ask, "│ Do you want to   │", "│ run this command? │")?.text).toBe("Do you want to run this command?")
  })

  test("is matched by a tab never, by a trailing blank before the break always", () => {
    expect(hits(ask, "Do you want to ", "run this command?")).toBe(true)
    expect(hits('"a b"', "a\tb")).toBe(false)
  })

  test("never matches an empty line, boxed or not", () => {
    expect(hits(ask, "Do you want to", "", "run this command?")).toBe(false)
    expect(hits(ask, "│ Do you want to   │", "│                  │", "│ run this command? │")).toBe(false)
    expect(hits('"a  b"', "│ a │", "│   │", "│ b │")).toBe(false)
  })

  test("at the beginning of a pattern or right after a leading capture may be the wrap itself", () => {
    expect(hits('"x<n:int> tests failed"', "x12", "tests failed")).toBe(true)
    expect(captures('"<n:int> tests failed"', "12", "tests failed")).toEqual({ n: "12" })
    expect(captures('"<n:int> tests failed"', "│ 12       │", "│ tests failed │")).toEqual({ n: "12" })
    expect(captures('"<n:int> tests failed"', "12 tests failed")).toEqual({ n: "12" })
  })
})

describe("wide characters", () => {
  test("a wrapped break between two of them matches", () => {
    expect(hits('"是否允许执行"', "是否允", "许执行")).toBe(true)
    expect(hits('"是否允许执行"', "│ 是否允 │", "│ 许执行 │")).toBe(true)
    expect(look('"是否允许执行"', "│ 是否允 │", "│ 许执行 │")?.text).toBe("是否允许执行")
    expect(hits('"継続しますか"', "継続し", "ますか")).toBe(true)
    expect(hits('"계속할까요"', "계속", "할까요")).toBe(true)
  })

  test("a break inside a word of narrow ones, or between wide and narrow, does not", () => {
    expect(hits('"interrupt"', "inter", "rupt")).toBe(false)
    expect(hits('"允许run"', "允许", "run")).toBe(false)
  })

  test("an empty line between them ends it", () => {
    expect(hits('"是否允许"', "是否", "", "允许")).toBe(false)
    expect(hits('"是否允许"', "│ 是否 │", "│      │", "│ 允许 │")).toBe(false)
  })

  test("a capture undoes the wrap without a blank", () => {
    expect(captures('"执行<what>吗"', "执行删除所有", "文件吗")).toEqual({ what: "删除所有文件" })
  })
})

describe("a capture", () => {
  test("is the shortest that fits", () => {
    expect(captures('"run <what>?"', "run this? or that?")).toEqual({ what: "this" })
    expect(captures('"(<what>) done"', "(a) (b) done")).toEqual({ what: "b" })
  })

  test("goes across a hard wrap, and undoes it", () => {
    expect(captures('"Do you want to <what>?"', "│ Do you want to make this │", "│ edit to main.rs?        │")).toEqual(
      {
        what: "make this edit to main.rs",
      },
    )
  })

  test("never goes past an empty line", () => {
    expect(captures('"run <what>?"', "run this", "", "really?")).toBeUndefined()
    expect(captures('"run <what>?"', "│ run this │", "│          │", "│ really?  │")).toBeUndefined()
  })

  test("never goes past a box edge inside a line", () => {
    expect(captures('"name <what> end"', "name a │ b end")).toBeUndefined()
    expect(captures('"name <what>"', "│ name left │ right │")).toEqual({ what: "left" })
  })

  test("holds from 1 to 200 characters", () => {
    const long = "x".repeat(200)
    expect(captures('"[<what>]"', `[${long}]`)).toEqual({ what: long })
    expect(captures('"[<what>]"', `[${long}x]`)).toBeUndefined()
    expect(captures('"[<what>]"', "[]")).toBeUndefined()
  })

  test("at the end takes the rest of its line, at most 200 characters", () => {
    expect(captures('"error: <msg>"', "error: no such file  ", "next line")).toEqual({ msg: "no such file" })
    expect(captures('"error: <msg>"', `error: ${"y".repeat(500)}`)?.["msg"]).toHaveLength(200)
    expect(captures('"error:<msg>"', "error:", "next line")).toBeUndefined()
  })

  test("at the beginning takes the line from its start", () => {
    expect(captures('"<what> failed"', "ok", "  unit tests failed")).toEqual({ what: "unit tests" })
  })

  test.each([
    ['"took <n:int> ms"', "took -12 ms", { n: "-12" }],
    ['"took <n:int> ms"', "took 1.5 ms", undefined],
    ['"took <n:int>"', "took 12ms", { n: "12" }],
    ['"user <w:word> in"', "user ann@box in", { w: "ann@box" }],
    ['"user <w:word> in"', "user ann lee in", undefined],
    ['"open <p:path>"', "open src/a-b.ts.", { p: "src/a-b.ts" }],
    ['"open <p:path>"', 'open "src/a.ts"', undefined],
    ['"(<p:path>:<n:int>)"', "(src/a.ts:12)", { p: "src/a.ts", n: "12" }],
    ['"note: <l:line>"', "note: all (of it) │", { l: "all (of it)" }],
    ['"resets <t:time>"', "resets 2:19pm (UTC)", { t: "2:19pm (UTC)" }],
    ['"resets <t:time>"', "resets Nov 22 at 9am (Asia/Shanghai).", { t: "Nov 22 at 9am (Asia/Shanghai)" }],
    ['"until <t:time>."', "until 2026-11-22 10:57:01.", { t: "2026-11-22 10:57:01" }],
    ['"resets <t:time>"', "resets soon", undefined],
  ])("%s in %p gives %p", (written, text, wanted) => {
    expect(captures(written, text) as unknown).toEqual(wanted)
  })

  test("its value is what stands there, between the pattern's own words (property)", () => {
    const word = fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,12}){0,5}$/)
    fc.assert(
      fc.property(word, fc.integer({ min: 8, max: 40 }), (value, width) => {
        const boxed = wrapped(`<< ${value} >>`, width).map((line) => `│ ${line.padEnd(width)} │`)
        expect(captures('"\\<\\< <what> >>"', ...boxed)).toEqual({ what: value })
      }),
    )
  })
})

describe("hostile text costs little", () => {
  // Steps cannot be counted from outside, so the bound is a generous time: an unbounded search would need minutes.
  const withinMs = 3_000
  test.each([
    ["nothing but the beginning", '"aaaa <x> b"', "a".repeat(400_000)],
    ["nothing but the anchor of a leading capture", '"<x>a b"', "a".repeat(40_000)],
    ["a leading capture before blanks", '"<x> <y> b"', " ".repeat(40_000)],
    ["captures that may end anywhere", '"a<x>a<y>a<z>b"', "a".repeat(20_000)],
    ["captures between spaces", '"a <x> a <y> a <z> b"', "a ".repeat(20_000)],
    ["line breaks only", '"a b"', "\n".repeat(1_000_000)],
    ["blanks only", '"  <x> b"', " ".repeat(100_000)],
    ["box edges", '"│ <x> b"', "│ ".repeat(100_000)],
    ["blanks and line breaks", '"a <x> b"', `a${" ".repeat(3_000)}\n`.repeat(300)],
    ["wide characters", '"请<x>吗"', "请".repeat(100_000)],
    ["a time that never ends", '"a<t:time>b"', "a1:11:11 ".repeat(100_000)],
  ])("%s", (_, written, text) => {
    const compiled = pattern(written)
    const started = performance.now()
    find(compiled, text)
    expect(performance.now() - started).toBeLessThan(withinMs)
  })
})

/** Hard-wrapped as a TUI does it: at blanks, to at most so many characters a line. */
function wrapped(text: string, width: number): string[] {
  const lines = [""]
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? ""
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`
  }
  return lines
}
