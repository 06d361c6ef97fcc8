/** What can be wrong with a database, as data: SQLite's result codes (sqlite.org/rescode.html) in the program's words. */
import { SQLiteError } from "bun:sqlite"
import { type Phrase, phrase } from "../locale/phrase.ts"

export type FaultKind = "locked" | "full" | "read-only" | "corrupt" | "newer" | "permission" | "io"

export interface StoreFault {
  readonly kind: FaultKind
  readonly text: Phrase
}

/** A value, or why the database could not give or take it. */
export type Stored<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: StoreFault }

/** Runs `work` on the database at `path`; its faults become values, anything else that is thrown is a bug and stays one. */
export function guarded<Value>(path: string, work: () => Value): Stored<Value> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    const fault = faultOf(path, error)
    if (fault === undefined) throw error
    return { ok: false, fault }
  }
}

/** The fault behind an exception of SQLite or of the file system; undefined: it is neither. */
export function faultOf(path: string, error: unknown): StoreFault | undefined {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  if (typeof code !== "string") return undefined
  const kind = kindOf(code)
  if (kind === undefined && !(error instanceof SQLiteError)) return undefined
  return storeFault(kind ?? "io", path, code)
}

export function storeFault(kind: FaultKind, path: string, code: string): StoreFault {
  return { kind, text: textOf(kind, path, code) }
}

function textOf(kind: FaultKind, path: string, code: string): Phrase {
  switch (kind) {
    case "locked":
      return phrase("store.locked", { path })
    case "full":
      return phrase("store.full", { path })
    case "read-only":
      return phrase("store.read-only", { path })
    case "corrupt":
      return phrase("store.corrupt", { path })
    case "permission":
      return phrase("store.permission", { path })
    case "newer":
      return phrase("store.newer", { path })
    case "io":
      return phrase("store.io", { path, code })
    default:
      return kind satisfies never
  }
}

function kindOf(code: string): FaultKind | undefined {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return "locked"
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return "full"
  if (/^(SQLITE_READONLY|EROFS)/.test(code)) return "read-only"
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return "corrupt"
  if (/^(SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_AUTH|EACCES|EPERM)/.test(code)) return "permission"
  return /^(ENOTDIR|EISDIR|ENOENT|EIO|EEXIST|ELOOP)/.test(code) ? "io" : undefined
}
