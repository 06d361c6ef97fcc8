/** Patterns over a pane's text: what a rule's author wrote between quotes or slashes, ready to match. */
import { findRegex, type RegexPattern } from "./regex-pattern.ts"
import { findText, type TextPattern } from "./text-pattern.ts"

export type Pattern =
  | TextPattern
  | RegexPattern
  | { readonly kind: "any"; readonly of: readonly Pattern[] }
  | { readonly kind: "all"; readonly of: readonly Pattern[] }

export interface Match {
  /** Offsets into the searched text, end exclusive. */
  readonly start: number
  readonly end: number
  /** The matched text, hard wraps undone. */
  readonly text: string
  readonly captures: Readonly<Record<string, string>>
}

/** The lowest match in the text: of several, the one that begins last. */
export function find(pattern: Pattern, text: string, mayMatch?: (regex: RegexPattern) => boolean): Match | undefined {
  switch (pattern.kind) {
    case "text":
      return findText(pattern, text)
    case "regex":
      return mayMatch === undefined || mayMatch(pattern) ? findRegex(pattern, text) : undefined
    case "any": {
      let lowest: Match | undefined
      for (const one of pattern.of) {
        const match = find(one, text, mayMatch)
        if (match !== undefined && (lowest === undefined || match.start > lowest.start)) lowest = match
      }
      return lowest
    }
    case "all": {
      const matches: Match[] = []
      for (const one of pattern.of) {
        const match = find(one, text, mayMatch)
        if (match === undefined) return undefined
        matches.push(match)
      }
      return merge(matches)
    }
    default:
      return pattern satisfies never
  }
}

function merge(matches: readonly Match[]): Match {
  return {
    start: Math.min(...matches.map((match) => match.start)),
    end: Math.max(...matches.map((match) => match.end)),
    text: matches.map((match) => match.text).join("\n"),
    captures: Object.assign({}, ...matches.map((match) => match.captures)) as Record<string, string>,
  }
}

/**
 * Whether a whole value is one of the patterns' (`command in @builders`): a text must equal it, a regex must match in it.
 */
export function isOneOf(patterns: readonly Pattern[], value: string): boolean {
  return patterns.some((pattern) => {
    switch (pattern.kind) {
      case "text":
        return pattern.ignoreCase ? pattern.source.toLowerCase() === value.toLowerCase() : pattern.source === value
      case "regex":
        return findRegex(pattern, value) !== undefined
      case "any":
        return isOneOf(pattern.of, value)
      case "all":
        return pattern.of.every((one) => isOneOf([one], value))
      default:
        return pattern satisfies never
    }
  })
}

/** The names that a match of the pattern always sets, and those that it may set. */
export function captureNames(pattern: Pattern): {
  readonly always: readonly string[]
  readonly maybe: readonly string[]
} {
  switch (pattern.kind) {
    case "text":
    case "regex":
      return { always: pattern.captures, maybe: pattern.kind === "regex" ? pattern.optionalCaptures : [] }
    case "all": {
      const parts = pattern.of.map(captureNames)
      return { always: parts.flatMap((part) => part.always), maybe: parts.flatMap((part) => part.maybe) }
    }
    case "any": {
      const parts = pattern.of.map(captureNames)
      const all = new Set(parts.flatMap((part) => [...part.always, ...part.maybe]))
      const always = [...all].filter((name) => parts.every((part) => part.always.includes(name)))
      return { always, maybe: [...all].filter((name) => !always.includes(name)) }
    }
    default:
      return pattern satisfies never
  }
}
