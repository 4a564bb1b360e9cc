import type { Check } from './check.ts';
import { address } from './checks/address.ts';
import { clock } from './checks/clock.ts';
import { link } from './checks/link.ts';
import { mailDomain } from './checks/mail-domain.ts';
import { outbox } from './checks/outbox.ts';
import { proxy } from './checks/proxy.ts';
import { store } from './checks/store.ts';
import { tag } from './checks/tag.ts';

/** Everything that the doctor looks at. Another check is its file and a line here, its name in `CHECKS`, and what it can say in `SAYS`. */
export const REGISTRY: readonly Check[] = [address, link, proxy, clock, store, outbox, tag, mailDomain];
