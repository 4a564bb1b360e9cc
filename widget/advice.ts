/** What is wrong with how a page has Deskbell in it: for who made the page, in the browser's console, once each. */

/** What the server refuses goes by its code. */
export type Problem = 'SITE_MISSING' | 'SITES_DIFFER' | 'SITE_UNKNOWN' | 'ORIGIN_REFUSED';

const SENTENCES: Record<Problem, string> = {
  SITE_MISSING:
    'its tag names no site, so there is no bell. Add data-site="KEY" to the tag, or ?site=KEY to its address where a tag manager drops such attributes. The inbox has the whole tag to copy: Settings, Install.',
  SITES_DIFFER: 'two tags in this page name different sites. The first one counts; take the other out.',
  SITE_UNKNOWN:
    'the server knows no site with the key in the tag (data-site). Copy the tag again from the inbox: Settings, Install.',
  ORIGIN_REFUSED: `the site does not list this page's address, ${location.origin}. Its owner can add it in the inbox: Settings, General, Websites that may use it.`,
};
const told = new Set<Problem>();

export function run(problem: Problem): void {
  if (told.has(problem)) return;
  told.add(problem);
  console.warn(`Deskbell: ${SENTENCES[problem]}`);
}
