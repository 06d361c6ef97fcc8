/** An agent of our own making, and what its screens look like. */
export const sampleAgent = `
agent mycli {
  on program == "mycli"
  keep     when screen bottom 3 has "transcript viewer"
  approval when screen bottom 20 has "Do you want to <what>?" and screen bottom 12 has /^\\s*❯\\s*1\\.\\s+Yes/ {
    detail  below /^──+/
    approve send "1"
    deny    send Escape
  }
  question when screen bottom 15 has "Enter to select" { choose N send N }
  busy     when screen bottom 8 has "esc to interrupt"
  limited  when screen bottom 12 has "session limit · resets <reset:time>"
  error    when screen bottom 10 has /API Error: (?<code>\\d{3})/
  idle     when screen bottom 6 has /^❯/ for 1500ms
  reply    { paste $text; wait 500ms; send Enter; verify busy within 3s else send Enter }
}
`
export const mycli = { facts: { program: "mycli" } } as const

export const approvalOf = (command: string): string =>
  ["──────────", `Bash command: ${command}`, "Do you want to proceed?", "❯ 1. Yes", "  2. No"].join("\n")
export const question = ["Which one?", "❯ 1. red", "  2. blue", "Enter to select"].join("\n")
export const busy = ["✻ Working… (3s)", "esc to interrupt"].join("\n")
export const idle = ["done.", "❯ "].join("\n")
export const failing = ["API Error: 529 overloaded", "", "some text"].join("\n")
