/** Screens of Qwen Code, as it draws them today: made by hand for the tests. */
import { across, framed } from "./frames.ts"

const qwenBox = `${across}
>   Type your message or @path/to/file
${across}
  ? for shortcuts`

export const qwenBusy = `  > Sort the imports

  .   Counting electrons... (4s · ↓ 27 tokens · esc to cancel)

${qwenBox}`
export const qwenDone = `  ✦ All imports are sorted.

${qwenBox}`
export const qwenError = `  > Sort the imports

  ✕ [API Error: 401 Incorrect API key provided.] (Press Ctrl+Y to retry)

${qwenBox}`
export const qwenQueued = `  > Sort the imports

  go on
  Press ↑ to edit queued messages

${qwenBox}`

export const qwenRun = (command: string, below = "⠏ Waiting for user confirmation...") => `  ✦ I run the tests.
${framed([
  "?  Shell Run the tests ←",
  "",
  ...command.split("\n").map((line) => `  ${line}`),
  "",
  "Allow execution of: 'make'?",
  "",
  "› 1. Yes, allow once",
  "  2. Always allow run 'make *' commands in this project",
  "  3. No, suggest changes (esc)",
  "",
])}

  ${below}`

export const qwenProse = `  ✦ Before a command I ask "Allow execution of: 'make'?":

      › 1. Yes, allow once

    While I work: .   Counting electrons... (4s · esc to cancel)

${qwenBox}`
