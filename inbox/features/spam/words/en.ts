import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  agent: 'marked by an agent',
  automatic: 'written by a program',
  trap: 'filled in a hidden field',
  blocked: 'on your block list',
  known_sender: 'this sender was spam before',
  premium_number: 'premium-rate number',
  foreign_number: 'number from another country',
  busy_number: 'one number for many people',
  unproven: 'page has not shown its work',
  probe: 'looks for security holes',
  markup: 'forum or HTML code',
  only_links: 'nothing but links',
  links: 'links',
  link_in_name: 'link instead of a name',
  advert: 'advertisement',
  learned: 'like what was marked as spam',
  repeated: 'same text from others',
  script: 'another alphabet',
  tongue: 'a language that nobody expects here',
  template: 'a template that was not filled in',
  mixed_letters: 'look-alike letters',
  gibberish: 'letters without sense',
  same_fields: 'same words in several fields',
  no_stamp: 'form was not opened here',
  too_fast: 'sent too fast',
  too_old: 'form was open too long',
  busy_network: 'many new people from one network',
  heldBecause: 'Held: {rules}. Nobody is called for it, and the sender is not told.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
