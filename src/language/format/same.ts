/** Whether two texts say the same: their statements are equal but for where they stand. */
import type { Statement } from "../ast.ts"

const placeOnly: ReadonlySet<string> = new Set(["start", "end"])

export function sameStatements(a: readonly Statement[], b: readonly Statement[]): boolean {
  return same(a, b)
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [fields(a), fields(b)]
  return (
    left.length === right.length &&
    left.every(([key, value]) => Object.hasOwn(b, key) && same(value, Reflect.get(b, key)))
  )
}

const fields = (value: object): [string, unknown][] => Object.entries(value).filter(([key]) => !placeOnly.has(key))
