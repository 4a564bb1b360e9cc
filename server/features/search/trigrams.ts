/**
 * The pieces that MongoDB's index knows of a text: runs of three characters, so that a stem is found wherever it stands
 * in a word, in any script. A word's pieces narrow the search; whether the word is there is then checked in the text.
 * The database's field that holds them is `grams`.
 */

/**
 * Characters of a text's pieces, so also the shortest word that they find. Two would be shared by too many texts, four
 * would miss the three-letter stems of Amharic and Arabic.
 */
const LENGTH = 3;
/** Index entries that one text may cost; a letter of 4,000 characters in any of our languages has fewer. */
const MAX_TRIGRAMS = 2000;

/** @param text folded */
export function trigramsOf(text: string): string[] {
  const trigrams = new Set<string>();
  for (const word of wordsOf(text)) {
    for (const trigram of runs(word)) {
      if (trigrams.size >= MAX_TRIGRAMS) return [...trigrams];
      trigrams.add(trigram);
    }
  }
  return [...trigrams];
}

/** For names, where one or two letters must do as well: also how each word begins. */
export function personTrigrams(text: string): string[] {
  const trigrams = new Set(trigramsOf(text));
  for (const word of wordsOf(text)) {
    const letters = [...word];
    for (let length = 1; length < LENGTH && length <= letters.length; length++) {
      trigrams.add(letters.slice(0, length).join(''));
    }
  }
  return [...trigrams];
}

/** What every text with this word has; for a word of one or two characters what a name that begins with it has. */
export function trigramsOfWord(word: string): string[] {
  const found = runs(word);
  return found.length > 0 ? [...new Set(found)] : [word];
}

export function isLongEnough(word: string): boolean {
  return runs(word).length > 0;
}

function wordsOf(text: string): string[] {
  return text.split(/[\s\p{Cc}]+/u).filter(Boolean);
}

function runs(word: string): string[] {
  const letters = [...word];
  return letters.slice(LENGTH - 1).map((_, index) => letters.slice(index, index + LENGTH).join(''));
}
