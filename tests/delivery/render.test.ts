import { describe, expect, test } from "bun:test"
import * as fc from "fast-check"
import { type Dialect, type RenderOptions, render } from "../../src/delivery/render.ts"
import type { Segment } from "../../src/engine/effect.ts"
import { invisible, structureIn } from "./markdown-structure.ts"
import { fromPane, sample, trusted } from "./samples.ts"

const options: RenderOptions = {
  dialect: "markdown",
  limitBytes: 2048,
  locale: "en",
  stamp: "12:34:56",
  ref: "#a1b2c3",
}

describe("a message in WeCom's markdown", () => {
  test("is a bold title, the text, and where it comes from", () => {
    expect(render(sample(), options)).toBe(
      '**needs you**\n`npm test`\n<font color="comment">devbox · proj:codex · approval · 12:34:56 · #a1b2c3</font>',
    )
  })

  test("that is urgent has a coloured title", () => {
    expect(render(sample({ severity: "high" }), options)).toStartWith('<font color="warning">needs you</font>\n')
  })

  test("leaves the author's own markdown alone", () => {
    const body = [trusted("**bold** [link](https://example.com) @all")]
    expect(render(sample({ body }), options)).toContain("**bold** [link](https://example.com) @all")
  })

  test("shows code of several lines line by line, since WeCom has no blocks", () => {
    const body = [trusted("runs\n"), fromPane("git diff > out\n\n  # a comment", "code")]
    expect(render(sample({ body }), options)).toContain("\nruns\n`git diff > out`\n\n`  # a comment`\n")
  })

  test("hides secrets, unless the author said reveal", () => {
    const key = `sk-ant-${"api03-abcdefghijklmnop"}`
    expect(render(sample({ body: [fromPane(`key ${key}`)] }), options)).not.toContain(key)
    expect(render(sample({ body: [fromPane(`key ${key}`, "code", true)] }), options)).toContain(key)
  })

  test("keeps its foot whole, however long the text is", () => {
    const foot = [trusted("Answer:\n"), { ...trusted("fleetai approve k7f2"), style: "code" } as const]
    const body = [fromPane("x\n".repeat(3000))]
    const text = render(sample({ body, foot }), options)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048)
    expect(text).toContain("\n… (cut: too long)\nAnswer:\n`fleetai approve k7f2`\n<font")
    expect(render(sample({ body, foot }), { ...options, trustedOnly: true })).toContain("fleetai approve k7f2")
  })

  test("that is cut says so, keeps its footer, and ends no mark in the middle", () => {
    const body = [fromPane(`${"一二三四五六七八九十\n".repeat(200)}`, "code")]
    const text = render(sample({ body }), options)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048)
    expect(text).toContain("\n… (cut: too long)\n")
    expect(text).toEndWith("#a1b2c3</font>")
    for (const line of text.split("\n")) expect([line, (line.match(/`/g) ?? []).length % 2]).toEqual([line, 0])
  })

  test("a window's name is as little trusted as a program's output", () => {
    const origin = { rule: "r", pane: "p", host: "h", session: "s", window: "</font>[x](https://evil.example)@all" }
    const text = render(sample({ origin, title: [], body: [] }), options)
    expect(structureIn(text.replace('<font color="comment">', "").replace("</font>", ""))).toEqual([])
  })
})

const spiteful = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."#>*_~`[]()<@!&\\|-: \n\t".split(""),
        "**",
        "](https://evil.example)",
        "<@all>",
        "@all",
        '<font color="warning">',
        "&lt;",
        "://",
        "\u202e",
        "\u200b",
        "\u001b[31m",
        "\r\n# ",
        "😀",
        "授权",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""))

const hostile: fc.Arbitrary<Segment> = fc.record({
  text: spiteful,
  trusted: fc.constant(false),
  style: fc.constant("plain" as const),
  revealed: fc.boolean(),
})

test("whatever panes print, none of it is structure, alone or beside other text", () => {
  fc.assert(
    fc.property(
      fc.array(hostile, { maxLength: 4 }),
      fc.array(hostile, { minLength: 1, maxLength: 6 }),
      (title, body) => {
        const text = render(sample({ origin: undefined, title, body }), options)
        // What the renderer itself adds: bold around a title, colour around the footer.
        const lines = text.replace('<font color="comment">', "").replace("</font>", "").split("\n")
        const first = lines[0] ?? ""
        if (first.startsWith("**") && first.endsWith("**")) lines[0] = first.slice(2, -2)
        const found = structureIn(lines.join("\n"))
        expect(found).toEqual([])
      },
    ),
    { numRuns: 3000 },
  )
})

test("whatever panes print in code, it stays between its backticks", () => {
  fc.assert(
    fc.property(spiteful, (text) => {
      const rendered = render(sample({ origin: undefined, title: [], body: [fromPane(text, "code")] }), options)
      for (const line of rendered.split("\n").slice(0, -1)) {
        if (line === "" || line.startsWith("… (cut")) continue
        expect(line).toMatch(/^`[^`]*`…?$/)
        expect(line).not.toMatch(/<\S|@\w|\w:\/\//)
      }
    }),
    { numRuns: 1000 },
  )
})

test("nothing that steers a terminal or turns text around gets through, in any dialect", () => {
  const dialect = fc.constantFrom<Dialect>("markdown", "text", "terminal")
  fc.assert(
    fc.property(dialect, fc.array(hostile, { maxLength: 5 }), (each, body) => {
      expect(render(sample({ title: body, body }), { ...options, dialect: each })).not.toMatch(invisible)
    }),
    { numRuns: 1000 },
  )
})

test("no message is longer than its limit, and none is broken UTF-8", () => {
  const anyone = fc.record({
    text: fc.oneof(spiteful, fc.string({ unit: "grapheme", minLength: 500, maxLength: 3000 })),
    trusted: fc.boolean(),
    style: fc.constantFrom<Segment["style"]>("plain", "code", "quote"),
    revealed: fc.boolean(),
  })
  const limits = fc.constantFrom(1024, 2048, 4096)
  const dialect = fc.constantFrom<Dialect>("markdown", "text", "terminal")
  fc.assert(
    fc.property(limits, dialect, fc.array(anyone, { maxLength: 4 }), (limitBytes, each, segments) => {
      const text = render(sample({ title: segments, body: segments }), { ...options, limitBytes, dialect: each })
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limitBytes)
      expect(text.isWellFormed()).toBe(true)
      expect(text).toContain("#a1b2c3")
    }),
    { numRuns: 1000 },
  )
})

test("the same message is the same text: only then is a repeat recognised", () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 3 }), (body) => {
      expect(render(sample({ body }), options)).toBe(render(sample({ body }), options))
    }),
    { numRuns: 50 },
  )
})
