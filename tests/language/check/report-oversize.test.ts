import { describe, expect, test } from "bun:test"
import { mostParts, partMostBytes, titleMostBytes } from "../../../src/language/check/report-oversize.ts"
import { appMessageMostBytes } from "../../../src/wecom/app.ts"
import { codes, problems } from "../reading.ts"

const body = (text: string): string => `rule r { when dead; do notify "${text}" }`
const titled = (title: string, text = "x"): string =>
  `rule r { when dead; do notify { title "${title}"; body "${text}" } }`
const limit = mostParts * partMostBytes

test("the smallest channel is the WeCom app", () => expect(partMostBytes).toBe(appMessageMostBytes))

describe("what counts", () => {
  test("are the words, in bytes", () => {
    expect(codes(body("x".repeat(limit)))).toEqual([])
    expect(codes(body("x".repeat(limit + 1)))).toEqual(["E501"])
    expect(codes(body("等".repeat(limit / 3 + 1)))).toEqual(["E501"])
  })

  test("are the columns and lines that were asked for, the fewer of them", () => {
    expect(codes(body("{screen|lines 76}"))).toEqual([])
    expect(codes(body("{screen|lines 77}"))).toEqual(["E501"])
    expect(codes(body(`{screen|trunc ${limit + 1}}`))).toEqual(["E501"])
    expect(codes(body("{screen|lines 999|trunc 500}{screen|trunc 500|lines 999}"))).toEqual([])
  })

  test("are not texts without a bound: they are cut", () => {
    expect(codes(body("{screen}{matches}{title}{screen|code}"))).toEqual([])
    expect(codes(body("{screen|lines 16|code}{matches|lines 5|quote}"))).toEqual([])
  })

  test("is the title with its body, and by itself", () => {
    expect(codes(titled(`{title|trunc ${titleMostBytes}}`))).toEqual([])
    expect(problems(titled(`{title|trunc ${titleMostBytes + 1}}`))).toEqual([
      `E501 "{title|trunc ${titleMostBytes + 1}}"`,
    ])
    expect(problems(titled("abc", `{screen|trunc ${limit - 2}}`))).toEqual([`E501 "{screen|trunc ${limit - 2}}"`])
  })
})

test("a text under a name is told once, where it is written, and an ask's as well", () => {
  const template = 'template t { body "{screen|lines 99}" }\n'
  const uses = "rule a { when dead; do notify using t }\nrule b { when agent is approval; do ask using t }"
  expect(problems(template + uses)).toEqual(['E501 "{screen|lines 99}"'])
})
