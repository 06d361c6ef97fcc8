/** Takes secrets out of text that nobody vouches for. Pure; every pattern is linear in the text's length. */

/** What stands in a secret's place. */
export const redactedMark = "‹redacted›"

/** Whole tokens that give themselves away by their form. */
const tokens = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bhf_[A-Za-z0-9]{30,}/g,
  /\bAIza[\w-]{30,}/g,
  /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16}\b/g,
  /\bLTAI[A-Za-z0-9]{12,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
] as const

/** A name that says what follows. The bounds keep the search linear. */
const assignment =
  /\b([\w-]{0,40}(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\w-]{0,40}["']?\s{0,3}[:=]\s{0,3}["']?)([^\s"',;&]{4,})/gi
const option = /(--?(?:password|passwd|secret|token|api-key|access-key)[ =])(\S{4,})/gi
const chinese = /((?:密码|口令|密钥|令牌)\s{0,3}[:：=]\s{0,3})(\S{4,})/g
const bearer = /\b(Bearer\s{1,3})([A-Za-z0-9._~+/=-]{12,})/gi
const basic = /\b(Authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:Basic\s{1,3})?)([A-Za-z0-9._~+/=-]{8,})/gi
const urlPassword = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,64}:)([^\s/@]{1,256})(?=@)/gi
const urlQuery = /([?&](?:key|token|access_token|secret|corpsecret|password|sig|signature)=)([^&\s"'<>]+)/gi

const keepingName = [urlPassword, urlQuery, bearer, basic, option, assignment, chinese] as const

/** A count ("tokens: 12,345"), not a secret. */
const figure = /^[\d.,]+[km]?$/i

export function redact(text: string): string {
  let clean = text
  for (const pattern of tokens) clean = clean.replace(pattern, redactedMark)
  for (const pattern of keepingName) {
    clean = clean.replace(pattern, (whole: string, name: string, value: string) =>
      value.startsWith(redactedMark) || (/token/i.test(name) && figure.test(value)) ? whole : name + redactedMark,
    )
  }
  return clean
}
