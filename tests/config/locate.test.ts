import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { parse } from "smol-toml"
import { type KeyPath, locate, pathId, placeOf, type Span } from "../../src/config/locate.ts"

/** What the text says at a place: `line:column text`. */
function seen(text: string, span: Span | undefined): string | undefined {
  if (span === undefined) return undefined
  const before = text.slice(0, span.start).split("\n")
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${text.slice(span.start, span.end)}`
}

function placesOf(text: string, path: KeyPath) {
  const place = locate(text).get(pathId(path))
  return [seen(text, place?.key), seen(text, place?.value)]
}

describe("a key and its value are found", () => {
  const text = [
    "# rules = no",
    'rules = ["a", "b # ]"] # c',
    "[wecom.app]",
    'corp_id   = "x"',
    "[[host]]",
    "name = 'local'",
    "[[host]]",
    'sessions = [\n  "^a", # first\n  "[x]",\n]',
    "panes = []",
    "[receiver.phone]",
    "inline = { a.b = 1, 'c d' = [ { e = true } ] }",
    '"quo\\u0074ed" = """\n[not.a.table]\nkey = 1""""',
    "at = 2024-01-02 03:04:05Z",
  ].join("\n")

  const cases: [KeyPath, string | undefined, string | undefined][] = [
    [["rules"], "2:1 rules", '2:9 ["a", "b # ]"]'],
    [["rules", 1], undefined, '2:15 "b # ]"'],
    [["wecom"], "3:2 wecom", undefined],
    [["wecom", "app"], "3:8 app", undefined],
    [["wecom", "app", "corp_id"], "4:1 corp_id", '4:13 "x"'],
    [["host", 0, "name"], "6:1 name", "6:8 'local'"],
    [["host", 1], "7:3 host", undefined],
    [["host", 1, "sessions", 1], undefined, '10:3 "[x]"'],
    [["host", 1, "panes"], "12:1 panes", "12:9 []"],
    [["receiver", "phone", "inline", "a", "b"], "14:14 b", "14:18 1"],
    [["receiver", "phone", "inline", "c d", 0, "e"], "14:33 e", "14:37 true"],
    [["receiver", "phone", "quoted"], '15:1 "quo\\u0074ed"', '15:17 """\n[not.a.table]\nkey = 1""""'],
    [["receiver", "phone", "at"], "18:1 at", "18:6 2024-01-02 03:04:05Z"],
  ]
  test.each(cases)("%j", (path, key, value) => {
    expect(placesOf(text, path)).toEqual([key, value])
  })

  test("a missing key is placed at the table around it", () => {
    expect(seen(text, placeOf(locate(text), ["wecom", "app", "secret"])?.key)).toBe("3:8 app")
  })
})

/** A value as it is written. Keys are unique by their number, so that every text is valid. */
const scalar = fc.oneof(
  fc.constantFrom("0", "-17", "1_000", "3.5e2", "inf", "true", "false", "0xff", "1979-05-27T07:32:00Z", "07:32:00"),
  fc.constantFrom("1979-05-27 07:32:00", '"# no comment"', "'[x] = \\'", '"\\"]\\\\"', '"你好 {}"', '""', "''"),
  fc.constantFrom('"""\na = 1\n[t]\n"""', "'''\n'[[x]]' # '''", '"""quotes"""""', '"""\\\n   folded"""'),
)
const gap = fc.constantFrom("", " ", "\t ", "  ")
const lineGap = fc.constantFrom("", " ", "\n  ", " # a ] comment }\n")
const keyName = fc.constantFrom("a", "key-1", "_", "你", "with space", 'with"quote', "with.dot", "#", "[x]", "1")

function written(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : JSON.stringify(name)
}

const uniqueKeys = (count: number) =>
  fc
    .array(fc.array(keyName, { minLength: 1, maxLength: 3 }), { maxLength: count })
    .map((keys) => keys.map((parts, index) => [`${parts[0]}${index}`, ...parts.slice(1)].map(written).join(" . ")))

const value: fc.Arbitrary<string> = fc.letrec<{ value: string; array: string; inline: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: "small" }, scalar, tie("array"), tie("inline")),
  array: fc
    .tuple(fc.array(tie("value"), { maxLength: 4 }), lineGap, fc.boolean())
    .map(
      ([items, blank, comma]) =>
        `[${blank}${items.join(`${blank},${blank}`)}${blank}${comma && items.length ? "," : ""}]`,
    ),
  inline: fc
    .tuple(uniqueKeys(3), fc.array(tie("value"), { minLength: 3, maxLength: 3 }), gap)
    .map(
      ([keys, values, blank]) => `{${blank}${keys.map((key, i) => `${key}${blank}=${blank}${values[i]}`).join(", ")} }`,
    ),
})).value

const pairs = fc
  .tuple(uniqueKeys(4), fc.array(value, { minLength: 4, maxLength: 4 }), gap, fc.constantFrom("", " # end", "\n"))
  .map(([keys, values, blank, end]) =>
    keys.map((key, i) => `${blank}${key}${blank}=${blank}${values[i]}${end}\n`).join(""),
  )

const documentText = fc
  .tuple(pairs, fc.array(fc.tuple(fc.boolean(), keyName, pairs), { maxLength: 4 }), fc.boolean())
  .map(([top, tables, isArrayAgain]) => {
    const sections = tables.map(([isArray, name, body], index) => {
      const title = ["t", written(name + index)].join(" . ")
      const header = isArray ? `[[${title}]]` : `[${title}]`
      const again = isArray && isArrayAgain ? `[[ ${title} ]]\n${body}[${title}.sub]\nx = 1\n` : ""
      return `${header} # section\n${body}${again}`
    })
    return top + sections.join("\n")
  })

/** Every value that stands in the tree, with its path. */
function* leaves(tree: unknown, path: KeyPath): Generator<[KeyPath, unknown]> {
  if (path.length > 0) yield [path, tree]
  if (tree instanceof Date || typeof tree !== "object" || tree === null) return
  const entries = Array.isArray(tree) ? tree.entries() : Object.entries(tree)
  for (const [step, inner] of entries) yield* leaves(inner, [...path, step])
}

describe("of any TOML text", () => {
  test("each value is found, and what stands there is that value", () => {
    fc.assert(
      fc.property(documentText, (text) => {
        const tree = parse(text)
        const places = locate(text)
        for (const [path, inner] of leaves(tree, [])) {
          const place = places.get(pathId(path))
          expect(place, `${JSON.stringify(path)} of\n${text}`).toBeDefined()
          const last = path.at(-1)
          if (place?.value !== undefined) {
            const slice = text.slice(place.value.start, place.value.end)
            expect(parse(`x = ${slice}`)["x"]).toEqual(inner as never)
          }
          if (place?.key !== undefined && typeof last === "string") {
            expect(Object.keys(parse(`${text.slice(place.key.start, place.key.end)} = 1`))).toEqual([last])
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  test("no place is found that the tree does not have", () => {
    fc.assert(
      fc.property(documentText, (text) => {
        const paths = new Set([...leaves(parse(text), [])].map(([path]) => pathId(path)))
        expect([...locate(text).keys()].filter((id) => !paths.has(id))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test("a text that is no TOML ends all the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."[]{}\"'=.,#\n a1\\"), maxLength: 60 }), (text) => {
        locate(text)
      }),
      { numRuns: 2_000 },
    )
  })
})
