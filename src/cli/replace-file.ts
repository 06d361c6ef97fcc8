/** A file's new content all at once: whoever reads it sees the old one or the new one, also after a crash. */
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"

export type Replaced = { readonly ok: true } | { readonly ok: false; readonly code: string }

/** Keeps the mode; where a link leads, the file behind it is replaced. */
export function replaceFile(path: string, text: string): Replaced {
  let made: string | undefined
  try {
    const real = realpathSync(path)
    const fresh = `${real}.${process.pid}.new`
    const file = openSync(fresh, "wx", statSync(real).mode)
    made = fresh
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(fresh, real)
    return { ok: true }
  } catch (error) {
    if (made !== undefined) rmSync(made, { force: true })
    if (error instanceof Error && "code" in error) return { ok: false, code: String(error.code) }
    throw error
  }
}
