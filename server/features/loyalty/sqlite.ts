import { AppError } from '../../app-error.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { LOYALTY_PERSON, loyaltyPersonFromRow } from '../../store/sqlite/loyalty-people-rows.ts';
import { LEDGER_ROW, ledgerFromRow } from '../../store/sqlite/loyalty-rows.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { handedOut } from './referrals.ts';
import { balanceOf, refuseMore, repeated, rowOf } from './rules.ts';
import type { LoyaltyStore } from './store.ts';

/** Rows of one step. */
const AT_ONCE = 200;

/** See `LoyaltyStore`. */
export function createLoyaltyStore({ reader, read, write, rows }: Engine): LoyaltyStore {
  const { loyalty, loyaltyPeople, audit, contacts } = rows;
  const ofContacts = reader.prepare(`
    SELECT ${LEDGER_ROW} WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY at, id`);
  const due = reader.prepare('SELECT contact FROM loyalty_rows WHERE due_at <= ? ORDER BY due_at LIMIT ?');
  const people = reader.prepare(`
    SELECT ${LOYALTY_PERSON} WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY contact`);
  const withCode = reader.prepare(`SELECT ${LOYALTY_PERSON} WHERE code = ?`);
  const withLink = reader.prepare(`SELECT ${LOYALTY_PERSON} WHERE link = ?`);
  const personOf = (row: unknown) => (row ? loyaltyPersonFromRow(row) : null);

  return {
    rows: contactIds => read(() => ofContacts.all(JSON.stringify(contactIds)).map(ledgerFromRow)),

    correct: (correction, row) =>
      write(() => {
        const there = loyalty.find(correction.id);
        if (there) return repeated(there, correction);
        if (!contacts.find(correction.contactId)) throw new AppError('NOT_FOUND');
        const held = loyalty.current(correction.contactId, correction.at);
        refuseMore(-correction.delta, Math.max(0, balanceOf(held, correction.currency)), 'delta');
        loyalty.add([correction]);
        audit.add(row);
        // Whoever has their card open sees it there.
        rows.people.refresh(correction.contactId);
        return correction;
      }),

    async sweep(at) {
      const found = await read(() => due.all(at, AT_ONCE).map(each => each.contact as string));
      if (found.length > 0) {
        await write(() => {
          for (const contactId of new Set(found)) loyalty.current(contactId, at);
        });
      }
      return found.length;
    },

    people: contactIds => read(() => people.all(JSON.stringify(contactIds)).map(loyaltyPersonFromRow)),
    personOfCode: code => read(() => personOf(withCode.get(code))),
    personOfLink: linkId => read(() => personOf(withLink.get(linkId))),
    giveCode: (contactId, { codes }) => write(() => loyaltyPeople.giveCode(contactId, codes)),
    giveLink: (contactId, order) => write(() => loyaltyPeople.giveLink(contactId, order)),
    refer: (contactId, referral) => write(() => loyaltyPeople.refer(contactId, referral)),
  };
}

/** What one person earned and spent. */
export function ledgerOfPeople({ reader, writer }: Engine): PersonRows {
  const among = 'contact IN (SELECT value FROM json_each(?))';
  const held = reader.prepare(`SELECT ${LEDGER_ROW} WHERE ${among} ORDER BY at, id`);
  const any = writer.prepare(`SELECT 1 FROM loyalty_rows WHERE ${among} LIMIT 1`);
  const drop = writer.prepare(`DELETE FROM loyalty_rows WHERE ${among}`);
  return {
    kind: 'loyaltyRows',
    read: contactIds => held.all(contactIds).map(ledgerFromRow).map(rowOf),
    has: contactIds => any.get(contactIds) !== undefined,
    drop: contactIds => Number(drop.run(contactIds).changes),
  };
}

/** By which code they bring others, who brought them, and where their balance is read. */
export function loyaltyPeopleOfPeople({ reader, writer }: Engine): PersonRows {
  const among = 'contact IN (SELECT value FROM json_each(?))';
  const held = reader.prepare(`SELECT ${LOYALTY_PERSON} WHERE ${among} ORDER BY contact`);
  const any = writer.prepare(`SELECT 1 FROM loyalty_people WHERE ${among} LIMIT 1`);
  const drop = writer.prepare(`DELETE FROM loyalty_people WHERE ${among}`);
  return {
    kind: 'loyaltyPeople',
    read: contactIds => held.all(contactIds).map(loyaltyPersonFromRow).map(handedOut),
    has: contactIds => any.get(contactIds) !== undefined,
    drop: contactIds => Number(drop.run(contactIds).changes),
  };
}
