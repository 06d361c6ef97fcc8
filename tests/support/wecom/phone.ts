/** What people's phones show. */
export interface Shown {
  readonly at: number
  readonly via: "app" | "robot"
  /** Members for an app message, the robot's key for a group. */
  readonly to: readonly string[]
  readonly msgtype: string
  /** The text as it came; for cards the JSON. */
  readonly content: string
  readonly msgid: string
}

/** The readable part of a message: `text.content`, `markdown.content`…, else the part's JSON. */
export function contentOf(message: Readonly<Record<string, unknown>>, msgtype: string): string | undefined {
  const part = message[msgtype]
  if (typeof part !== "object" || part === null) return undefined
  const { content } = part as { content?: unknown }
  return typeof content === "string" ? content : JSON.stringify(part)
}

/** The first `limitBytes` bytes of UTF-8, never a broken character. */
export function cutBytes(text: string, limitBytes: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= limitBytes) return text
  let end = limitBytes
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end).toString()
}
