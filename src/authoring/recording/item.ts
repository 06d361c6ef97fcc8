/** What a recording says, one thing after the other, whatever its format. Moments are milliseconds since the epoch. */
import type { Phrase } from "../../locale/phrase.ts"
import type { Sighting } from "../../screen/frame.ts"

export type Item =
  /** Always the first. */
  | { readonly kind: "start"; readonly at: number }
  | { readonly kind: "sighting"; readonly sighting: Sighting }
  /** Nothing was seen, but time went by. */
  | { readonly kind: "passed"; readonly at: number }
  /** Always the last of a recording that cannot be read to its end. */
  | { readonly kind: "fault"; readonly line: number; readonly problem: Phrase }

/** A line of a file, or why there is no next one. */
export type Line =
  | { readonly ok: true; readonly number: number; readonly text: string }
  | { readonly ok: false; readonly number: number; readonly problem: Phrase }

/** Reads the lines after the first, which has told the format. */
export type Format = (first: string, rest: AsyncIterable<Line>) => AsyncIterable<Item>

/** The pane of a recording that names none. */
export const recordedPane = "local/recording/%0"

/** When a recording began that does not say so: any moment does, but the same one every time. */
export const unknownStart = Date.UTC(2020, 0, 1)

/** The longest time a recording may take. */
export const maxSpanMs = 366 * 24 * 3_600_000
