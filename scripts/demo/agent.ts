/** The demo's agent: a shell script named like a real one, which works, asks when it is told to, and waits. */

export const agentSession = "shop"
export const agentSize = ["-x", "76", "-y", "18"] as const
/** A key that makes it ask. */
export const askKey = "Enter"

export const agentScript = `#!/bin/sh
stty -echo 2>/dev/null
printf '\\033[2J\\033[H'
cat <<'WORK'
> make the checkout tests pass

● I read the failing test and changed the rounding in checkout.ts.

✻ Working… (12s)
WORK
read -r _
printf '\\033[2J\\033[H'
cat <<'ASK'
> make the checkout tests pass

● I read the failing test and changed the rounding in checkout.ts.

● Bash(npm test -- checkout)
  ⎿  Running…

────────────────────────────────────────────────────────────────────────────
 Bash command

   npm test -- checkout
   Run the checkout tests

 Do you want to proceed?
 ❯ 1. Yes
   2. No, and tell me what to do differently (esc)
ASK
while read -r _; do :; done
`
