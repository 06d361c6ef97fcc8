/** Text from panes, names and files, for a terminal or a line of a log: nothing of it may steer either. Pure. */

/** Control characters and marks that turn the direction of text. */
const steering = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** Each character that steers becomes a dot, so that columns stay where they were. */
export const withoutSteering = (text: string): string => text.replace(steering, "·")
