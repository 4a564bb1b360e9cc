/** Links, mail addresses and tags in a text, and the text without them. Read piece by piece, in one go. Pure. */

/** Ends of the names of pages that people write without `https://`. */
const ENDS = new Set(
  (
    'com net org info biz ru cn top xyz site online shop store club icu vip live link click pro io co me cc tk ly gl bet ' +
    'casino loan work space website su in рф'
  ).split(' '),
);
/** What no link has in it. */
const APART = /([\s<>"'\])]+)/u;
/** What may stand right before a name: `see:example.com`. */
const BEFORE = /([,;:=|([{«„“]+)/u;

interface Piece {
  is: 'link' | 'mail' | 'words';
  text: string;
}

function pieces(text: string): Piece[] {
  return text.split(APART).flatMap(read);
}

function read(text: string): Piece[] {
  const scheme = text.search(/https?:\/\/|www\./i);
  if (scheme >= 0) {
    const [before, link] = [text.slice(0, scheme), text.slice(scheme)];
    const isBare = /^(?:https?:\/\/|www\.)$/i.test(link);
    return [words(before), { is: isBare ? 'words' : 'link', text: link }];
  }
  const at = text.indexOf('@');
  if (at > 0 && at < text.length - 1) return [{ is: 'mail', text }];
  return text.split(BEFORE).map(each => (isPageName(each) ? { is: 'link', text: each } : words(each)));
}

function words(text: string): Piece {
  return { is: 'words', text };
}

/** `example.com/a`, with or without a sentence's end behind it. */
function isPageName(text: string): boolean {
  const host = text.split(/[/?#!…»”]/, 1)[0]!.toLowerCase();
  const labels = host.replace(/\.$/, '').split('.');
  const [name, end] = labels.slice(-2);
  return (
    labels.length > 1 && ENDS.has(end!) && name!.length > 1 && labels.every(each => /^[\p{L}\d-]{1,63}$/u.test(each))
  );
}

/** Addresses of pages, also those without `https://`. Mail addresses are none. */
export function linksOf(text: string): string[] {
  return pieces(text).flatMap(each => (each.is === 'link' ? [each.text] : []));
}

/** Mail addresses are taken out as well. */
export function withoutLinks(text: string): string {
  return pieces(text)
    .map(each => (each.is === 'words' ? each.text : ' '))
    .join('');
}

/** The name of the computer that a link leads to, in small letters, without `www.`. */
export function hostOf(link: string): string {
  return link
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .split(/[/?#:]/, 1)[0]!;
}

/** Whether a link leads to a host, or to one below it. */
export function isOfHost(link: string, host: string): boolean {
  const of = hostOf(link);
  return of === host || of.endsWith(`.${host}`);
}

/** Hosts whose links do not say where they lead, or that lead into a closed room. */
const BLIND_HOSTS = new Set(
  (
    'bit.ly bitly.com cutt.ly tinyurl.com t.ly is.gd v.gd ow.ly shorturl.at rebrand.ly rb.gy tiny.cc buff.ly s.id clck.ru vk.cc ' +
    'goo.su u.to lnkd.in t.co adf.ly bl.ink short.io shrtco.de linktr.ee t.me telegram.me chat.whatsapp.com wa.me ' +
    'discord.gg telegra.ph script.google.com sites.google.com forms.gle'
  ).split(' '),
);

/** A shortened link, an invitation, or a page that anybody may fill. */
export function isBlindLink(link: string): boolean {
  return BLIND_HOSTS.has(hostOf(link));
}

const TAG_CHARS = 500;
const TAGS = [
  ['[', ']'],
  ['<', '>'],
] as const;

/** Links as forums write them, and tags: nobody types those into a form. */
export function hasMarkup(text: string): boolean {
  return (
    tagsOf(text, '[', ']').some(tag => /^(?:url|link|img|b)\b/i.test(tag)) ||
    tagsOf(text, '<', '>').some(tag => /^\/?(?:a|b|p|br|div|span|font|h[1-6]|img|table|iframe|strong)\b/i.test(tag))
  );
}

/** What stands between two signs, without another beginning in it. */
function tagsOf(text: string, open: string, close: string): string[] {
  return text
    .split(open)
    .slice(1)
    .flatMap(part => (endOf(part, close) > 0 ? [part.slice(0, endOf(part, close))] : []));
}

/** Where a tag ends that began before `part`; 0: it is none. */
function endOf(part: string, close: string): number {
  const end = part.indexOf(close);
  return end > TAG_CHARS || /^\s/.test(part) ? 0 : Math.max(end, 0);
}

/** Tags give way to the links in them. */
export function withoutMarkup(text: string): string {
  return TAGS.reduce((plain, [open, close]) => {
    const [first, ...parts] = plain.split(open);
    const rest = parts.map(part => {
      const end = endOf(part, close);
      return end === 0 ? open + part : ` ${linksOf(part.slice(0, end)).join(' ')} ${part.slice(end + 1)}`;
    });
    return [first, ...rest].join('');
  }, text);
}
