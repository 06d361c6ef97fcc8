/** What `approve`, `deny`, `reply` and `choose` have in common: the decision goes to the service, and what came of it is said. */
import type { Answer } from "../approvals/approvals.ts"
import type { Wish } from "../approvals/wish.ts"
import { type AskStatus, stateOfStatus } from "../daemon/ask-status.ts"
import { askAsk, askDecide, type Reply } from "../daemon/control.ts"
import { phrase } from "../locale/phrase.ts"
import { userName } from "../tmux/owner.ts"
import { type Call, type ExitCode, exit } from "./command.ts"
import { complain } from "./complain.ts"
import { configured } from "./configured.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

/** The service gives an answered dialog 10 s to go away. */
const patienceMs = 13_000
const pollMs = 50

/** `id` undefined: nothing is decided, and the service says what is open. */
export async function decide(call: Call, id: string | undefined, wish: Wish): Promise<ExitCode> {
  const { terminal } = call
  const setup = configured(call)
  if (setup === undefined) return exit.usage
  const { state } = setup.config
  const reply = await askDecide(state, { id: id ?? null, wish, who: userName(process.getuid?.() ?? 0) })
  if (reply.kind !== "answer") return unanswered(reply, terminal)
  const { answer } = reply
  if (!answer.taken) {
    complain(terminal, answer.why, answer.hint)
    return exit.no
  }
  return report(await outcome(state, answer.id), terminal)
}

/** What was decided is one thing, what we know of it another. */
function unanswered(reply: Exclude<Reply<Answer>, { kind: "answer" }>, terminal: Terminal): ExitCode {
  switch (reply.kind) {
    case "nobody":
      complain(terminal, phrase("cli.decide.no-service"), phrase("cli.decide.no-service-hint"))
      break
    case "silent":
      complain(terminal, phrase("cli.decide.silent"), phrase("cli.decide.silent-hint"))
      break
    case "refused":
      complain(terminal, phrase("cli.decide.refused", { status: reply.status }), phrase("cli.other-version-hint"))
      break
    default:
      reply satisfies never
  }
  return exit.unreachable
}

/** The ask when it is settled, or as far as it got in time; undefined: the service does not answer any more. */
async function outcome(state: string, id: string): Promise<AskStatus | undefined> {
  const until = Date.now() + patienceMs
  for (;;) {
    const reply = await askAsk(state, id)
    const ask = reply.kind === "answer" ? reply.answer : undefined
    // One that is only slow is asked again.
    if (reply.kind === "nobody" || reply.kind === "refused" || ask?.status === "settled" || Date.now() > until)
      return ask
    await Bun.sleep(pollMs)
  }
}

function report(ask: AskStatus | undefined, terminal: Terminal): ExitCode {
  const { out, err, say, paintErr } = terminal
  if (ask === undefined) {
    complain(terminal, phrase("cli.decide.lost"), phrase("cli.decide.lost-hint"))
    return exit.unreachable
  }
  const { id, status, how } = ask
  const words = oneLine(say(stateOfStatus(ask)))
  if (how === "done") {
    out(`${id}: ${words}`)
    return exit.ok
  }
  if (status === "settled") {
    err(`${paintErr("red", "fleetai:")} ${id}: ${words}`)
    return exit.no
  }
  err(`${id}: ${words}`)
  err(`  ${say(phrase("cli.decide.under-way"))}`)
  return exit.ok
}
