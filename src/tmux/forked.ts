/** The fallback when a server takes no control clients: the same questions, one forked tmux each. */

import type { Ran } from "../process/pipe.ts"
import { type Command, command } from "./command.ts"
import type { Answer } from "./connection.ts"
import type { Block } from "./protocol.ts"
import { isNoServer, type Reach } from "./reach.ts"
import { identityFormat, parseIdentity, type ServerIdentity, sameServer } from "./server-state.ts"

type Forking = Pick<Reach, "run" | "pipe" | "patienceMs">

export type ForkedAnswer =
  | { readonly ok: true; readonly blocks: readonly Block[] }
  /** `error`: what tmux said, or why it could not be started. */
  | { readonly ok: false; readonly error: string }

/**
 * Answers like Connection.ask, except that the first command that fails ends the whole question. The text of a buffer goes in on
 * standard input, so that it stands in no list of processes; one per question.
 */
export async function askForked(
  reach: Forking,
  secret: string,
  timeS: number,
  lines: readonly (readonly Command[])[],
): Promise<ForkedAnswer> {
  const commands = lines.flat()
  const marked = commands.flatMap((one) => [command("display-message", "-p", secret), one])
  const words = marked.flatMap(argumentsOf).slice(0, -1)
  const text = commands.find(({ name }) => name === "set-buffer")?.words.at(-1)
  const ran = await (text === undefined ? reach.run(words) : runWith(text, reach, words))
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
  reach: Forking,
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
  if (name === "set-buffer") return ["load-buffer", ...words.slice(0, words.indexOf("--")), "-", ";"]
  return [name, ...words.map((word) => word.replace(/;$/, "\\;")), ";"]
}

/** As `Reach.run`, with something on standard input. */
async function runWith(input: string, reach: Forking, words: readonly string[]): Promise<Ran> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
  let output = ""
  const ended = Promise.withResolvers<string>()
  const pipe = reach.pipe(words, {
    onBytes: (bytes) => {
      output += decoder.decode(bytes, { stream: true })
    },
    onEnd: (stderr) => ended.resolve(stderr),
  })
  if ("notStarted" in pipe) return { ok: false, error: pipe.notStarted }
  const timer = setTimeout(() => pipe.kill(), reach.patienceMs)
  pipe.write(input)
  pipe.end()
  const [status, error] = await Promise.all([pipe.gone, ended.promise])
  clearTimeout(timer)
  return status === 0 ? { ok: true, output } : { ok: false, error: error.trim() || `tmux ended with ${status}` }
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
