import { AppError } from '../../app-error.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { ownedBy } from '../../store/mongo/ledger.ts';
import { writeDown } from '../audit/mongo.ts';
import { type MailAccountDocument, toMailAccount } from './mongo-document.ts';
import type { MailInStore } from './store.ts';

/** See `MailInStore`. */
export function createMailInStore({ database, ledger, recent }: Engine): MailInStore {
  const { mailAccounts, mails, conversations } = database;

  return {
    async accounts() {
      return (await mailAccounts.find().sort({ _id: 1 }).toArray()).map(toMailAccount);
    },

    putAccount: ({ id, ...account }, row) =>
      database.transaction(async session => {
        const whole: Omit<MailAccountDocument, '_id'> = { ...account, holder: '', heldUntil: 0 };
        await mailAccounts.replaceOne({ _id: id }, whole, { session, upsert: true });
        await writeDown(database, row, session);
      }),

    removeAccount: (id, row) =>
      database.transaction(async session => {
        const { deletedCount } = await mailAccounts.deleteOne({ _id: id }, { session });
        if (deletedCount === 1) await writeDown(database, row, session);
        return deletedCount === 1;
      }),

    async hold({ id, serverId, at, until }) {
      const found = await mailAccounts.findOneAndUpdate(
        { _id: id, $or: [{ holder: serverId }, { heldUntil: { $lte: at } }] },
        { $set: { holder: serverId, heldUntil: until } },
        { returnDocument: 'after' },
      );
      return found && toMailAccount(found);
    },

    async letGo({ id, serverId }) {
      await mailAccounts.updateOne({ _id: id, holder: serverId }, { $set: { holder: '', heldUntil: 0 } });
    },

    async keepProgress({ id, serverId, version }, progress) {
      const kept = await mailAccounts.updateOne({ _id: id, holder: serverId, version }, { $set: { progress } });
      return kept.matchedCount === 1;
    },

    keep: mail =>
      database.transaction(async session => {
        const { conversationId } = mail;
        if (!(await conversations.findOne({ _id: conversationId }, { session, projection: { _id: 1 } }))) return false;
        const { _id, ...rest } = stored(mail);
        await mails.updateOne({ _id }, { $setOnInsert: rest }, { session, upsert: true });
        return true;
      }),

    async find(id) {
      const found = await mails.findOne({ _id: id });
      return found && entity(found);
    },

    async conversationOf(siteId, messageKeys) {
      const those = { siteId, messageKey: { $in: messageKeys.filter(Boolean) } };
      const [found] = await mails.find(those).sort({ at: -1, _id: -1 }).limit(1).toArray();
      return found?.conversationId ?? null;
    },

    async knowsAddress(siteId, address) {
      if (address === '') return false;
      const those = { siteId, emailKey: address.toLowerCase() };
      return (await conversations.findOne(those, { projection: { _id: 1 } })) !== null;
    },

    async tell({ conversationId, event, sent, at }) {
      const own = { ...sent, fingerprint: ownedBy(conversationId, sent.fingerprint) };
      const written = await database.transaction(async session => {
        const before = await ledger.read(conversationId, session);
        if (!before) throw new AppError('CONVERSATION_UNKNOWN');
        const known = await ledger.held(before.siteId, own.clientId, session);
        if (known) return ledger.answered(known, own.fingerprint, session);
        return ledger.add(session, before, { author: { kind: 'system' }, body: event, at, sent: own });
      });
      recent.forget(conversationId);
      return written;
    },
  };
}
