/** Screens of the agents that fleetai knows, as they draw them today: made by hand for the tests. */

const across = "─".repeat(100)

// --- Claude Code

const claudeBox = (foot = "  ? for shortcuts · ← for agents", draft = "") => `${across}
❯ ${draft}
${across}
${foot}`

export const claudeStart = `$ claude
╭─── Claude Code v2.1.197 ${"─".repeat(40)}╮
│           Welcome back!                                       │
╰${"─".repeat(63)}╯

${claudeBox()}`

export const claudeBusy = `❯ Sort the imports

● I look at the files first.

✢ Percolating… (12s · ↓ 208 tokens)
  ⎿  Tip: Send messages to Claude while it works

${claudeBox("  esc to interrupt · ← for agents")}`

/** Narrow: the foot is cut, and a list of what is to do stands between the mark and the box. */
export const claudeBusyNarrow = `✶ Sorting the imports of all files…
  (1m 2s · ↓ 1.2k tokens)
  ⎿  ◼ Sort the imports
     ◻ Run the tests

${"─".repeat(30)}
❯
${"─".repeat(30)}
  ⏵⏵ accept edits on · esc to in…`

export const claudeDone = `● All imports are sorted.

✻ Percolated for 14s

${claudeBox()}`

export const claudeDraft = `● All imports are sorted.

${claudeBox("", "1. Yes, and then\n  2. No, wait")}`

export const claudeBash = (command: string, cursor = 1) => `● Bash(${command.split("\n")[0]})
  ⎿  Waiting…

${across}
 Bash command

${command
  .split("\n")
  .map((line) => `   ${line}`)
  .join("\n")}
   Do what the command does

 This command requires approval

 Do you want to proceed?
 ${cursor === 1 ? "❯" : " "} 1. Yes
 ${cursor === 2 ? "❯" : " "} 2. Yes, and don’t ask again for: make *
 ${cursor === 3 ? "❯" : " "} 3. No

 Esc to cancel · Tab to amend · ctrl+e to explain`

export const claudeEdit = `● Update(src/list.ts)

${across}
 Edit file
 src/list.ts
${"╌".repeat(100)}
 1 -const a = 1
 1 +const a = 2
${"╌".repeat(100)}
 Do you want to make this edit to list.ts?
 ❯ 1. Yes
   2. Yes, allow all edits during this session (shift+tab)
   3. No

 Esc to cancel · Tab to amend`

/** The dialog is longer than the screen. */
export const claudeTail = claudeEdit.split("\n").slice(6).join("\n")

export const claudePlan = `● Here is my plan.

${across}
 Ready to code?

 Here is Claude's plan:
${"╌".repeat(100)}
 1. Sort the imports
${"╌".repeat(100)}

${across}
 Claude has written up a plan and is ready to execute. Would you like to proceed?

 ❯ 1. Yes, and use auto mode
   2. Yes, manually approve edits
   3. Tell Claude what to change
      shift+tab to approve with this feedback

 ctrl+g to edit in  Vim  · ~/.claude/plans/sorted.md`

export const claudeTrust = `$ claude
${across}
 Accessing workspace:

 /home/u/work

 Quick safety check: Is this a project you created or one you trust? (Like your own code). If not, take a moment
 to review what's in this folder first.

 Claude Code'll be able to read, edit, and execute files here.

 ❯ 1. Yes, I trust this folder
   2. No, exit

 Enter to confirm · Esc to cancel`

export const claudeKey = `$ claude
${across}
  Detected a custom API key in your environment

  ANTHROPIC_API_KEY: sk-ant-...xyz

  Do you want to use this API key?

    1. Yes
  ❯ 2. No (recommended)

  Enter to confirm · Esc to cancel`

export const claudeQuestion = `${across}
 ☐ Order

In which order shall the imports stand?

❯ 1. By name
     As the linter wants it
  2. By folder
  3. Type something.
${across}
  4. Chat about this

Enter to select · ↑/↓ to navigate · Esc to cancel`

export const claudeError = `❯ Sort the imports

● API Error: 529 Overloaded. Try again in a moment. If it persists, check
  status.example.com.

✻ Cooked for 6s

${claudeBox("", "go on")}`

export const claudeLimit = `❯ Sort the imports
  ⎿  You've hit your session limit · resets 2:10pm (UTC)

✻ Cooked for 0s

${claudeBox()}`

export const claudeProse = `● Before a command I ask:

    Do you want to proceed?
    ❯ 1. Yes
      2. No

  While I work you read "✻ Thinking… (12s · esc to interrupt)", and when it fails:

  API Error: 529 Overloaded. You've hit your session limit · resets 2pm

  Enter to select · ↑/↓ to navigate · Esc to cancel

✻ Cooked for 6s

${claudeBox()}`

/** A dialog that has been answered, and what came of it. */
export const claudeAnswered = `Do you want to proceed?
❯ 1. Yes
  2. No
⏺ The tests pass.
${claudeBox()}`

export const claudeTranscript = `❯ Sort the imports

● All imports are sorted.
${across}
  Showing detailed transcript · ctrl+o to toggle · ctrl+e to show all`

// --- Codex

const codexBox = `
› Ask Codex to do anything

  gpt-5 default · ~/work
  ← for agents · ? for shortcuts`

export const codexBusy = `› Sort the imports

• Working (1m 02s • esc to interrupt)
  └ Reading the files
${codexBox}`
export const codexBusyNarrow = `› Sort the imports

• Working (3s • esc
${codexBox}`
/** Streaming: only the title tells. */
export const codexStreaming = `› Sort the imports

• I look at the files
${codexBox}`
export const codexDone = `• All imports are sorted.

  Worked for 10s • 10:57
${codexBox}`
export const codexInterrupted = `› Sort the imports

■ Conversation interrupted - use /feedback if something went wrong
${codexBox}`
export const codexError = `› Sort the imports

■ exceeded retry limit, last status: 429 Too Many Requests
${codexBox}`
export const codexLimit = `› Sort the imports

■ You’ve hit your usage limit. Upgrade, visit https://example.com/settings/
usage to purchase more credits or try again at 1:08 PM.
${codexBox}`

export const codexRun = (command: string) => `• I run the tests.

• Running ${command.split("\n")[0]}


  Would you like to run the following command?

  Environment: local

  Reason: Run it outside the sandbox

  $ ${command.split("\n").join("\n  ")}

› 1. Yes, proceed (y)
  2. Yes, and don't ask again for commands that start with \`make\` (p)
  3. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel`

export const codexCut = codexRun("echo 1\necho 2").replace("  echo 2", "  [… 51 lines] ^a view all")

export const codexTrust = `
  Folder access

  /home/u/work

  Trust this folder? Codex can read, edit, and run files here.

› 1. Trust and continue
  2. Back to Agent Command Center

  enter continue · esc back`

export const codexQuestion = `› Sort the imports

  Question 1/1 (1 unanswered)
  In which order shall the imports stand?

  › 1. By name    As the linter wants it
    2. By folder

  tab to add notes | enter to submit answer | esc to interrupt`

export const codexUpdate = `  ✨ Update available! 0.168.0 -> 0.169.0

› 1. Update now (runs \`npm install -g @openai/codex\`)
  2. Skip
  3. Skip until next version

  Press enter to continue`

export const codexProse = `• Before a command I ask:

    Would you like to run the following command?

    $ make test

  › 1. Yes, proceed (y)

    Press enter to confirm or esc to cancel

  While I work: • Working (3s • esc to interrupt), and ■ exceeded retry limit, last status: 429
${codexBox}`

export const codexAnswered = `• Running make test

  Would you like to run the following command?

  $ make test

› 1. Yes, proceed (y)
  2. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel

✔ You approved codex to run make test this time

• All tests pass.
${codexBox}`

// --- Gemini CLI

const wide = (text: string, border = "│") => `${border} ${text.padEnd(96)} ${border}`
const framed = (lines: readonly string[]) =>
  [`╭${"─".repeat(98)}╮`, ...lines.map((line) => wide(line)), `╰${"─".repeat(98)}╯`].join("\n")
const inner = (lines: readonly string[]) => [
  `╭${"─".repeat(94)}╮`,
  ...lines.map((line) => `│ ${line.padEnd(92)} │`),
  `╰${"─".repeat(94)}╯`,
]

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

// --- Qwen Code

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

// --- OpenCode

const opencodeBox = (foot: string) => `
  ┃
  ┃
  ┃
  ┃  Build · Model Provider
  ╹${"▀".repeat(90)}
   ${foot}`
const opencodeIdleFoot = "~/work                                                 tab agents  ctrl+p commands"

export const opencodeBusy = `
  ┃
  ┃  Sort the imports
  ┃

     ▣  Build · Model
${opencodeBox("⬝⬝■■■■■■  esc interrupt                                 tab agents  ctrl+p commands")}`
export const opencodeRetrying = opencodeBusy.replace(/⬝⬝■.*/, "■You⬝exceeded your quota [retrying in 6s att\n    #4]")
export const opencodeDone = `
  ┃
  ┃  Sort the imports
  ┃

     All imports are sorted.

     ▣  Build · Model · 22.1s
${opencodeBox(opencodeIdleFoot)}`
export const opencodeError = `
  ┃
  ┃  Sort the imports
  ┃

  ┃
  ┃  Incorrect API key provided.
  ┃

     ▣  Build · Model
${opencodeBox(opencodeIdleFoot)}`
/** Interrupted before anything was answered: no error. */
export const opencodeStopped = `
  ┃
  ┃  Sort the imports
  ┃

     ▣  Build · Model
${opencodeBox(opencodeIdleFoot)}`

export const opencodeRun = (lines: readonly string[]) => `     I run the tests.

     ▣  Build · Model

  ┃
  ┃  △ Permission required
  ┃    # Shell command
  ┃
${lines.map((line) => `  ┃  ${line}`).join("\n")}
  ┃
  ┃
  ┃   Allow once   Allow always   Reject             ctrl+f fullscreen  ⇆ select  enter confirm
  ┃`
export const opencodeForGood = `     ▣  Build · Model

  ┃
  ┃  △ Always allow
  ┃
  ┃  This will allow the following patterns until OpenCode is restarted
  ┃
  ┃  - make *
  ┃
  ┃
  ┃   Confirm   Cancel                                                  ⇆ select  enter confirm
  ┃`
export const opencodeQuestion = `     ▣  Build · Model

  ┃
  ┃  In which order shall the imports stand?
  ┃
  ┃  1. By name
  ┃     As the linter wants it
  ┃  2. By folder
  ┃
  ┃  ↑↓ select  enter submit  esc dismiss
  ┃`
export const opencodeProse = `
     I ask "△ Permission required", with Allow once, Allow always and Reject; while I work: ■■■⬝⬝ esc interrupt.

     ▣  Build · Model · 3.0s
${opencodeBox(opencodeIdleFoot)}`
