/** Text of panes and files on a person's terminal: none of it may steer the terminal. */
import { withoutSteering } from "../screen/steering.ts"

/** Tabs become one blank, what steers a terminal a dot. */
export const oneLine = (text: string): string => withoutSteering(text.replaceAll("\t", " "))
