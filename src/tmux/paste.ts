/**
 * A text of any lines as one paste: into a buffer of its own first, which no person's `paste-buffer` picks by itself, then
 * from there into the pane. The program gets it bracketed if it has asked for that (xterm, DECSET 2004).
 */
import { type Command, command, hasControlCharacter } from "./command.ts"
import type { Asker } from "./looks.ts"

/** Bytes of UTF-8; longer is a bug of whoever bounds what people and rules say. */
export const maxPasteBytes = 64 * 1024
/** Bytes of one `set-buffer`, quoted: a forked tmux takes 16 KB in all (tmux's MAX_IMSGSIZE). */
const maxChunkBytes = 8_000

/** Whether a text may be pasted: lines, and no other control characters. */
export const isPasteable = (text: string): boolean =>
  !hasControlCharacter(text.replaceAll("\n", "")) && Buffer.byteLength(text) <= maxPasteBytes

/** Puts the text into the buffer. Nothing has been pasted, however this ends; false: it is not all there. */
export async function fillBuffer(client: Asker, buffer: string, text: string): Promise<boolean> {
  for (const [index, chunk] of chunksOf(text).entries()) {
    const append = index === 0 ? [] : ["-a"]
    const answer = await client.ask([[command("set-buffer", ...append, "-b", buffer, "--", chunk)]])
    if (!answer.ok || answer.blocks.some((block) => !block.ok)) return false
  }
  return true
}

/** Pastes the buffer, which is then gone. Line breaks become Enter, as in every paste. */
export const pasteBuffer = (buffer: string, pane: string): Command =>
  command("paste-buffer", "-p", "-d", "-b", buffer, "-t", pane)

export const dropBuffer = (buffer: string): Command => command("delete-buffer", "-b", buffer)

/** Never between the halves of a character. */
function chunksOf(text: string): string[] {
  const chunks: string[] = []
  let chunk = ""
  let bytes = 0
  for (const character of text) {
    // Quoted, a line break and a quote are up to five characters.
    const more = character === "\n" || character === "'" ? 5 : Buffer.byteLength(character)
    if (bytes + more > maxChunkBytes) {
      chunks.push(chunk)
      chunk = ""
      bytes = 0
    }
    chunk += character
    bytes += more
  }
  return [...chunks, chunk]
}
