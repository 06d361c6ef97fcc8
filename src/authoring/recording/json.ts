/** A line of JSON → what it holds; every look into it is a question with an answer. */
export type Fields = Readonly<Record<string, unknown>>

/** Undefined: not JSON, or not an object. */
export function fieldsOf(text: string): Fields | undefined {
  const value = parsed(text)
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** Undefined: not JSON, or not an array. */
export function arrayOf(text: string): readonly unknown[] | undefined {
  const value = parsed(text)
  return Array.isArray(value) ? value : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The caller says which line it is.
    return undefined
  }
}

export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

export const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined

/** Columns or rows. */
export const cells = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= maxCells ? value : undefined
const maxCells = 2_000
