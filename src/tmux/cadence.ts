/** How often what is looked at, in one place. Chosen with `bun scripts/bench/watch.ts`. */
export const cadence = {
  /** Between looks at a pane that prints: an active pane is seen within this plus one look. */
  activeMs: 220,
  /** Between sweeps: bounds how late a quiet pane's first change is seen. */
  sweepMs: 700,
  /** A window that printed so recently may print again any moment: sweeps are as frequent as looks. */
  recentMs: 3000,
  /** After a hint (a session came, a window went): bursts are answered by one sweep. */
  hintMs: 30,
  /** The facts of all panes and clients: what changes without printing (attached, copy mode, zoom, names). */
  factsMs: 2000,
  /** The same where the server tells by itself that they changed (subscription.ts), within a second. */
  subscribedFactsMs: 10_000,
  /** The dear facts of all panes, their processes and CPU. */
  dearFactsMs: 10_000,
  /** The dear facts and the process of a pane that just changed are not read more often than this. */
  paneDearMs: 1000,
  /** Every pane is looked at once in this time, whatever the signs say. */
  fullLookMs: 60_000,
  /** A sweep or facts that took long are repeated later: at most one part in so many of the time is spent on them. */
  restFactor: 50,
  /** The same for looks. */
  lookRestFactor: 8,
  /** However long they took: a server that stalled once is not left alone for long. */
  maxRestMs: 2000,
  /** Looks in one question; more wait for the next one, oldest first. */
  maxLooksAtOnce: 64,
} as const
/** The same over a network, where each look is traffic; the server tells within a second of what begins to print. */
export const remoteCadence = { ...cadence, activeMs: 500, sweepMs: 2000, factsMs: 5000 } as const
export type Cadence = { readonly [Name in keyof typeof cadence]: number }

/** How a lost server is sought again. */
export const reconnect = {
  /** Is there a socket at all: one stat, no fork. */
  absentPollMs: 500,
  /** After each failure in a row; the last one repeats. */
  backOffMs: [100, 250, 500, 1000, 2000, 5000, 10_000],
  /** By so much of itself a back-off is longer or shorter, at random: not all who lost a machine come back at once. */
  jitter: 0,
  /** After a login that was refused: see `isTurnedAway`. */
  turnedAwayMs: 10_000,
  /** So many control clients in a row that were sent away within `quickMs` mean the server takes none: fall back. */
  refusalsBeforeFallback: 3,
  quickMs: 2000,
  /** In the fallback: when a control client is tried again. */
  retryControlMs: 60_000,
  /** Is the socket still the one we came by? */
  socketCheckMs: 5000,
} as const
/** The same over ssh: each try is a login over there. */
export const remoteReconnect = {
  ...reconnect,
  absentPollMs: 2000,
  backOffMs: [500, 1000, 2000, 5000, 10_000, 20_000, 30_000],
  jitter: 0.25,
  // Fail2ban shuts out who is refused five times in ten minutes, as it is set when it is new.
  turnedAwayMs: 180_000,
  socketCheckMs: 30_000,
} as const
export type Reconnect = {
  readonly [Name in keyof typeof reconnect]: (typeof reconnect)[Name] extends number ? number : readonly number[]
}
