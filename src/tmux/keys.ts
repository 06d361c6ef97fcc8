/**
 * Pressing keys in a pane: nothing is sent unless the pane is still what the rule saw, and the last word on that is the
 * tmux server's own, in the same breath as the keys.
 */
import { isKeyName, type Key, type Refusal, type SendOutcome } from "../engine/effect.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"
import { type Command, command, commandLine, hasControlCharacter } from "./command.ts"
import type { Asker } from "./looks.ts"
import type { PaneReport } from "./pane-facts.ts"
import { dropBuffer, fillBuffer, freshBuffer, isPasteable, pasteBuffer } from "./paste.ts"
import { pause, type Timers } from "./timers.ts"
import type { SingleLook } from "./watcher.ts"

export const keyTiming = {
  /** Text and Enter at once are taken for a paste by Claude Code: Enter comes this much later, in a call of its own. */
  betweenMs: 100,
  /** What comes right behind a paste belongs to it for Codex and Qwen: they need a moment to end it. */
  afterPasteMs: 300,
  /** Somebody who typed so recently is taken to be typing. */
  typingMs: 3000,
} as const

/** Keys in one sending; more is a bug of the rule compiler. */
export const maxKeys = 64

export interface SendRequest {
  readonly pane: PaneKey
  /** The process that must still own the pane (`pane_pid`). */
  readonly pid: number
  readonly keys: readonly Key[]
  /**
   * The pane's program is one that is known to ask for bracketed pastes: several lines at once are no answers to several prompts.
   * A newer tmux tells whether it has asked (`bracket_paste_flag`); for an older one this is all there is.
   */
  readonly takesLines?: boolean
  /** Asked once, with a frame taken just now: is this still what the rule saw? */
  readonly confirm: (frame: Frame) => boolean
}

/** What sending needs of a watcher. */
export interface KeyPort {
  readonly client: Asker
  look(pane: PaneKey): Promise<SingleLook>
}

/**
 * Sends the keys, or says why not.
 * @throws when a text holds a control character, a name is not a key's, or a choice has no number: a bug got through.
 */
export async function sendKeys(port: KeyPort, timers: Timers, request: SendRequest): Promise<SendOutcome> {
  const strokes = checkedStrokes(request.keys)
  const seen = await port.look(request.pane)
  if (seen.kind !== "seen") return { sent: false, why: seen.kind }
  const refusal = refuse(seen.frame, seen.report, request, timers.now())
  if (refusal !== undefined) return { sent: false, why: refusal }
  const hasLines = strokes.some((stroke) => stroke.kind === "paste" && stroke.text.includes("\n"))
  if (hasLines && request.takesLines !== true && !(await asksForBrackets(port.client, seen.report.pane)))
    return { sent: false, why: "unbracketed" }
  // A person in this pane may begin to type while the keys go out.
  const guarded = seen.frame.facts.active
  let typedAt: string | undefined
  for (const [index, stroke] of strokes.entries()) {
    if (index > 0)
      await pause(timers, strokes[index - 1]?.kind === "paste" ? keyTiming.afterPasteMs : keyTiming.betweenMs)
    const pressed = await press(port.client, seen.report.pane, request.pid, stroke, guarded ? typedAt : undefined)
    if (pressed.kind === "refused" && index === 0) return { sent: false, why: pressed.why }
    // Some key is out, or may be: "sent" would claim too much, "not sent" would invite a second time.
    if (pressed.kind !== "pressed") return { sent: "unknown" }
    typedAt = pressed.typedAt
  }
  return { sent: true }
}

/** What one call presses. */
type Stroke = Exclude<Key, { kind: "choice" }>

function checkedStrokes(keys: readonly Key[]): readonly Stroke[] {
  if (keys.length === 0 || keys.length > maxKeys) throw new Error(`${keys.length} keys in one sending`)
  return keys.flatMap((key): readonly Stroke[] => {
    switch (key.kind) {
      case "text":
        if (hasControlCharacter(key.text)) throw new Error("a control character in literal text")
        return key.text === "" ? [] : [key]
      case "paste":
        if (!isPasteable(key.text)) throw new Error("a control character in a paste, or too much of it")
        return key.text === "" ? [] : [key]
      case "named":
        if (!isKeyName(key.name)) throw new Error(`${key.name} is no key's name`)
        return [key]
      case "choice":
        throw new Error("a choice without its number")
      default:
        return key satisfies never
    }
  })
}

function refuse(frame: Frame, report: PaneReport, request: SendRequest, now: number): Refusal | undefined {
  if (report.pid !== request.pid) return "other-process"
  if (report.dead) return "gone"
  if (report.inMode) return "copy-mode"
  // Keys here would also go to other panes, or nowhere: not the pane that was seen.
  if (report.synchronized || report.inputOff) return "changed"
  const { active, clientActiveAt } = frame.facts
  if (active && clientActiveAt !== undefined && now - clientActiveAt < keyTiming.typingMs) return "typing"
  return request.confirm(frame) ? undefined : "changed"
}

type Pressed =
  /** `typedAt`: when somebody last typed in the pane's session, as the server says it. */
  | { readonly kind: "pressed"; readonly typedAt: string }
  | { readonly kind: "refused"; readonly why: Refusal }
  /** No answer came, but the key may have been pressed. */
  | { readonly kind: "unsure" }

/** `typedAt`: nobody may have typed since. */
async function press(
  client: Asker,
  pane: string,
  pid: number,
  key: Stroke,
  typedAt: string | undefined,
): Promise<Pressed> {
  if (key.kind !== "paste") {
    const send =
      key.kind === "text"
        ? command("send-keys", "-t", pane, "-l", "--", key.text)
        : command("send-keys", "-t", pane, "--", key.name)
    return pressIf(client, pane, pid, typedAt, send)
  }
  const buffer = freshBuffer()
  const filled = await fillBuffer(client, buffer, key.text)
  const pressed: Pressed = filled
    ? await pressIf(client, pane, pid, typedAt, pasteBuffer(buffer, pane), key.text.includes("\n"))
    : { kind: "refused", why: "unreachable" }
  // A paste takes its buffer with it.
  if (pressed.kind !== "pressed") await client.ask([[dropBuffer(buffer)]])
  return pressed
}

async function pressIf(
  client: Asker,
  pane: string,
  pid: number,
  typedAt: string | undefined,
  send: Command,
  hasLines = false,
): Promise<Pressed> {
  const sent = commandLine([send, command("display-message", "-p", "-t", pane, "sent #{session_activity}")])
  const held = commandLine([command("display-message", "-p", "held")])
  const answer = await client.ask([
    [command("if-shell", "-F", "-t", pane, untouched(pid, typedAt, hasLines), sent, held)],
  ])
  if (!answer.ok) return answer.written ? { kind: "unsure" } : { kind: "refused", why: "unreachable" }
  const said = answer.blocks.flatMap((block) => block.lines)
  const reply = said.find((line) => line.startsWith("sent "))
  if (reply !== undefined) return { kind: "pressed", typedAt: reply.slice("sent ".length) }
  if (said.includes("held")) return { kind: "refused", why: await whyHeld(client, pane, pid, hasLines) }
  return answer.blocks.some((block) => !block.ok) ? { kind: "refused", why: "gone" } : { kind: "unsure" }
}

/** Only a tmux that tells of it says yes. */
async function asksForBrackets(client: Asker, pane: string): Promise<boolean> {
  const answer = await client.ask([[command("display-message", "-p", "-t", pane, "brackets #{bracket_paste_flag}")]])
  return answer.ok && answer.blocks.some(({ lines }) => lines[0] === "brackets 1")
}

/** The server's condition: the same process, in no mode, alive, keys go to this pane alone, and nobody types. */
function untouched(pid: number, typedAt: string | undefined, hasLines: boolean): string {
  const conditions = [
    "#{==:#{pane_in_mode},0}",
    `#{==:#{pane_pid},${pid}}`,
    "#{==:#{pane_dead},0}",
    "#{!=:#{pane_synchronized},1}",
    // Each line would be an answer to a program that has not asked for brackets. An older tmux says nothing (3.3a).
    ...(hasLines ? ["#{!=:#{bracket_paste_flag},0}"] : []),
    ...(typedAt === undefined ? [] : [`#{==:#{session_activity},${typedAt}}`]),
  ]
  return conditions.reduce((all, one) => `#{&&:${all},${one}}`)
}

async function whyHeld(client: Asker, pane: string, pid: number, hasLines: boolean): Promise<Refusal> {
  const format = "#{pane_id} #{pane_pid} #{pane_in_mode} #{bracket_paste_flag}"
  const answer = await client.ask([[command("display-message", "-p", "-t", pane, format)]])
  const [id, nowPid, inMode, brackets] = (answer.ok ? (answer.blocks[0]?.lines[0] ?? "") : "").split(" ")
  if (id !== pane) return answer.ok ? "gone" : "unreachable"
  if (nowPid !== String(pid)) return "other-process"
  if (inMode !== "0") return "copy-mode"
  return hasLines && brackets === "0" ? "unbracketed" : "changed"
}
