/** Screens of Claude Code, as it draws them today: made by hand for the tests. */
import { across } from "./frames.ts"

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
