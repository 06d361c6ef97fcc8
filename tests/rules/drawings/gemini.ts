/** Screens of Gemini CLI, as it draws them today: made by hand for the tests. */
import { across, framed, inner } from "./frames.ts"

const geminiBox = `${across}
 Shift+Tab to accept edits
${"▄".repeat(100)}
 >   Type your message or @path/to/file
${"▀".repeat(100)}
 workspace (/directory)                                     sandbox                          /model
 ~/work                                                     no sandbox                         Auto`

const geminiPrompt = `${"▄".repeat(100)}
 > Sort the imports
${"▀".repeat(100)}`

export const geminiBusy = `${geminiPrompt}

 ⠏ Thinking... (esc to cancel, 4s)                                                  ? for shortcuts
${geminiBox}`
export const geminiDone = `✦ All imports are sorted.

                                                                                    ? for shortcuts
${geminiBox}`
export const geminiError = `${geminiPrompt}
✕ [API Error: {"error":{"code":503,"message":"The model is overloaded.
  Please try again later."}}]
ℹ This request failed. Press F12 for diagnostics.

${geminiBox}`

export const geminiRun = (command: string) => `✦ I run the tests.
${framed([
  "? Shell  Run the tests",
  ...inner(command.split("\n")),
  "Allow execution of [Shell]?",
  "",
  "● 1. Allow once",
  "  2. Allow for this session",
  "  3. No, suggest changes (esc)",
])}`

export const geminiQuestion = framed([
  "Answer Questions",
  "",
  "In which order shall the imports stand?",
  "",
  "● 1.  By name",
  "      As the linter wants it",
  "  2.  By folder",
  "",
  "Enter to select · ↑/↓ to navigate · Esc to cancel",
])

export const geminiLimit = `${geminiPrompt}
${framed([
  "",
  "Usage limit reached for all Pro models.",
  "Access resets at 3:00 PM.",
  "",
  "● 1. Keep trying",
  "  2. Stop",
])}`

export const geminiRestart = `${framed(["Do you trust the files in this folder?", "", "● 1. Trust folder (work)", "  2. Don't trust"])}

 Gemini CLI is restarting to apply the trust changes...`

export const geminiProse = `✦ Before a command I ask:

  Allow execution of [Shell]?

  ● 1. Allow once
    2. Allow for this session

  While I work you read "⠏ Thinking... (esc to cancel, 4s)", and when it fails "✕ [API Error: 503]".

${geminiBox}`
