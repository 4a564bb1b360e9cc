import type { Check } from './check.ts';
import { address } from './checks/address.ts';
import { clock } from './checks/clock.ts';
import { link } from './checks/link.ts';
import { mail } from './checks/mail.ts';
import { mailDomain } from './checks/mail-domain.ts';
import { mailIn } from './checks/mail-in.ts';
import { outbox } from './checks/outbox.ts';
import { proxy } from './checks/proxy.ts';
import { push } from './checks/push.ts';
import { sms } from './checks/sms.ts';
import { store } from './checks/store.ts';
import { tag } from './checks/tag.ts';
import { telegram } from './checks/telegram.ts';

/** Everything that the doctor looks at. Another check is its file and a line here, its name in `CHECKS`, and what it can say in `SAYS`. */
export const REGISTRY: readonly Check[] = [
  address,
  link,
  proxy,
  clock,
  store,
  outbox,
  tag,
  mail,
  mailDomain,
  mailIn,
  push,
  telegram,
  sms,
];
