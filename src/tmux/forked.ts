/** The fallback when a server takes no control clients: the same questions, one forked tmux each. */
import { type Command, command } from "./command.ts"
import type { Answer } from "./connection.ts"
import type { Block } from "./protocol.ts"
import { isNoServer, type Reach } from "./reach.ts"
import { identityFormat, parseIdentity, type ServerIdentity, sameServer } from "./server-state.ts"

export type ForkedAnswer =
  | { readonly ok: true; readonly blocks: readonly Block[] }
  /** `error`: what tmux said, or why it could not be started. */
  | { readonly ok: false; readonly error: string }

/** Answers like Connection.ask, except that the first command that fails ends the whole question. */
export async function askForked(
  reach: Pick<Reach, "run">,
  secret: string,
  timeS: number,
  lines: readonly (readonly Command[])[],
): Promise<ForkedAnswer> {
  const commands = lines.flat()
  const marked = commands.flatMap((one) => [command("display-message", "-p", secret), one])
  const ran = await reach.run(marked.flatMap(argumentsOf).slice(0, -1))
  if (!ran.ok && !ran.error.includes("can't find")) return ran
  return { ok: true, blocks: ran.ok ? splitBlocks(secret, timeS, ran.output) : [] }
}

/** An answer, and what it says about the server besides. */
export interface ServerAnswer {
  readonly answer: Answer
  /** Another server has answered than the one that was asked: it was started anew. */
  readonly other?: ServerIdentity
  /** There is none any more. */
  readonly isGone?: true
}

/** Each question says which server answers: it may have been started anew since the last one. */
export async function askServer(
  reach: Pick<Reach, "run">,
  server: ServerIdentity,
  secret: string,
  timeS: number,
  lines: readonly (readonly Command[])[],
): Promise<ServerAnswer> {
  const whose = command("display-message", "-p", identityFormat)
  const forked = await askForked(reach, secret, timeS, [[whose], ...lines])
  const lost: Answer = { ok: false, why: "lost", written: true }
  if (!forked.ok) return isNoServer(forked.error) ? { answer: lost, isGone: true } : { answer: lost }
  const [first, ...blocks] = forked.blocks
  // Something in the question is gone, and tmux said nothing else.
  if (first === undefined) return { answer: { ok: true, blocks: [] } }
  const answering = parseIdentity(first.lines[0] ?? "")
  if (answering === undefined) return { answer: lost }
  return sameServer(answering, server) ? { answer: { ok: true, blocks } } : { answer: lost, other: answering }
}

/** The server as a forked tmux tells of it; undefined: it does not. */
export async function identifyForked(reach: Pick<Reach, "run">): Promise<ServerIdentity | undefined> {
  const ran = await reach.run(["display-message", "-p", identityFormat])
  return ran.ok ? parseIdentity(ran.output.trim()) : undefined
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
