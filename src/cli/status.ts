/** `fleetai status`: not written yet. */
import { phrase } from "../locale/phrase.ts"
import { type CommandFile, exit } from "./command.ts"

export const command: CommandFile = {
  describe() {},
  async run({ terminal }) {
    terminal.err(terminal.say(phrase("cli.not-yet", { command: "status" })))
    return exit.no
  },
}
