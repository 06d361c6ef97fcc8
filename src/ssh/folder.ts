/** Where the control sockets are: a folder of our own with a short path. */
import { chmodSync, lstatSync, mkdirSync, rmdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/**
 * A socket's path may have 103 bytes (sun_path of macOS; Linux: 107), and while ssh makes it, it puts a dot and 16 letters
 * behind the name.
 */
const maxPathBytes = 103 - 17

/** A socket's name: eight letters. */
const nameBytes = 8 + 1

/**
 * The folder, there and for nobody else to enter; undefined: there is no place for it.
 * `runtime`: XDG_RUNTIME_DIR, which is short and ours where there is one.
 */
export function controlFolder(runtime: string | undefined): string | undefined {
  const uid = process.getuid?.() ?? 0
  const places = [...(runtime?.startsWith("/") ? [runtime] : []), tmpdir(), "/tmp"]
  return places
    .map((place) => join(place, `fleetai-${uid}`))
    .find((folder) => Buffer.byteLength(folder) + nameBytes <= maxPathBytes && isOurs(folder, uid))
}

/** Makes it where it is missing. Somebody else's folder or link of that name is not used. */
function isOurs(folder: string, uid: number): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const found = lstatSync(folder)
    if (!found.isDirectory() || found.uid !== uid) return false
    if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700)
    return true
  } catch {
    return false
  }
}

/** When nothing is in it any more. */
export function leaveFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Another connection is in it.
  }
}
