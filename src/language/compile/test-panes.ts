/** The panes of a test and what is known of them: `program="claude" size=100x30 quiet=5m attached=yes`. */
import { phrase } from "../../locale/phrase.ts"
import { type FactName, type FactType, factTypes } from "../../screen/facts.ts"
import type { HeadNode, SettingNode } from "../ast.ts"
import { hintOf } from "../hint.ts"
import type { TestPane } from "../ruletest.ts"
import { duration, plainString } from "../values.ts"
import type { Scope } from "./scope.ts"
import { typeNames } from "./subjects.ts"

/** Of a pane without a name. */
export const defaultPaneName = "pane"

const usualSize = { columns: 80, rows: 24 }
/** Columns or rows. */
const maxCells = 2_000

export type GivenTestFacts = { [Name in FactName]?: string | number | boolean }

/** Undefined: something in it is wrong, and reported. */
export function paneOf(head: Extract<HeadNode, { kind: "pane" }> | undefined, scope: Scope): TestPane | undefined {
  const { source, findings } = scope
  const settings = head?.settings ?? []
  const sizes = settings.filter(({ name }) => name.value === "size")
  const [sized, second] = sizes
  if (second !== undefined) findings.add("E206", source, second, phrase("language.clause-twice", { clause: "size" }))
  const size = sized === undefined ? usualSize : sizeOf(sized, scope)
  const facts = factsOf(
    settings.filter((one) => !sizes.includes(one)),
    ["size"],
    scope,
  )
  if (size === undefined || facts === undefined || second !== undefined) return undefined
  return { name: head?.name?.value ?? defaultPaneName, ...size, facts }
}

function sizeOf({ value }: SettingNode, { source, findings }: Scope): typeof usualSize | undefined {
  const [, columns, rows] = (value.kind === "word" && /^(\d{1,6})x(\d{1,6})$/.exec(value.value)) || []
  const size = { columns: Number(columns), rows: Number(rows) }
  if (columns === undefined || rows === undefined) {
    findings.add("E204", source, value, phrase("language.size-form"), { help: phrase("language.size-form.help") })
    return undefined
  }
  if (Object.values(size).every((cells) => cells >= 1 && cells <= maxCells)) return size
  findings.add("E113", source, value, phrase("language.size-limit", { limit: maxCells }))
  return undefined
}

/** `others`: names that may stand beside facts, for "did you mean". Undefined: one of them is wrong, and reported. */
export function factsOf(
  settings: readonly SettingNode[],
  others: readonly string[],
  scope: Scope,
): GivenTestFacts | undefined {
  const { source, findings } = scope
  const facts: GivenTestFacts = {}
  let isRight = true
  for (const setting of settings) {
    const name = setting.name.value
    if (!isFact(name)) {
      reportUnknown(setting, others, scope)
      isRight = false
      continue
    }
    if (facts[name] !== undefined) {
      findings.add("E206", source, setting, phrase("language.clause-twice", { clause: name }))
      isRight = false
    }
    const value = readers[factTypes[name]](setting.value, scope)
    if (value === undefined) {
      reportType(setting, factTypes[name], scope)
      isRight = false
    } else facts[name] = value
  }
  return isRight ? facts : undefined
}

const isFact = (name: string): name is FactName => Object.hasOwn(factTypes, name)

function reportUnknown({ name }: SettingNode, others: readonly string[], { source, findings }: Scope): void {
  const message = phrase("language.unknown-setting", { name: name.value })
  findings.add("E201", source, name, message, hintOf(name.value, [...others, ...Object.keys(factTypes)]))
}

function reportType({ name, value }: SettingNode, type: FactType, { source, findings }: Scope): void {
  findings.add("E204", source, value, phrase("language.value-type", { type: typeNames[type] }), {
    help: phrase("language.setting-type.help", { example: `${name.value}=${examples[type]}` }),
  })
}

const examples: Readonly<Record<FactType, string>> = {
  text: '"…"',
  duration: "5m",
  percent: "3%",
  int: "1",
  flag: "yes",
}

type ReadSetting = (value: SettingNode["value"], scope: Scope) => string | number | boolean | undefined

/** A word of the shape, as a number. */
const numeral =
  (shape: RegExp): ReadSetting =>
  (value) =>
    value.kind === "word" && shape.test(value.value) ? Number.parseFloat(value.value) : undefined

/** Each says undefined to what is not of its type. */
const readers: Readonly<Record<FactType, ReadSetting>> = {
  text: (value, { source, findings }) => (value.kind === "string" ? plainString(value, source, findings) : value.value),
  duration: (value, { source, findings }) =>
    value.kind === "word" && /^(?:\d{1,12}(?:ms|[smhd]))+$/.test(value.value)
      ? duration({ ...value, kind: "duration", text: value.value }, source, findings)
      : undefined,
  percent: numeral(/^\d{1,6}(?:\.\d{1,3})?%$/),
  int: numeral(/^-?\d{1,10}$/),
  flag: (value) => (value.kind === "word" ? flagWords.get(value.value) : undefined),
}

const flagWords: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["on", true],
  ["no", false],
  ["false", false],
  ["off", false],
])
