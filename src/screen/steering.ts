/** Text from panes, names and files, for people: nothing of it may steer a terminal, or show something else than it says. Pure. */

/** They turn text around or hide it: bidi controls, zero-width ones, tags. */
export const deceptive =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

const control = /\p{Cc}/gu

/** Each character that steers or deceives becomes a dot, so that columns stay where they were. */
export const withoutSteering = (text: string): string => text.replace(control, "·").replace(deceptive, "·")

/** The same for JSON: as escapes, so that what it says stays whole. */
export const steeringEscaped = (json: string): string =>
  json
    .replace(/[\u007f-\u009f]/g, escaped)
    .replace(deceptive, (character) =>
      Array.from({ length: character.length }, (_, at) => escaped(character[at] ?? "")).join(""),
    )

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`
