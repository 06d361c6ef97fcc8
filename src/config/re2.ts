/** Patterns of `sessions` and `panes` are RE2: linear time whatever a person writes. */
import { RE2JS } from "re2js"

/** Why `source` is no RE2 pattern, in the library's (English) words; undefined when it is one. */
export function re2Fault(source: string): string | undefined {
  try {
    RE2JS.compile(source)
    return undefined
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return text.replace(/^error parsing regexp: /, "")
  }
}

export function isRe2(source: string): boolean {
  return re2Fault(source) === undefined
}
