/**
 * `fleetai emit`: an event of a program in a tmux pane, for rules with `event "NAME"`. Made for the hooks of AI CLIs: it says
 * nothing when all is well, and never takes long.
 */
import { askEmit } from "../daemon/control.ts"
import { bounded, type Emission, nameMost, wrongIn } from "../daemon/events.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { type Call, type CommandFile, exit } from "./command.ts"
import { complain } from "./complain.ts"
import { configured } from "./configured.ts"

export const command: CommandFile = {
  describe(command, say) {
    command
      .description(say(phrase("cli.emit-help")))
      .argument("<NAME>", say(phrase("cli.emit.name")))
      .argument("[FIELD...]", say(phrase("cli.emit.fields")))
  },

  async run(call) {
    const { terminal } = call
    const emission = emissionOf(call)
    if ("problem" in emission) {
      complain(terminal, emission.problem, emission.hint)
      return exit.usage
    }
    const setup = configured(call)
    if (setup === undefined) return exit.usage
    const reply = await askEmit(setup.config.state, emission)
    switch (reply.kind) {
      case "answer":
        if (reply.answer.ok) return exit.ok
        complain(terminal, reply.answer.why, reply.answer.hint)
        return exit.no
      case "nobody":
        complain(terminal, phrase("cli.emit.no-service"), phrase("cli.decide.no-service-hint"))
        return exit.unreachable
      case "silent":
        complain(terminal, phrase("cli.emit.silent"), phrase("cli.decide.lost-hint"))
        return exit.unreachable
      case "refused":
        complain(terminal, phrase("cli.emit.refused", { status: reply.status }), phrase("cli.other-version-hint"))
        return exit.no
      default:
        return reply satisfies never
    }
  },
}

interface Wrong {
  readonly problem: Phrase
  readonly hint: Phrase
}

function emissionOf({ args, terminal }: Call): Emission | Wrong {
  const [name = "", ...pairs] = args
  const help = phrase("cli.see-help", { command: "fleetai emit" })
  const here = paneIn(terminal.env)
  if (here === undefined) return { problem: phrase("cli.emit.no-tmux"), hint: phrase("cli.emit.no-tmux-hint") }
  const fields: Record<string, string> = {}
  for (const pair of pairs) {
    const at = pair.indexOf("=")
    if (at < 0) return { problem: phrase("cli.emit.bad-field", { field: pair.slice(0, nameMost) }), hint: help }
    fields[pair.slice(0, at)] = pair.slice(at + 1)
  }
  const cut = bounded(fields)
  const wrong = wrongIn(name, cut)
  return wrong === undefined ? { name, fields: cut, ...here } : { problem: wrong, hint: help }
}

/** tmux(1): $TMUX is socket path, server pid and session, with commas between; the path may hold some, too. */
export function paneIn(
  env: Readonly<Record<string, string | undefined>>,
): Pick<Emission, "socket" | "server" | "pane"> | undefined {
  const [, socket, server] = /^(.+),(\d+),[^,]*$/.exec(env["TMUX"] ?? "") ?? []
  const pane = env["TMUX_PANE"] ?? ""
  if (socket === undefined || !/^%\d+$/.test(pane)) return undefined
  return { socket, server: Number(server), pane }
}
