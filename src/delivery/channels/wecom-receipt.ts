/** WeCom's answer as a receipt. */
import { meaningOf } from "../../wecom/errors.ts"
import type { SendOutcome } from "../../wecom/outcome.ts"
import type { Receipt } from "../channel.ts"

export function receiptOf(sent: SendOutcome): Receipt {
  switch (sent.outcome) {
    case "taken":
      return { outcome: "sent", partly: sent.partly }
    case "refused": {
      const { meaning, cure, remedy } = meaningOf(sent.errcode)
      return { outcome: "refused", code: sent.errcode, reason: meaning, cure, exitIp: sent.exitIp, remedy }
    }
    case "unsent":
    case "unknown":
      return sent
    default:
      return sent satisfies never
  }
}
