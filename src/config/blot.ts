/** A line of a configuration file, fit to be shown: literal secrets are blotted out, character for character. */

const secretSetting =
  /([\w-]*(?:secret|webhook|token|passw|connect|key)[\w-]*["']?\s*=\s*)("(?:\\.|[^"\\])*"?|'[^']*'?|[^\s,}\]#]+)/gi
const urlWithSecret = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"']*(?:@|[?&]\w*(?:key|token|secret)=)[^\s"']*/gi
const harmless = /^["']?(?:env:|file:|credential:|direct|system)/

export function blotted(line: string): string {
  return line
    .replace(secretSetting, (whole, before: string, value: string) => {
      return harmless.test(value) || /^["']{2}$/.test(value) ? whole : before + blot(value)
    })
    .replace(urlWithSecret, (url) => blot(url))
}

/** Quotes stay, so that the line still reads as what it is. */
function blot(value: string): string {
  return value.replace(/[^"']/gu, "•")
}
