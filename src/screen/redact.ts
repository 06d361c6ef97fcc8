/** Secrets in a pane's text, blotted out before the text leaves the host. */

const blot = "••••"

/** Each keeps what tells a person which secret it was (`$1`), and blots the rest. Linear: no nested repetition. */
const shapes: readonly (readonly [shape: RegExp, kept: string])[] = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    `${blot} private key`,
  ],
  // Vendors' keys by their prefixes.
  [/\b(sk-(?:ant-|proj-|or-)?)[A-Za-z0-9_-]{16,}/g, `$1${blot}`],
  [
    /\b(gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|npm_|pypi-|hf_|AIza|ya29\.|dop_v1_|SG\.)[A-Za-z0-9_.-]{16,}/g,
    `$1${blot}`,
  ],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, `$1${blot}`],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}/g, `${blot} jwt`],
  [/\b(Bearer|Basic|token)( +)[A-Za-z0-9+/=_.~-]{16,}/gi, `$1$2${blot}`],
  // user:password@ in addresses, and secrets in their queries.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}@/gi, `$1${blot}@`],
  [/([?&](?:key|token|access_token|secret|corpsecret|sig|signature|password)=)[^\s&"'#]{4,}/gi, `$1${blot}`],
  // NAME=value and "name": "value" where the name says what it is.
  [
    /\b([A-Za-z0-9_-]{0,60}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)s?["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',;]{4,}/gi,
    `$1${blot}`,
  ],
]

export function redact(text: string): string {
  return shapes.reduce((redacted, [shape, kept]) => redacted.replace(shape, kept), text)
}
