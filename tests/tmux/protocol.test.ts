import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { type Block, type ControlEvent, ControlParser, unescapeOctal } from "../../src/tmux/protocol.ts"

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const parse = (text: string): ControlEvent[] => new ControlParser().push(bytes(text))
const block = (lines: string[], more: Partial<Block> = {}): ControlEvent => ({
  kind: "block",
  block: { timeS: 7, number: 1, ours: true, ok: true, lines, ...more },
})

describe("blocks", () => {
  const cases: Record<string, [string, ControlEvent[]]> = {
    "an answer without lines": ["%begin 7 1 1\n%end 7 1 1\n", [block([])]],
    "an answer of one empty line": ["%begin 7 1 1\n\n%end 7 1 1\n", [block([""])]],
    "an error": ["%begin 7 1 1\nno such pane\n%error 7 1 1\n", [block(["no such pane"], { ok: false })]],
    "what the server did by itself is not ours": ["%begin 7 1 0\n%end 7 1 0\n", [block([], { ours: false })]],
    "payload that begins with %begin": ["%begin 7 1 1\n%begin 7 2 1\n%end 7 1 1\n", [block(["%begin 7 2 1"])]],
    "payload that ends another block": [
      "%begin 7 1 1\n%end 7 2 1\n%end 8 1 1\n%error 7 3 1\n%end 7 1 1\n",
      [block(["%end 7 2 1", "%end 8 1 1", "%error 7 3 1"])],
    ],
    "terminators with a wrong number of words": [
      "%begin 7 1 1\n%end\n%end 7\n%end 7 1\n%end 7 1 1 1\n%end 7 1 1 \n%end  7 1 1\n%ending 7 1 1\n%end 7 1 1\n",
      [block(["%end", "%end 7", "%end 7 1", "%end 7 1 1 1", "%end 7 1 1 ", "%end  7 1 1", "%ending 7 1 1"])],
    ],
    "terminators with words that are no numbers": [
      "%begin 7 1 1\n%end 7 x 1\n%end -7 1 1\n%end 7 1 1\r\n%end 7 1 1\n",
      [block(["%end 7 x 1", "%end -7 1 1", "%end 7 1 1\r"])],
    ],
    "the flags of the terminator do not matter": ["%begin 7 1 1\n%end 7 1 0\n", [block([])]],
    "%exit inside a block is payload": ["%begin 7 1 1\n%exit\n%end 7 1 1\n", [block(["%exit"])]],
    "a block that has not ended is nothing yet": ["%begin 7 1 1\n", []],
    "a byte order mark stays": ["%begin 7 1 1\n\ufeffx\n%end 7 1 1\n", [block(["\ufeffx"])]],
  }
  for (const [name, [text, events]] of Object.entries(cases)) test(name, () => expect(parse(text)).toEqual(events))

  test("an %exit in the middle of a block ends nothing by itself: only the end of the pipe does", () => {
    const parser = new ControlParser()
    expect(parser.push(bytes("%begin 7 1 1\nhalf\n%exit\n"))).toEqual([])
    expect(parser.inBlock).toBe(true)
  })

  test("bytes that are no UTF-8 become replacement characters", () => {
    const parser = new ControlParser()
    const text = [...bytes("%begin 7 1 1\n"), 0xff, 0xe6, 0x8e, 0x0a, ...bytes("%end 7 1 1\n")]
    expect(parser.push(new Uint8Array(text))).toEqual([block(["\ufffd\ufffd"])])
  })
})

describe("between blocks", () => {
  const cases: Record<string, [string, ControlEvent[]]> = {
    "a notification": ["%sessions-changed\n", [{ kind: "notification", name: "sessions-changed", rest: "" }]],
    "a notification with words": [
      "%unlinked-window-renamed @1 a b\n",
      [{ kind: "notification", name: "unlinked-window-renamed", rest: "@1 a b" }],
    ],
    "output, unescaped": ["%output %3 a\\134b\\015\\012\n", [{ kind: "output", pane: "%3", bytes: bytes("a\\b\r\n") }]],
    "extended output": ["%extended-output %3 12 : x: y\n", [{ kind: "output", pane: "%3", bytes: bytes("x: y") }]],
    exit: ["%exit\n", [{ kind: "exit", reason: "" }]],
    "exit with a reason": ["%exit server exited\n", [{ kind: "exit", reason: "server exited" }]],
    "empty lines are nothing": ["\n\n%exit\n", [{ kind: "exit", reason: "" }]],
    "what a hook printed belongs to nothing, and what follows goes on": [
      "no value specified\n%exit\n",
      [
        { kind: "stray", text: "no value specified" },
        { kind: "exit", reason: "" },
      ],
    ],
    "a terminator that ends nothing breaks it": ["%end 7 1 1\n%exit\n", [{ kind: "broken", why: "stray-terminator" }]],
  }
  for (const [name, [text, events]] of Object.entries(cases)) test(name, () => expect(parse(text)).toEqual(events))
})

describe("limits", () => {
  const bounds = { maxBlockBytes: 100, maxLineBytes: 50 }

  test("a block beyond the limit breaks the parser, whether it comes in lines or in one", () => {
    for (const payload of ["x".repeat(120), "x\n".repeat(60)]) {
      const parser = new ControlParser(bounds)
      expect(parser.push(bytes(`%begin 7 1 1\n${payload}`))).toEqual([{ kind: "broken", why: "block-too-large" }])
      expect(parser.push(bytes("\n%end 7 1 1\n%exit\n"))).toEqual([])
    }
  })

  test("many blocks below the limit do not add up", () => {
    const parser = new ControlParser(bounds)
    const one = `%begin 7 1 1\n${"x".repeat(90)}\n%end 7 1 1\n`
    expect(parser.push(bytes(one.repeat(50)))).toHaveLength(50)
  })

  test("a line beyond the limit breaks the parser, finished or not", () => {
    for (const end of ["", "\n"]) {
      const parser = new ControlParser(bounds)
      expect(parser.push(bytes(`%output %1 ${"x".repeat(60)}${end}`))).toEqual([
        { kind: "broken", why: "line-too-long" },
      ])
    }
  })

  test("a line of one megabyte is read, in any pieces", () => {
    const line = "授权".repeat(180_000)
    const all = bytes(`%begin 7 1 1\n${line}\n%end 7 1 1\n%exit\n`)
    for (const size of [1000, 65_536, all.length]) {
      const parser = new ControlParser()
      const events: ControlEvent[] = []
      for (let at = 0; at < all.length; at += size) events.push(...parser.push(all.subarray(at, at + size)))
      expect(events).toEqual([block([line]), { kind: "exit", reason: "" }])
    }
  })
})

describe("any chunking of the bytes gives the same events", () => {
  const line = fc.oneof(
    fc.constantFrom(
      "%begin 7 2 1",
      "%end 7 1 1x",
      "%end 7 2 1",
      "%error 7 1",
      "%exit",
      "%",
      "",
      "授权 😀",
      "%output %1 a",
    ),
    fc.string({ unit: fc.constantFrom("%", "e", "n", "d", " ", "1", "7", "é", "字", "\\") }),
  )
  const payload = fc.array(line.filter((one) => !/^%(?:end|error) 7 1 \d+$/.test(one)))
  const piece = fc.oneof(
    payload.map((lines) => `%begin 7 1 1\n${lines.map((one) => `${one}\n`).join("")}%end 7 1 1\n`),
    fc.constantFrom("%sessions-changed\n", "%output %1 a\\134\\303\\251\n", "%exit bye\n", "\n"),
  )

  test("cut anywhere, even inside a character", () => {
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat({ max: 40 })), (pieces, sizes) => {
        const all = bytes(pieces.join(""))
        const parser = new ControlParser()
        const events: ControlEvent[] = []
        let at = 0
        for (const size of [...sizes, all.length]) {
          events.push(...parser.push(all.subarray(at, at + size)))
          at = Math.min(all.length, at + size)
        }
        expect(events).toEqual(new ControlParser().push(all))
        expect(events.some((one) => one.kind === "broken")).toBe(false)
      }),
    )
  })

  test("the lines of a block are the payload, whatever it says", () => {
    fc.assert(
      fc.property(payload, (lines) => {
        const text = `%begin 7 1 1\n${lines.map((one) => `${one}\n`).join("")}%end 7 1 1\n`
        expect(parse(text)).toEqual([block(lines)])
      }),
    )
  })

  test("nothing makes the parser throw", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (chunks) => {
        const parser = new ControlParser({ maxBlockBytes: 64, maxLineBytes: 64 })
        for (const chunk of chunks) parser.push(chunk)
      }),
    )
  })
})

describe("octal escapes", () => {
  test("what tmux writes, and what only looks like it", () => {
    const plain = (text: string) => new TextDecoder().decode(unescapeOctal(bytes(text)))
    expect(plain("\\134")).toBe("\\")
    expect(plain("a\\033[1mb")).toBe("a\u001b[1mb")
    expect(plain("\\13")).toBe("\\13")
    expect(plain("\\189")).toBe("\\189")
    expect(plain("\\777")).toBe("\\777")
    expect(plain("\\")).toBe("\\")
    expect(plain("授\\012权")).toBe("授\n权")
  })
})
