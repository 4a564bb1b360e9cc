import { AppError } from '../../app-error.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { agentDocument } from '../agents/mongo-document.ts';
import type { InvitationStore } from './store.ts';

export function createInvitationStore({ database }: Engine): InvitationStore {
  const { agents, invites } = database;

  return {
    async save(invite) {
      await invites.replaceOne({ _id: invite.id }, stored(invite), { upsert: true });
    },

    async find(tokenHash, at) {
      const found = await invites.findOne({ tokenHash, expiresAt: { $gt: at } });
      return found && entity(found);
    },

    accept: (tokenHash, agent) =>
      database.transaction(async session => {
        const used = await invites.deleteOne({ tokenHash, expiresAt: { $gt: agent.createdAt } }, { session });
        if (used.deletedCount === 0) throw new AppError('INVITE_INVALID');
        const document = agentDocument(agent);
        if (await agents.findOne({ emailKey: document.emailKey }, { session })) throw new AppError('EMAIL_TAKEN');
        await agents.insertOne(document, { session });
      }),

    async sweep(at) {
      await invites.deleteMany({ expiresAt: { $lte: at } });
    },
  };
}
