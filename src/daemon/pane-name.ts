/** `%3` of `local/1732276800-4711/%3`. */
export const shortPane = (pane: string): string => pane.slice(pane.lastIndexOf("/") + 1)
/** `local` of it. */
export const hostOf = (pane: string): string => pane.slice(0, pane.indexOf("/"))
