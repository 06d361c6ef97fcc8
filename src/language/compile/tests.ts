/** `test` items → `RuleTest`s. What is wrong in one is reported, and that test is left out. */
import { phrase } from "../../locale/phrase.ts"
import type { HeadNode, NameNode, Statement } from "../ast.ts"
import { position, type Source } from "../diagnostics.ts"
import { hint } from "../hint.ts"
import type { Program } from "../program.ts"
import type { Agent, Rule } from "../ruleset.ts"
import type { PlacedTestStep, RuleTest, TestPane } from "../ruletest.ts"
import { duration, plainString } from "../values.ts"
import type { Scope } from "./scope.ts"
import { defaultPaneName, paneOf } from "./test-panes.ts"
import { reportIdle } from "./test-reach.ts"
import { stepOf } from "./test-steps.ts"

/** Panes and steps of one test. */
const maxPanes = 50
const maxSteps = 2_000

/** What the tests are about. */
export interface Tested {
  readonly rules: readonly Rule[]
  readonly agents: readonly Agent[]
}

/** The tests of a person's own files. */
export function compileTests(
  program: Program,
  own: readonly Source[],
  scopeOf: (source: Source) => Scope,
  tested: Tested,
): readonly RuleTest[] {
  // Of rules that were not understood nobody can say what they never do.
  const isSound = own.every((source) => !scopeOf(source).findings.hasErrors)
  return program.files
    .filter(({ source }) => own.includes(source) && (source.used ?? 0) === 0)
    .flatMap(({ source, statements }) =>
      statements.flatMap(({ head, block }) => {
        if (head.kind !== "test") return []
        const test = compileTest(head, block?.body ?? [], scopeOf(source))
        if (test === undefined || block?.broken) return []
        reportIdle(test, head.title, isSound ? tested : undefined, scopeOf(source))
        return [test.test]
      }),
    )
}

/** A test with the places of its steps. */
export interface CompiledTest {
  readonly test: RuleTest
  /** Of each step, in the same order. */
  readonly heads: readonly AtHead[]
}

type TestHead = Extract<HeadNode, { kind: "test" }>
export type AtHead = Extract<HeadNode, { kind: "at" }>

function compileTest(head: TestHead, body: readonly Statement[], scope: Scope): CompiledTest | undefined {
  const { source, findings } = scope
  const of: RuleTest["of"] | undefined = head.of === "all" ? "all" : namedRules(head.of, scope)
  const panes = panesOf(body, scope)
  const heads: AtHead[] = []
  const steps: PlacedTestStep[] = []
  let isWhole = of !== undefined && panes !== undefined
  for (const { head: at } of body) {
    if (at.kind !== "at") continue
    const step = placedStep(at, steps.at(-1)?.atMs ?? 0, panes ?? [], scope)
    if (step === undefined) isWhole = false
    else {
      heads.push(at)
      steps.push(step)
    }
  }
  if (steps.length > maxSteps) {
    findings.add("E113", source, head, phrase("language.test-steps", { limit: maxSteps }))
    return undefined
  }
  if (!isWhole || of === undefined || panes === undefined) return undefined
  const test = {
    title: plainString(head.title, source, findings),
    of,
    place: placeOf(source, head.start),
    path: source.path,
    panes,
    steps,
  }
  return { test, heads }
}

const placeOf = (source: Source, offset: number): string => `${source.path}:${position(source, offset).line}`

function namedRules(names: readonly NameNode[], { program, source, findings }: Scope): readonly string[] | undefined {
  const unknown = names.filter(({ value }) => !program.rules.has(value))
  const disabled = names.filter(({ value }) => program.disabled.some(({ head }) => head.name.value === value))
  for (const name of disabled) {
    findings.add("E205", source, name, phrase("language.tested-disabled", { name: name.value }), {
      help: phrase("language.tested-disabled.help"),
    })
  }
  for (const name of unknown) {
    const otherwise = phrase("language.unknown-rule-tested.help")
    const message = phrase("language.unknown-rule-tested", { name: name.value })
    findings.add("E205", source, name, message, hint(name.value, program.rules.keys(), otherwise))
  }
  return unknown.length + disabled.length > 0 ? undefined : names.map(({ value }) => value)
}

/** Without any `pane` there is one that nothing is known of. */
function panesOf(body: readonly Statement[], scope: Scope): readonly TestPane[] | undefined {
  const { source, findings } = scope
  const panes: TestPane[] = []
  let isRight = true
  for (const { head } of body) {
    if (head.kind !== "pane") continue
    const pane = paneOf(head, scope)
    if (pane === undefined) isRight = false
    else if (panes.some(({ name }) => name === pane.name)) {
      findings.add("E206", source, head, phrase("language.defined-twice", { name: pane.name }))
      isRight = false
    } else panes.push(pane)
  }
  if (panes.length > maxPanes) {
    findings.add(
      "E113",
      source,
      body[0]?.head ?? { start: 0, end: 1 },
      phrase("language.test-panes", { limit: maxPanes }),
    )
    return undefined
  }
  if (!isRight) return undefined
  return panes.length > 0 ? panes : [paneOf(undefined, scope)].filter((pane) => pane !== undefined)
}

function placedStep(
  at: AtHead,
  beforeMs: number,
  panes: readonly TestPane[],
  scope: Scope,
): PlacedTestStep | undefined {
  const { source, findings } = scope
  const atMs = duration(at.when, source, findings)
  if (atMs < beforeMs) {
    findings.add("E703", source, at.when, phrase("language.test-backwards", { time: at.when.text }), {
      help: phrase("language.test-backwards.help"),
    })
  }
  const pane = at.pane === null ? (panes[0]?.name ?? defaultPaneName) : namedPane(at.pane, panes, scope)
  const step = stepOf(at.step, scope)
  if (atMs < beforeMs || pane === undefined || step === undefined) return undefined
  const place = placeOf(source, at.start)
  return { atMs, pane, named: at.pane !== null, place, source: source.text.slice(at.start, at.end), step }
}

function namedPane(node: NameNode, panes: readonly TestPane[], { source, findings }: Scope): string | undefined {
  const names = panes.map(({ name }) => name)
  if (names.includes(node.value)) return node.value
  const otherwise = phrase("language.unknown-pane.help", { name: node.value })
  const message = phrase("language.unknown-pane", { name: node.value })
  findings.add("E205", source, node, message, hint(node.value, names, otherwise))
  return undefined
}
