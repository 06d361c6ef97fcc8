/** Text of panes and files on a person's terminal: none of it may steer the terminal. */
import { withoutSteering } from "../screen/steering.ts"

/** Tabs become one blank, what steers a terminal a dot. */
export const oneLine = (text: string): string => withoutSteering(text.replaceAll("\t", " "))

/** Minutes, seconds and milliseconds since the start, ten columns wide: `  1:02.345`. */
export function clock(ms: number): string {
  const seconds = (ms / 1000) % 60
  return `${Math.floor(ms / 60_000)}:${seconds.toFixed(3).padStart(6, "0")}`.padStart(10)
}
