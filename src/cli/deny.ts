/** `fleetai deny`: refuses what an agent asks for. */
import { phrase } from "../locale/phrase.ts"
import type { CommandFile } from "./command.ts"
import { decide } from "./decide.ts"

export const command: CommandFile = {
  describe: (command, say) => void command.argument("[ID]", say(phrase("cli.decide.id"))),
  run: (call) => decide(call, call.args[0], { what: "deny" }),
}
