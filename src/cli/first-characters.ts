/** The beginning of what a person or a script pipes in. */
export async function firstCharacters(stream: ReadableStream<Uint8Array>, most: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ""
  for await (const bytes of stream) {
    text += decoder.decode(bytes, { stream: true })
    if (text.length > most) break
  }
  return text.slice(0, most)
}
