/** Recordings as files in a folder of their own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Item } from "../../../src/authoring/recording/item.ts"
import { readRecording } from "../../../src/authoring/recording/read.ts"
import { say } from "../../../src/locale/phrase.ts"

export class Recordings {
  readonly folder = mkdtempSync(join(tmpdir(), "fleetai-recordings-"))

  write(name: string, content: string | Uint8Array | readonly object[]): string {
    const path = join(this.folder, name)
    const isLines = Array.isArray(content)
    writeFileSync(path, isLines ? content.map((line) => `${JSON.stringify(line)}\n`).join("") : (content as string))
    return path
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export async function itemsOf(path: string): Promise<Item[]> {
  return Array.fromAsync(readRecording(path))
}

/** Why and where the recording cannot be read to its end: `3: this line is …`; undefined: it can. */
export async function faultOf(path: string): Promise<string | undefined> {
  const last = (await itemsOf(path)).at(-1)
  return last?.kind === "fault" ? `${last.line}: ${say("en", last.problem)}` : undefined
}

/** The screens and the new lines, each with its time since the start. */
export async function seenIn(path: string): Promise<(readonly [number, string])[]> {
  const items = await itemsOf(path)
  const start = items[0]?.kind === "start" ? items[0].at : 0
  return items.flatMap((item) => {
    if (item.kind !== "sighting") return []
    const { sighting } = item
    const at = sighting.at - start
    if (sighting.kind === "frame") return [[at, sighting.frame.lines.join("\n")] as const]
    return [[at, sighting.kind === "output" ? `+ ${sighting.lines.join(" + ")}` : sighting.kind] as const]
  })
}
