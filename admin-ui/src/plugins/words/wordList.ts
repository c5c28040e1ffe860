/** The words that codes are made of: BIP 39, English. */
export type WordList = readonly string[];

/** Loads the list, which only those need who type a code. */
export async function loadWordList(): Promise<WordList> {
  return (await import('@scure/bip39/wordlists/english.js')).wordlist;
}
