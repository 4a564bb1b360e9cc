/** What programs send that look for holes. Pure. */

/** Looked for in the text as it is. */
const RAW = [
  // Not `to` and `cc`, which stand in every mail that somebody shows us.
  /\n(?:bcc|content-type|mime-version) ?:/i,
  /\b(?:sample@email\.tst|testing@example\.com|acunetix|netsparker|burpcollaborator|oastify\.com|interact\.sh|zaproxy)\b/i,
  /%(?:00|0d%0a|27|3cscript)/i,
];

/** Looked for where every space is a single one. */
const SQUEEZED = [
  /\bon(?:error|load|mouseover|focus) ?= ?['"]?[a-z]{1,20}\(/i,
  /(?:['"]|\b\d)[ )]{0,2}(?:or|and) ['"\w]{1,30} ?(?:=|like ['"%]|between ['"\d])/i,
  /\bunion (?:all )?select\b/i,
  /; ?(?:drop|insert|delete|update|waitfor|exec)\b/i,
  /\b(?:sleep|benchmark|pg_sleep) ?\(/i,
  /\$\{jndi:/i,
  /(?:\$\{\{?|\{\{|<%=?|#\{) ?[\d.]{1,12} ?[*+]/,
  /\.\.[/\\]\.\.[/\\]/,
  /\/etc\/passwd|\bboot\.ini\b|\bwin\.ini\b|\bphp:\/\/|\bfile:\/\/\//i,
  /[;|&`] ?(?:cat|ls|id|whoami|ping|nslookup|curl|wget|sleep)\b(?: [-/\w]|$)/i,
  /\$\((?:id|whoami|sleep|curl)\b/i,
];

export function hasProbe(text: string): boolean {
  if (RAW.some(each => each.test(text))) return true;
  const squeezed = text.replace(/\s+/g, ' ');
  return SQUEEZED.some(each => each.test(squeezed)) || hasScript(squeezed) || hasQuery(squeezed);
}

/** Far enough for what a tag or a query holds. */
const REACH = 200;

/** A tag that runs something. */
function hasScript(text: string): boolean {
  return text
    .split('<')
    .slice(1)
    .map(part => part.slice(0, REACH))
    .some(part => /^ ?(?:script|svg|iframe|img|body)\b/i.test(part) && /\bon[a-z]{3,20} ?=|>|\bsrc ?=/i.test(part));
}

/** `select … from … where`. */
function hasQuery(text: string): boolean {
  return text
    .toLowerCase()
    .split(/\bselect\b/)
    .slice(1)
    .some(part => /\bwhere\b/.test(part.slice(0, REACH).split(/\bfrom\b/)[1] ?? ''));
}
