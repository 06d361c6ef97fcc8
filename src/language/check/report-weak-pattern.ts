/** W303: a regex that matches the empty string, or one bare common word: such a pattern holds nearly everywhere. */
import { phrase } from "../../locale/phrase.ts"
import { findRegex } from "../../screen/regex-pattern.ts"
import type { ConditionNode, PatternNode, RegexNode, RegionNode, Span } from "../ast.ts"
import { compilePattern, maxReferences } from "../compile/patterns.ts"
import type { Scope } from "../compile/scope.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import { conditionsOf, forEachStatement } from "./walk.ts"

/** Of so few lines even one word says something: `screen last line has "password"`. */
const narrowLines = 3
/** Words that stand in prose, in file names, in what people type, and in the output of nearly every program. */
const commonWords: ReadonlySet<string> = new Set(
  (
    "error errors warning warnings failed failure fail done ok okay yes no continue cancel confirm password enter exit quit " +
    "success successful ready waiting running finished complete completed allow deny approve permission input question help " +
    "next back save open close true false " +
    "错误 失败 完成 成功 继续 确认 取消 警告 密码 是 否"
  ).split(" "),
)

/** `seen`: the definitions that were looked at: many ask for a name, and its patterns are the same for all. */
type Looking = Scope & { readonly seen: Set<string> }

export function reportWeakPattern(checked: Checked, findings: Findings): void {
  const seen = new Set<string>()
  forEachStatement(checked.program, ({ head }, source) => {
    for (const condition of conditionsOf(head)) checkCondition(condition, false, { ...checked, source, findings, seen })
  })
}

/** `negated`: under a `not`, where a common word asks for more than was meant and never for less. */
function checkCondition(condition: ConditionNode, negated: boolean, scope: Looking): void {
  switch (condition.kind) {
    case "and":
    case "or":
      for (const one of condition.of) checkCondition(one, negated, scope)
      return
    case "not":
      checkCondition(condition.of, !negated, scope)
      return
    case "count":
      checkCondition(condition.of, negated, scope)
      return
    case "screen":
      checkPattern(condition.pattern, !negated && !isNarrow(condition.region), scope)
      if (condition.region?.kind === "below") checkPattern(condition.region.pattern, !negated, scope)
      return
    case "output":
      checkPattern(condition.pattern, !negated, scope)
      return
    case "fact-has":
      // A title or a command is short: one word of it may be all that there is.
      checkPattern(condition.pattern, false, scope)
      return
    default:
      return
  }
}

const isNarrow = (region: RegionNode | null): boolean =>
  region?.kind === "last-line" ||
  ((region?.kind === "bottom" || region?.kind === "top") && region.lines.value <= narrowLines)

/** Reports where the pattern stands, which may be a definition; `words`: also common words. */
function checkPattern(node: PatternNode, words: boolean, scope: Looking, depth = 0): void {
  switch (node.kind) {
    case "text":
      if (words) checkWord(node.text.raw.trim(), node, scope)
      return
    case "regex":
      if (matchesEmpty(node, scope)) {
        scope.findings.add("W303", scope.source, node, phrase("language.matches-empty"), {
          help: phrase("language.matches-empty.help"),
        })
      } else if (words) {
        checkWord(/^(?:\(\?i\))?(?:\\b)?(\p{L}+)(?:\\b)?$/u.exec(node.source)?.[1] ?? "", node, scope)
      }
      return
    case "several":
      if (node.of.kind === "reference") checkPattern(node.of, words, scope, depth)
      else for (const item of node.of.items) checkPattern(item, words, scope, depth)
      return
    case "reference": {
      const look = `${words} ${node.name}`
      if (depth > maxReferences || scope.seen.has(look)) return
      scope.seen.add(look)
      const list = scope.program.lists.get(node.name)
      if (list?.head.items.kind === "pattern-list") {
        for (const item of list.head.items.items)
          checkPattern(item, words, { ...scope, source: list.source }, depth + 1)
      }
      const named = scope.program.patterns.get(node.name)
      if (named !== undefined) checkPattern(named.head.pattern, words, { ...scope, source: named.source }, depth + 1)
      return
    }
    default:
      node satisfies never
  }
}

function checkWord(word: string, span: Span, { source, findings }: Scope): void {
  if (!commonWords.has(word.toLowerCase())) return
  findings.add("W303", source, span, phrase("language.common-word", { word }), {
    help: phrase("language.common-word.help"),
  })
}

function matchesEmpty(node: RegexNode, scope: Scope): boolean {
  const pattern = compilePattern(node, scope)
  return pattern?.kind === "regex" && pattern.mayBeEmpty && findRegex(pattern, "") !== undefined
}
