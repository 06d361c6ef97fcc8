/**
 * The database's shape as a numbered list: entry n takes it from version n to n + 1 (`PRAGMA user_version`). Entries are
 * never changed after a release, only added. Moments are milliseconds since the epoch; `json` columns hold what the
 * table's owner put there.
 */
export const migrations: readonly string[] = [
  `
  -- What the engine remembers; opaque here.
  CREATE TABLE engine (key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE saved (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL);

  -- One row per message and receiver.
  CREATE TABLE outbox (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    receiver TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    message TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'sending', 'sent', 'failed')),
    next_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    progress TEXT NOT NULL DEFAULT '{}',
    channel TEXT,
    claimed_by TEXT,
    claimed_until INTEGER,
    doubled INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    reason TEXT,
    UNIQUE (id, receiver)
  );
  CREATE INDEX outbox_due ON outbox (receiver, priority DESC, number) WHERE status = 'waiting';
  CREATE INDEX outbox_open ON outbox (status, next_at) WHERE status IN ('waiting', 'sending');

  -- One row per attempt to deliver.
  CREATE TABLE attempt (
    number INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES outbox (number) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    channel TEXT NOT NULL,
    bucket TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('sending', 'sent', 'refused', 'unsent', 'unknown')),
    code INTEGER,
    doubled INTEGER NOT NULL DEFAULT 0,
    took_ms INTEGER,
    detail TEXT
  );
  CREATE INDEX attempt_entry ON attempt (entry);
  CREATE INDEX attempt_bucket ON attempt (bucket, at) WHERE outcome IN ('sending', 'sent', 'unknown');

  -- Key presses: the intent before, the result after.
  CREATE TABLE intent (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    pane TEXT NOT NULL,
    rule TEXT NOT NULL,
    what TEXT NOT NULL,
    resolved_at INTEGER,
    result TEXT
  ) WITHOUT ROWID;
  CREATE INDEX intent_open ON intent (at) WHERE resolved_at IS NULL;
  CREATE INDEX intent_at ON intent (at);

  CREATE TABLE token (
    key TEXT PRIMARY KEY,
    token TEXT,
    expires_at INTEGER NOT NULL,
    held_off_until INTEGER NOT NULL,
    refused_code INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE lease (key TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE channel (
    name TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ok', 'down')),
    since INTEGER NOT NULL,
    retry_at INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    fallback TEXT NOT NULL,
    code INTEGER,
    reason TEXT,
    cure TEXT,
    exit_ip TEXT
  ) WITHOUT ROWID;

  CREATE TABLE firing (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    rule TEXT NOT NULL,
    pane TEXT NOT NULL,
    effect TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL
  );
  `,
  `
  -- Messages of a quiet hour wait for its end; what was said of an ask that is over is not sent any more.
  ALTER TABLE outbox ADD COLUMN held_until INTEGER;
  ALTER TABLE outbox ADD COLUMN ask TEXT;
  ALTER TABLE outbox ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX outbox_ask ON outbox (ask) WHERE ask IS NOT NULL;

  -- What quiet hours gather for one message at their end; its number counts what came, per receiver and moment.
  CREATE TABLE digest (
    receiver TEXT NOT NULL,
    until INTEGER NOT NULL,
    effect TEXT NOT NULL,
    number INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (receiver, until, effect)
  ) WITHOUT ROWID;

  -- What people were asked: one row per ask effect. Its id is what they type.
  CREATE TABLE ask (
    effect TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    rule TEXT NOT NULL,
    pane TEXT NOT NULL,
    host TEXT NOT NULL,
    session TEXT NOT NULL,
    window TEXT NOT NULL,
    severity TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    offers TEXT NOT NULL,
    timeout_ms INTEGER,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'decided', 'settled')),
    delivered_at INTEGER,
    decision TEXT,
    decided_by TEXT,
    decided_at INTEGER,
    how TEXT,
    settled_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX ask_unsettled ON ask (at) WHERE status <> 'settled';
  CREATE INDEX ask_settled ON ask (settled_at) WHERE status = 'settled';

  -- Programs are intended like keys.
  ALTER TABLE intent ADD COLUMN kind TEXT NOT NULL DEFAULT 'send';
  `,
  `
  -- What panes showed and rules were at, for looking back; the last day only. Null: the pane was gone.
  CREATE TABLE trail (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    pane TEXT NOT NULL,
    host TEXT NOT NULL,
    session TEXT NOT NULL,
    window TEXT NOT NULL,
    id TEXT NOT NULL,
    data BLOB
  );
  `,
]
