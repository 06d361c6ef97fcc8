/** What the compilers of one file's parts need to know of the rest. */
import type { Findings, Source } from "../diagnostics.ts"
import type { Program } from "../program.ts"

export interface Scope {
  readonly program: Program
  readonly source: Source
  readonly findings: Findings
  /** Names of the receivers in config.toml; undefined: unknown, so that any may be right. */
  readonly receivers: ReadonlySet<string> | undefined
}
