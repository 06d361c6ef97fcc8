/** The help below a word that is not known: the nearest one that is, or what may stand there. */
import { nearest } from "../locale/nearest.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"

/** `otherwise`: when none is near. */
export function hint(word: string, known: Iterable<string>, otherwise: Phrase): { readonly help: Phrase } {
  const near = nearest(word, known)
  return { help: near === undefined ? otherwise : phrase("language.did-you-mean", { word: near }) }
}

/** The nearest word, or all of them. */
export const hintOf = (word: string, known: readonly string[]): { readonly help: Phrase } =>
  hint(word, known, phrase("language.words-here", { words: known.join(", ") }))
