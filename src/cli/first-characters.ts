/** The beginning of what a person or a script pipes in. */

/** Undefined: it is not UTF-8. */
export async function firstCharacters(stream: ReadableStream<Uint8Array>, most: number): Promise<string | undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  let text = ""
  try {
    for await (const bytes of stream) {
      text += decoder.decode(bytes, { stream: true })
      if (text.length > most) return text.slice(0, most)
    }
    return text + decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
