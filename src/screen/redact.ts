/** Secrets in a pane's text, blotted out before the text leaves the host. */

const blot = "••••"

/**
 * Each keeps what tells a person which secret it was (`$1`), and blots the rest. Linear: no nested repetition, and what may run
 * on without end begins only where nothing of its kind stands before it.
 */
const shapes: readonly (readonly [shape: RegExp, kept: string])[] = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    `${blot} private key`,
  ],
  // Vendors' keys by their prefixes; those of letters and digits only are told from names such as npm_config_cache.
  [/\b(sk-(?:ant-|proj-|or-)?)[A-Za-z0-9_-]{16,}/g, `$1${blot}`],
  [/\b(github_pat_|glpat-|xox[abeprs]-|pypi-AgE|AIza|ya29\.|dop_v1_|SG\.)[A-Za-z0-9_.-]{16,}/g, `$1${blot}`],
  [/\b(gh[pousr]_|npm_|hf_)[A-Za-z0-9]{20,}/g, `$1${blot}`],
  [/\b(AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16}\b/g, `$1${blot}`],
  [/\b(LTAI)[A-Za-z0-9]{12,}/g, `$1${blot}`],
  [/\b((?:sk|rk|pk)_(?:live|test)_)[A-Za-z0-9]{16,}/g, `$1${blot}`],
  [/(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}/g, `${blot} jwt`],
  // Headers: prose such as "basic authentication-and-more" has neither digits nor capitals inside a word.
  [
    /\b([Bb]earer|BEARER|[Bb]asic|BASIC|[Tt]oken|TOKEN)( +)(?=[A-Za-z0-9+/=_.~-]{0,200}(?:\d|[a-z][A-Z]))[A-Za-z0-9+/=_.~-]{16,}/g,
    `$1$2${blot}`,
  ],
  // user:password@ in addresses, and secrets in their queries.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}@/gi, `$1${blot}@`],
  [/([?&](?:key|token|access_token|secret|corpsecret|sig|signature|password)=)[^\s&"'#]{4,}/gi, `$1${blot}`],
  // NAME=value and "name": "value" where the name says what it is; `max_tokens: 4096` counts something.
  [
    /\b([A-Za-z0-9_-]{0,60}(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)(?:s(?!["']?\s{0,3}[:=]\s{0,3}[\d.,]{1,20}[kKmM]?(?![^\s"',;│])))?["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',;]{4,}/gi,
    `$1${blot}`,
  ],
  // DB_PASS=value; PWD= is a folder, `pass: 12` a count.
  [/\b([A-Za-z0-9_-]{0,60}[_-](?:pass|pwd)["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',;]{4,}/gi, `$1${blot}`],
  [/\b(PASS=["']?)[^\s"',;]{4,}/g, `$1${blot}`],
  // Headers of a cookie or several: the values say who somebody is.
  [/\b((?:set-)?cookie["']?\s{0,3}:\s{0,3}["']?)(?=[^\n=]{1,100}=)[^\n"'│]+/gi, `$1${blot}`],
  [/(--(?:password|passwd|secret|token|api-?key|access-?key)\s{1,3}["']?)(?!-)[^\s"']{4,}/gi, `$1${blot}`],
  [/((?:密码|口令|密钥|令牌)\s{0,3}[:：=]\s{0,3})[^\s"',;，；。]{4,}/g, `$1${blot}`],
]

/** Shorter words stand everywhere: blotting them out would tell more than it hides. */
const literalLeastCharacters = 6

/** `literals`: secrets that are known as such, blotted out wherever they stand. */
export function redactLiterals(text: string, literals: readonly string[]): string {
  return literals
    .filter((literal) => literal.length >= literalLeastCharacters)
    .toSorted((a, b) => b.length - a.length)
    .reduce((redacted, literal) => redacted.replaceAll(literal, blot), text)
}

export function redact(text: string): string {
  return shapes.reduce((redacted, [shape, kept]) => redacted.replace(shape, kept), text)
}
