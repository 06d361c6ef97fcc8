/** Rule files as large as one likes: every kind of rule, each unlike the others, nothing in them that the checker would tell. */

/** So many rules, about 500 bytes each. Plain ones tell; of eight mixed ones one asks, and one presses keys and is tested. */
export function manyRules(count: number, what: "plain" | "mixed"): string {
  const some = what === "plain" ? kinds.slice(0, 2) : kinds
  const rules = Array.from({ length: count }, (_, number) => (some[number % some.length] ?? tells)(number))
  return [`list tools = ["cargo", "make", "gradle", "npm"]`, agent, ...rules].join("\n\n")
}

const agent = `agent helper {
  on program == "helper"
  approval when screen bottom 20 has "Do you want to <what>?" and screen bottom 12 has /^[\\s│]*[❯›>]\\s*1\\.\\s+Yes\\b/ {
    detail below /^[─╌]{20,}/
    approve send "1"
    deny send Escape
  }
  busy when screen bottom 8 has /^\\s*[✢✳✶✻✽·] .*…/ or screen bottom 4 has "esc to interr"
  idle when screen bottom 6 has /^[│ ]*[❯>]/ for 1500ms
  reply { paste $text; wait 500ms; send Enter }
}`

type Kind = (number: number) => string

const tells: Kind = (number) => `# Rule ${number}, which says in a few words what it is for.
rule tells-${number} {
  about "watches number ${number} of many, which prints things for a while and then asks for something"
  severity high
  on program == "tool-${number % 50}" and not shell
  when screen bottom 20 has "Do you want to run ${number} <what>?"
      and screen bottom 12 has /^[\\s│]*[❯›>]\\s*${number}\\.\\s+Yes\\b/
  stable 600ms
  cooldown 30s
  do notify phone "{host} {what|trunc 80} {session}:{window} is a message of a usual length"
}`

const prints: Kind = (number) => `rule prints-${number} {
  about "new output of number ${number}, several lines of it in one message"
  severity warn
  on command in @tools
  when output has any [/^error(?:\\[(?<code>E${number}\\d+)\\])?: (?<msg>.+)$/, "<failed:int> tests failed in ${number}"] and running > 2m
  collect up to 5 within 10s
  once per command
  do notify desk { title "build ${number} failed: {msg|default 'see pane'|trunc 80}"; body "{matches|lines 5|code}" }
}`

const asks: Kind = (number) => `rule asks-${number} {
  about "the agent asks for permission ${number}"
  severity high
  on host == "host-${number}"
  when agent is approval and agent.detail has "task ${number}"
  stable 600ms
  shadow
  do ask phone {
    title "{host} · {session}:{window} {agent} asks"
    body "{agent.what|trunc 200|code} {agent.detail|lines 12|code}"
    approve "Allow" { answer approve }
    deny "Refuse" { answer deny }
    timeout 30m { escalate }
  }
}`

const presses: Kind = (number) => `rule presses-${number} {
  severity low
  on program == "game-${number}" and not attached
  when screen last line has "Press Enter to continue with ${number}"
  stable 1s
  limit 5 per 1h
  do { send Enter; verify gone within 5s else notify desk "{host} {pane}: Enter did not dismiss the prompt" }
}
test "presses Enter ${number}" of presses-${number} {
  pane program="game-${number}" size=100x30
  at 0s screen "Press Enter to continue with ${number}"
  at 2s expect send Enter
  at 3s screen "on it goes"
  at 9s expect nothing
}`

const kinds: readonly Kind[] = [tells, prints, tells, asks, tells, prints, tells, presses]
