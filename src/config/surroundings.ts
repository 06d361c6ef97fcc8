/** What loading a configuration needs from the machine. Tests pass their own; `disk.ts` is the real one. */

export type Environment = Readonly<Record<string, string | undefined>>

export type FileReading =
  /** `mode`: the permission bits of stat(2), as in 0o600. */
  | { readonly ok: true; readonly text: string; readonly mode: number }
  /** `detail`: the error's code, as in EACCES. */
  | { readonly ok: false; readonly missing: boolean; readonly detail: string }

export interface Surroundings {
  readonly env: Environment
  /** Absolute path of the person's home folder. */
  readonly home: string
  /** Absolute path that relative `--config` arguments begin at. */
  readonly cwd: string
  readonly readFile: (path: string) => FileReading
  /** Where tmux(1) keeps the sockets that `-L` names. */
  readonly socketFolder: string
  /** The path without symbolic links, as far as it is there. */
  readonly realPath: (path: string) => string
}
