/** The table of commands, in the order of the help. */
import { phrase } from "../locale/phrase.ts"
import type { CommandEntry } from "./command.ts"

export const commands: readonly CommandEntry[] = [
  { name: "run", summary: phrase("cli.run"), load: () => import("./run.ts") },
  { name: "check", summary: phrase("cli.check"), load: () => import("./check.ts") },
  { name: "fmt", summary: phrase("cli.fmt"), load: () => import("./fmt.ts") },
  { name: "test", summary: phrase("cli.test"), load: () => import("./test.ts") },
  { name: "explain", summary: phrase("cli.explain"), load: () => import("./explain.ts") },
  { name: "try", summary: phrase("cli.try"), load: () => import("./try.ts") },
  { name: "record", summary: phrase("cli.record"), load: () => import("./record.ts") },
  { name: "replay", summary: phrase("cli.replay"), load: () => import("./replay.ts") },
  { name: "status", summary: phrase("cli.status"), load: () => import("./status.ts") },
  { name: "asks", summary: phrase("cli.asks"), load: () => import("./asks.ts") },
  { name: "approve", summary: phrase("cli.approve"), load: () => import("./approve.ts") },
  { name: "deny", summary: phrase("cli.deny"), load: () => import("./deny.ts") },
  { name: "reply", summary: phrase("cli.reply"), load: () => import("./reply.ts") },
  { name: "choose", summary: phrase("cli.choose"), load: () => import("./choose.ts") },
  { name: "emit", summary: phrase("cli.emit"), load: () => import("./emit.ts") },
  { name: "notify", summary: phrase("cli.notify"), load: () => import("./notify.ts") },
  { name: "doctor", summary: phrase("cli.doctor"), load: () => import("./doctor.ts") },
  { name: "version", summary: phrase("cli.version"), load: () => import("./version.ts") },
]
