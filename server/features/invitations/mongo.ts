import { AppError } from '../../app-error.ts';
import { lock } from '../../store/mongo/connection.ts';
import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { agentDocument, toAgent } from '../agents/mongo-document.ts';
import { writeDown } from '../audit/mongo.ts';
import { toInvite } from './mongo-document.ts';
import { isGood } from './rules.ts';
import type { InvitationStore } from './store.ts';

export function createInvitationStore({ database, leaving }: Engine): InvitationStore {
  const { agents, invites } = database;

  return {
    save: (invite, row, letter) =>
      database.transaction(async session => {
        await invites.replaceOne({ _id: invite.id }, stored(invite), { session, upsert: true });
        if (letter) await leaving.write(session, [letter]);
        await writeDown(database, row, session);
      }),

    renewOwnerLink: invite =>
      database.transaction(async session => {
        await lock(database, session, 'owners', null);
        await invites.deleteMany({ invitedBy: null }, { session });
        await invites.insertOne(stored(invite), { session });
      }),

    async all(at) {
      const found = invites.find({ invitedBy: { $ne: null }, expiresAt: { $gt: at } });
      return (await found.sort({ createdAt: -1, _id: -1 }).toArray()).map(toInvite);
    },

    withdraw: (id, row) =>
      database.transaction(async session => {
        const { deletedCount } = await invites.deleteOne({ _id: id, invitedBy: { $ne: null } }, { session });
        if (deletedCount === 1) await writeDown(database, row, session);
        return deletedCount === 1;
      }),

    async find(tokenHash, at) {
      const found = await invites.findOne({ tokenHash, expiresAt: { $gt: at } });
      return found && toInvite(found);
    },

    accept: (tokenHash, agent, row) =>
      database.transaction(async session => {
        // Held by whoever changes who is an owner: the right that this rests on must not go in the same moment.
        await lock(database, session, 'owners', null);
        const used = await invites.findOneAndDelete({ tokenHash, expiresAt: { $gt: agent.createdAt } }, { session });
        const staff = (await agents.find({}, { session }).toArray()).map(toAgent);
        if (!used || !isGood(used, staff)) throw new AppError('INVITE_INVALID');
        const document = agentDocument(agent);
        if (await agents.findOne({ emailKey: document.emailKey }, { session })) throw new AppError('EMAIL_TAKEN');
        await agents.insertOne(document, { session });
        if (agent.role === 'owner') await invites.deleteMany({ invitedBy: null }, { session });
        await writeDown(database, row, session);
      }),

    async sweep(at) {
      await invites.deleteMany({ expiresAt: { $lte: at } });
    },
  };
}
