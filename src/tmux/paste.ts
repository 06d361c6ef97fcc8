/**
 * A text of any lines as one paste: into a buffer of its own first, which no person's `paste-buffer` picks by itself, then
 * from there into the pane. The program gets it bracketed if it has asked for that (xterm, DECSET 2004).
 */
import { type Command, command, hasControlCharacter } from "./command.ts"
import type { Asker } from "./looks.ts"

/** Bytes of UTF-8; longer is a bug of whoever bounds what people and rules say. */
export const maxPasteBytes = 64 * 1024
/** What all our buffers are called by. */
const prefix = "fleetai-"
/** A buffer that is older was left by a service that died over it: none is needed for longer than its paste takes. */
const leftoverS = 60

/** A name that no other paste has. */
export const freshBuffer = (): string => `${prefix}${crypto.randomUUID()}`

/** Whether a text may be pasted: lines, and no other control characters. */
export const isPasteable = (text: string): boolean =>
  !hasControlCharacter(text.replaceAll("\n", "")) && Buffer.byteLength(text) <= maxPasteBytes

/** Puts the text into the buffer: a forked tmux gets it on its standard input (forked.ts). Nothing has been pasted, however this ends; false: it is not all there. */
export async function fillBuffer(client: Asker, buffer: string, text: string): Promise<boolean> {
  const answer = await client.ask([[command("set-buffer", "-b", buffer, "--", text)]])
  return answer.ok && answer.blocks.every((block) => block.ok)
}

/** Deletes buffers that an earlier service filled and did not paste: what a person typed stands in them. */
export async function sweepBuffers(client: Asker): Promise<void> {
  const answer = await client.ask([[command("list-buffers", "-F", "#{buffer_created} #{buffer_name}")]])
  const [block] = answer.ok ? answer.blocks : []
  const left = (block?.lines ?? []).flatMap((line) => {
    const [, createdS, name] = /^(\d+) (fleetai-[0-9a-f-]{36})$/.exec(line) ?? []
    return name !== undefined && Number(createdS) < (block?.timeS ?? 0) - leftoverS ? [name] : []
  })
  if (left.length > 0) await client.ask(left.map((name) => [dropBuffer(name)]))
}

/** Pastes the buffer, which is then gone. Line breaks become Enter, as in every paste. */
export const pasteBuffer = (buffer: string, pane: string): Command =>
  command("paste-buffer", "-p", "-d", "-b", buffer, "-t", pane)

export const dropBuffer = (buffer: string): Command => command("delete-buffer", "-b", buffer)
