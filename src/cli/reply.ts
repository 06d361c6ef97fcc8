/** `fleetai reply`: a text for the agent, typed as if by its user. */
import { maxReplyLength } from "../approvals/wish.ts"
import { phrase } from "../locale/phrase.ts"
import { type CommandFile, exit } from "./command.ts"
import { complain } from "./complain.ts"
import { decide } from "./decide.ts"
import { firstCharacters } from "./first-characters.ts"
import { saidIn } from "./last-argument.ts"

export const command: CommandFile = {
  describe(command, say) {
    command.argument("[ID]", say(phrase("cli.decide.id"))).argument("[TEXT]", say(phrase("cli.reply.text")))
  },

  async run(call) {
    const said = saidIn(call, "TEXT", "fleetai reply")
    if (said === undefined) return exit.usage
    // One more than may be: the service says that it is too long.
    const text = said.what === "-" ? await firstCharacters(Bun.stdin.stream(), maxReplyLength + 1) : said.what
    if (text === undefined) {
      complain(call.terminal, phrase("cli.not-utf8"), phrase("cli.not-utf8-hint"))
      return exit.usage
    }
    return decide(call, said.id, { what: "reply", text })
  },
}
