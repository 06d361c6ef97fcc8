/** The fallback when a server takes no control clients: the same questions, one forked tmux each. */
import type { ServerAddress } from "./address.ts"
import { type Command, command } from "./command.ts"
import { runTmux } from "./process-pipe.ts"
import type { Block } from "./protocol.ts"

export type ForkedAnswer =
  | { readonly ok: true; readonly blocks: readonly Block[] }
  /** `error`: what tmux said, or why it could not be started. */
  | { readonly ok: false; readonly error: string }

/** Answers like Connection.ask, except that the first command that fails ends the whole question. */
export async function askForked(
  address: ServerAddress,
  secret: string,
  timeS: number,
  lines: readonly (readonly Command[])[],
  signal: AbortSignal,
): Promise<ForkedAnswer> {
  const commands = lines.flat()
  const marked = commands.flatMap((one) => [command("display-message", "-p", secret), one])
  const ran = await runTmux(address, marked.flatMap(argumentsOf).slice(0, -1), signal)
  if (!ran.ok && !ran.error.includes("can't find")) return ran
  return { ok: true, blocks: ran.ok ? splitBlocks(secret, timeS, ran.output) : [] }
}

/** tmux(1): a `;` at an argument's end separates commands, `\;` is the sign itself. */
function argumentsOf({ name, words }: Command): string[] {
  return [name, ...words.map((word) => word.replace(/;$/, "\\;")), ";"]
}

function splitBlocks(secret: string, timeS: number, output: string): Block[] {
  return `\n${output}`
    .split(`\n${secret}\n`)
    .slice(1)
    .map((text, number) => ({
      timeS,
      number,
      ours: true,
      ok: true,
      lines: text === "" ? [] : text.replace(/\n$/, "").split("\n"),
    }))
}
