/** Screens of OpenCode, as it draws them today: made by hand for the tests. */

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
