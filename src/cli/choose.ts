/** `fleetai choose`: one of the choices that an agent or a rule offers. */
import { phrase } from "../locale/phrase.ts"
import { type CommandFile, exit } from "./command.ts"
import { decide } from "./decide.ts"
import { saidIn } from "./last-argument.ts"

export const command: CommandFile = {
  describe(command, say) {
    command.argument("[ID]", say(phrase("cli.decide.id"))).argument("[CHOICE]", say(phrase("cli.choose.choice")))
  },

  async run(call) {
    const said = saidIn(call, "CHOICE", "fleetai choose")
    if (said === undefined) return exit.usage
    const { id, what } = said
    return decide(
      call,
      id,
      /^\d+$/.test(what) ? { what: "choose", choice: Number(what) } : { what: "choose", label: what },
    )
  },
}
