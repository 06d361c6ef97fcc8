/** How often what is looked at, in one place. Chosen with `bun scripts/bench/watch.ts`; costs in docs/tmux.md. */
export const cadence = {
  /** Between sweeps while some window prints: an active pane is seen within this plus one look. */
  activeMs: 150,
  /** Between sweeps while nothing prints: bounds how late a quiet pane's first change is seen. */
  idleMs: 500,
  /** So long after the last printing the pace stays active. */
  activeForMs: 3000,
  /** After a hint (a session came, a window went): bursts are answered by one sweep. */
  hintMs: 30,
  /** All facts of all panes and clients: what changes without printing (attached, copy mode, zoom, names). */
  factsMs: 2000,
  /** The foreground process of a pane that just changed is not read more often than this. */
  processMs: 1000,
  /** The processes of all panes, their CPU among it. */
  allProcessesMs: 5000,
  /** Every pane is looked at once in this time, whatever the signs say. */
  fullLookMs: 60_000,
  /** A sweep that took long is repeated later: the server spends at most one part in so many on it. */
  restFactor: 50,
  /** Looks in one question; more wait for the next sweep, oldest first. */
  maxLooksPerSweep: 64,
} as const
export type Cadence = { readonly [Name in keyof typeof cadence]: number }

/** How a lost server is sought again. */
export const reconnect = {
  /** Is there a socket at all: one stat, no fork. */
  absentPollMs: 500,
  /** After each failure in a row; the last one repeats. */
  backOffMs: [100, 250, 500, 1000, 2000, 5000, 10_000],
  /** So many control clients in a row that were sent away within `quickMs` mean the server takes none: fall back. */
  refusalsBeforeFallback: 3,
  quickMs: 2000,
  /** In the fallback: when a control client is tried again. */
  retryControlMs: 60_000,
  /** Is the socket still the one we came by? */
  socketCheckMs: 5000,
} as const
export type Reconnect = {
  readonly [Name in keyof typeof reconnect]: (typeof reconnect)[Name] extends number ? number : readonly number[]
}
