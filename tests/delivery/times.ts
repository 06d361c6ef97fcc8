/** Times of day that do not depend on the machine's time zone. */
export function messageTimesOf(at: number): string {
  return new Date(at).toISOString().slice(11, 19)
}
