/** What a program sends that was to fill in a letter to many, and did not. Pure. */

/** `{Hi|Hello}`: one of them was to be chosen. */
const CHOICE = /\{[^{}|\n]{1,60}\|[^{}\n]{0,200}\}/;

/** `{{first_name}}`, `[COMPANY NAME]`, `%name%`: something was to stand there. */
const PLACE =
  /[{[<%][{[<%]? ?(?:first|last|full|your|my|company|business|contact|recipient|customer|site|domain|website|industry|city|name|user|url|keyword|niche|random)[ _.-]?(?:first|last|name|site|url|owner|title|industry|id|word)?(?:[ _-]?name)? ?[}\]>%]/gi;

/** Who writes to many begins with it; who tells us of a letter with such a place says so first. */
const GREETING = /^\W{0,5}(?:dear|hi|hello|hey|hola|hallo|bonjour|здравствуйте|уважаем\p{L}{1,3}),? ?[{[<%]/iu;

/** How much a text and the name below it look like a letter that was not filled in. */
export function templateWeight(name: string, text: string): number {
  if (CHOICE.test(`${name}\n${text}`) || name.search(PLACE) >= 0) return 100;
  const places = (text.match(PLACE) ?? []).length;
  if (places === 0) return 0;
  return GREETING.test(text) || places > 1 ? 70 : 30;
}
