/** Files that only their owner reads and writes, in a folder that only its owner enters. */
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { type Phrase, phrase } from "../locale/phrase.ts"

/** A longer file is not read. */
export const maxFileBytes = 64 * 1024

const othersMay = 0o077

/** Makes the folder, or checks the one that is there; undefined: it can be used. */
export function preparedFolder(path: string, uid: number): Phrase | undefined {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const found = statSync(path)
    if (!found.isDirectory() || found.uid !== uid) return phrase("approvals.folder-foreign", { path })
    const mode = (found.mode & 0o777).toString(8).padStart(4, "0")
    return (found.mode & othersMay) === 0 ? undefined : phrase("approvals.folder-open", { path, mode })
  } catch (error) {
    return phrase("approvals.folder-unusable", { path, code: codeOf(error) })
  }
}

export type FileRead =
  | { readonly kind: "text"; readonly text: string; readonly changedAt: number }
  | { readonly kind: "none" }
  /** `foreign`: no regular file of this user. Neither it nor one that is too long was looked at. */
  | { readonly kind: "refused"; readonly why: "foreign" | "long" | "encoding"; readonly changedAt: number | undefined }

/** Never follows a link, never waits for a pipe. */
export function readPrivate(path: string, uid: number): FileRead {
  let file: number | undefined
  const refused = (why: "foreign" | "long" | "encoding", changedAt?: number): FileRead => ({
    kind: "refused",
    why,
    changedAt,
  })
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const found = fstatSync(file)
    if (!found.isFile() || found.uid !== uid) return refused("foreign", found.mtimeMs)
    if (found.size > maxFileBytes) return refused("long", found.mtimeMs)
    const bytes = Buffer.alloc(maxFileBytes)
    const length = readSync(file, bytes, 0, maxFileBytes, 0)
    const text = decoded(bytes.subarray(0, length))
    return text === undefined ? refused("encoding", found.mtimeMs) : { kind: "text", text, changedAt: found.mtimeMs }
  } catch (error) {
    return codeOf(error) === "ENOENT" ? { kind: "none" } : refused("foreign")
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Undefined: it is not UTF-8. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    // That is the answer.
    return undefined
  }
}

/** All of it at once: whoever reads sees the old text or the new one. Undefined: it is written; else the error's code. */
export function writePrivate(folder: string, name: string, text: string): string | undefined {
  const fresh = join(folder, `.${name}.new`)
  try {
    rmSync(fresh, { force: true })
    writeFileSync(fresh, text, { flag: "wx", mode: 0o600 })
    renameSync(fresh, join(folder, name))
    return undefined
  } catch (error) {
    return codeOf(error)
  }
}

/** Undefined: it is gone, or was; else the error's code. */
export function removePrivate(path: string): string | undefined {
  try {
    rmSync(path, { force: true })
    return undefined
  } catch (error) {
    return codeOf(error)
  }
}

/** Undefined: it is there now, in the place of what was; else the error's code. */
export function movePrivate(path: string, aside: string): string | undefined {
  try {
    renameSync(path, aside)
    return undefined
  } catch (error) {
    return codeOf(error)
  }
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error)
