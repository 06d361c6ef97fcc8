import { describe, expect, test } from "bun:test"
import { embeddedRules } from "../../../src/daemon/rules.ts"
import { compile } from "../../../src/language/compile.ts"
import { codes, problems, receivers } from "../reading.ts"

const sender = (name: string, on: string, when = 'screen last line has "Press Enter"') =>
  `rule ${name} { on ${on}; when ${when}; stable 1s; limit 1 per 1h; do send Enter }\n`

test("the embedded rules have none", () => {
  expect(compile({ own: embeddedRules, stock: [], receivers }).diagnostics).toEqual([])
})

describe("warnings that a mistake may have caused are held back", () => {
  test("a list whose one use was not understood is not called unused", () => {
    expect(codes('list a = ["x"]\nrule r { when comand in @a; do notify "x" }')).toEqual(["E201"])
    expect(codes('list a = ["x"]\nrule r { whn command in @a; do notify "x" }')).toEqual(["E102"])
  })

  test("rules are no rivals while something is wrong", () => {
    const two = sender("a", 'program == "x"') + sender("b", "attached")
    expect(codes(two)).toEqual(["W404"])
    expect(codes(`${two}banana`)).toEqual(["E102"])
  })

  test("a weak pattern is weak whatever else is wrong", () => {
    expect(codes('rule r { when screen has /x*/; do notify "x" }\nbanana')).toEqual(["W303", "E102"])
  })
})

describe("rules that may press keys in the same pane", () => {
  test("are told at the later one, once", () => {
    const text = sender("a", "attached") + sender("b", "attached") + sender("c", "attached")
    expect(problems(text)).toEqual(['W404 "b"', 'W404 "c"'])
  })

  test.each([
    ["programs that are not the same", 'program == "x"', 'program in ["y", "z"]'],
    ["lists under names", "program in @first", "program in @second"],
    ["a scope and its opposite", "attached", "not attached"],
  ])("are not those of %s", (_, a, b) => {
    const lists = 'list first = ["x", "y"]\nlist second = ["z"]\n'
    const used = 'rule u { when command in @first or command in @second; do notify "x" }\n'
    expect(codes(lists + used + sender("a", a) + sender("b", b))).toEqual([])
  })

  test("are not those of which one says `not` to what the other sees", () => {
    const other = 'screen last line has "y/n" and not screen last line has "Press Enter"'
    expect(codes(sender("a", "attached") + sender("b", "attached", other))).toEqual([])
  })
})

describe("rules about agents", () => {
  const agents = `agent one { on program == "one"; idle when screen last line has "> " }
agent two { on program in ["two", "too"]; idle when screen last line has "> " }\n`
  const about = (name: string, when: string): string =>
    `rule ${name} { when ${when}; for 1s; limit 1 per 1h; do send Enter }\n`
  const both = (first: string, second: string): string[] => codes(agents + first + second)

  test("are rivals where their states may be the same", () => {
    expect(both(about("a", "agent is idle"), about("b", "agent any -> idle"))).toEqual(["W404"])
    expect(both(about("a", "agent is idle"), about("b", "agent is busy"))).toEqual([])
    expect(
      both(about("a", 'agent is idle and agent == "one"'), about("b", 'agent is idle and agent == "two"')),
    ).toEqual([])
  })

  test("press keys where such an agent is, and nowhere else", () => {
    expect(both(about("a", "agent is idle"), sender("b", 'program == "make"'))).toEqual([])
    expect(both(about("a", "agent is idle"), sender("b", 'program == "too"'))).toEqual(["W404"])
    expect(both(about("a", 'agent is idle and agent == "one"'), sender("b", 'program == "too"'))).toEqual([])
    expect(both(about("a", "agent is idle"), sender("b", 'host == "box"'))).toEqual(["W404"])
  })

  test("a command is the program that runs, unless it runs others", () => {
    expect(both(about("a", "agent is idle"), sender("b", 'command in ["cargo", "make"]'))).toEqual([])
    expect(both(about("a", "agent is idle"), sender("b", 'command in ["cargo", "node"]'))).toEqual(["W404"])
    expect(both(about("a", "agent is idle"), sender("b", 'command == "two"'))).toEqual(["W404"])
  })

  test("of an agent that any pane may be are rivals of all others", () => {
    const any = 'agent any-pane { idle when screen last line has "> " }\n'
    expect(codes(agents + any + about("a", "agent is idle") + sender("b", 'program == "make"'))).toEqual(["W404"])
  })
})

describe("definitions that nothing uses", () => {
  test("are no matter in files of definitions alone: they are meant for others", () => {
    expect(codes('list a = ["x"]\ntemplate t { body "x" }')).toEqual([])
  })

  test("are those that only other definitions do not name either", () => {
    expect(problems('list a = ["x"]\npattern b = any @a\nrule r { when attached; do notify "x" }')).toEqual([
      'W601 "b"',
    ])
  })

  test("are not templates that a message uses", () => {
    expect(codes('template t { body "x" }\nrule r { when attached; do notify using t }')).toEqual([])
  })

  test("are not blamed on the embedded files", () => {
    const stock = [{ path: "embedded:x.rules", text: 'list a = ["x"]\n' }]
    const own = [{ path: "my.rules", text: 'rule r { when attached; do notify "x" }\n' }]
    expect(compile({ own, stock, receivers }).diagnostics).toEqual([])
  })
})

test("nor do rules with very many ways of holding take long", () => {
  const many = (index: number): string =>
    ["host", "user", "session", "window", "cwd", "title"]
      .map((fact) => `(${fact} == "a${index}" or ${fact} == "b${index}")`)
      .join(" and ")
  const text = Array.from({ length: 300 }, (_, index) =>
    sender(`r${index}`, `${many(index)} and not pane == "${index}"`),
  )
  expect(codes(text.join(""))).toEqual([])
})

test("a thousand rules that press keys, each in a program of its own, are compared in little time", () => {
  const text = Array.from({ length: 1_000 }, (_, index) => sender(`r${index}`, `program == "p${index}"`)).join("")
  const began = performance.now()
  expect(codes(text)).toEqual([])
  expect(performance.now() - began).toBeLessThan(4_000)
})

test.each([
  ["x*", true],
  ["(abc)?", true],
  ["a{0,3}", true],
  ["a?b*", true],
  ["|a", true],
  ["\\d*", true],
  ["[abc]*", true],
  ["^\\s*$", true],
  ["(a)*(b)?", true],
  ["\\Qa\\E*", true],
  ["a{0}", true],
  ["xa{0}", false],
  ["ab?", false],
  ["\\da*", false],
  ["[ab]+", false],
  ["(?i)press", false],
])("the regex /%s/ matches the empty string: %p", (regex, empty) => {
  expect(codes(`rule r { when title has /${regex}/; do notify "x" }`)).toEqual(empty ? ["W303"] : [])
})

describe("a rule that never fires is told", () => {
  const agents = 'agent one { on program == "claude"; approval when screen has "Do?"; idle when screen has ">" }'

  test.each([
    'on program == "cluade"; when agent is approval',
    'when agent == "two"',
    "when agent idle -> idle",
    'when event "a" and event "b"',
    'when event "a" and output has "x"',
  ])("%s", (clauses) => expect(codes(`${agents}\nrule r { ${clauses}; do notify "x" }`)).toEqual(["W601"]))

  test.each([
    'on program == "claude"; when agent is approval',
    'when agent == "one" or dead',
    "when agent busy -> idle",
    'when event "a" or event "b" or output has "x"',
    'on program == "zsh"; when not agent is idle or dead',
    'when command in ["a\\<b", "c"]',
  ])("and not of %s", (clauses) => expect(codes(`${agents}\nrule r { ${clauses}; do notify "x" }`)).toEqual([]))
})
