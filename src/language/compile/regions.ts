/** Region nodes → regions. */
import { phrase } from "../../locale/phrase.ts"
import type { Region } from "../../screen/region.ts"
import type { RegionNode } from "../ast.ts"
import { compilePattern } from "./patterns.ts"
import type { Scope } from "./scope.ts"

/** Lines that a region may name. */
export const maxRegionLines = 1_000

/** Null: none is named. What is wrong is reported and gives undefined. */
export function compileRegion(node: RegionNode | null, scope: Scope): Region | undefined {
  if (node === null) return { kind: "whole" }
  switch (node.kind) {
    case "bottom":
    case "top": {
      const lines = node.lines.value
      if (lines >= 1 && lines <= maxRegionLines) return { kind: node.kind, lines }
      scope.findings.add("E113", scope.source, node.lines, phrase("language.region-lines", { limit: maxRegionLines }))
      return undefined
    }
    case "last-line":
      return { kind: "bottom", lines: 1 }
    case "below": {
      const pattern = compilePattern(node.pattern, scope)
      return pattern === undefined ? undefined : { kind: "below", pattern }
    }
    default:
      return node satisfies never
  }
}
