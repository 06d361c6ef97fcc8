/** A test of what rules do now with what was recorded, as text: for its author to correct. Pure. */
import type { RuleSet } from "../../language/ruleset.ts"
import type { RuleTest } from "../../language/ruletest.ts"
import type { PlainEffect } from "../play/plain.ts"
import { writeDuration } from "../screen/facts.ts"
import type { ShownFile } from "./files.ts"
import { runTest } from "./run.ts"
import type { TimelineEntry } from "./timeline.ts"

export interface Stub {
  /** What `use` names, as they are written in the file; none: the rules are there anyway. */
  readonly uses: readonly string[]
  readonly title: string
  /** The recorded file, relative to the rule file. */
  readonly file: string
  readonly shown: Exclude<ShownFile, { readonly kind: "fault" }>
  /** Words for people above the test. */
  readonly remark: string
}

/** A screen stands for so long; after a recording its last one does. */
const standsMs = 60_000

/** Expectations of one test; what happens after is left to its author. */
const maxExpectations = 40
/** Characters of a message that are expected. */
const maxTextLength = 100

export function stubText({ uses, title, file, shown, remark }: Stub, ruleSet: RuleSet): string {
  const endMs = standsMs + lengthOf(shown)
  const all = timelineOf(ruleSet, "all", shown, endMs)
  const names = rulesIn(all)
  const of = names.length === 0 ? "all" : names
  // By themselves rules may do what another one, or a quiet hour, kept them from.
  const timeline = of === "all" ? all : timelineOf(ruleSet, of, shown, endMs)
  const expected = timeline.flatMap((entry) => expectationOf(entry).map((text) => ({ t: entry.t, text })))
  // What happens at one moment stays together: keys that nobody expects fail the test.
  const lastAt = expected[maxExpectations - 1]?.t ?? Number.POSITIVE_INFINITY
  const kept = expected.filter(({ t }) => t <= lastAt)
  const steps = [
    { t: 0, text: `screen file ${quoted(file)}` },
    ...kept.map(({ t, text }) => ({ t, text: `expect ${text}` })),
    ...(kept.length < expected.length ? [] : [{ t: endMs, text: "expect nothing" }]),
  ]
  return [
    ...uses.map((use) => `use ${quoted(use)}`),
    ...(uses.length > 0 ? [""] : []),
    `# ${remark}`,
    `test ${quoted(title)} of ${of === "all" ? of : of.join(", ")} {`,
    ...steps.map(({ t, text }) => `  at ${writeDuration(t)} ${text}`),
    "}",
    "",
  ].join("\n")
}

const lengthOf = (shown: Stub["shown"]): number =>
  shown.kind === "screen" ? 0 : Math.ceil((shown.sightings.at(-1)?.at ?? shown.startsAt) - shown.startsAt)

/** What the rules do while it is shown. */
function timelineOf(ruleSet: RuleSet, of: RuleTest["of"], shown: ShownFile, endMs: number): readonly TimelineEntry[] {
  const step = { pane: "pane", named: false, place: "", source: "" }
  const test: RuleTest = {
    ...{ title: "", of, place: "", path: "" },
    panes: [{ name: "pane", columns: 80, rows: 24, facts: {} }],
    steps: [
      { ...step, atMs: 0, step: { kind: "screen-file", path: "" } },
      // Shows once more what stands there anyway: time passes until then.
      { ...step, atMs: endMs, step: { kind: "set", facts: {} } },
    ],
  }
  const files = new Map([["", shown]])
  return runTest(test, ruleSet, { files, receiversOf: () => [], kept: (state) => state }).timeline
}

const rulesIn = (timeline: readonly TimelineEntry[]): readonly string[] => [
  ...new Set(timeline.flatMap((entry) => (entry.kind === "effect" && entry.rule !== "" ? [entry.rule] : []))),
]

function expectationOf(entry: TimelineEntry): string[] {
  if (entry.kind === "state") return [`agent is ${entry.state ?? "none"}`]
  if (entry.kind !== "effect" || entry.refused !== null) return []
  return effectText(entry.effect)
}

function effectText(effect: PlainEffect): string[] {
  switch (effect.kind) {
    case "notify":
    case "ask": {
      const to = effect.receiver === null ? "" : ` ${effect.receiver}`
      const text = firstWords(`${effect.body}\n${effect.title}`)
      return [`${effect.kind}${to}${text === "" ? "" : ` has ${quoted(text, "<")}`}`]
    }
    case "send":
      return effect.keys.some((key) => /\p{Cc}/u.test(textOf(key) ?? ""))
        ? []
        : [`send ${effect.keys.map(quotedKey).join(" ")}`]
    case "run":
    case "settle":
    case "shadow":
      return []
    default:
      return effect satisfies never
  }
}

/** As `expect send` takes it: pasted or typed, a text is the same. */
function quotedKey(key: string): string {
  const text = textOf(key)
  return text === undefined ? key : quoted(text)
}

/** What is typed or pasted; undefined: a named key. */
function textOf(key: string): string | undefined {
  const [, json] = /^(?:paste )?(".*")$/s.exec(key) ?? []
  return json === undefined ? undefined : String(JSON.parse(json))
}

/** Of the first line with words the longest stretch of them: what stands between boxes, columns and signs. */
function firstWords(text: string): string {
  const line = text.split("\n").find((one) => /[\p{L}\p{N}]/u.test(one)) ?? ""
  const stretches = line.split(/[\u2500-\u259f|]+|\s{2,}/u).map((stretch) => stretch.trim())
  const longest = stretches.reduce((best, one) => (one.length > best.length ? one : best), "")
  return [...longest].slice(0, maxTextLength).join("").trimEnd()
}

/** As the language reads it back; `also` are characters that mean something in a pattern. */
function quoted(text: string, also = ""): string {
  const written = [...text].map((char) => {
    if (char === '"' || char === "\\" || (also !== "" && also.includes(char))) return `\\${char}`
    return /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(char) ? `\\u{${char.codePointAt(0)?.toString(16)}}` : char
  })
  return `"${written.join("")}"`
}
