import { AppError } from '../../app-error.ts';
import type { FlatStore } from '../../store/flat.ts';
import { type Database, lock } from '../../store/mongo/connection.ts';
import { agentDocument, entity, stored, toAgent, toSession } from '../../store/mongo/documents.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';

/** How stale `seenAt` of a session may be: not every request is worth a write. */
const SEEN_MS = 60_000;

type Verbs =
  | 'sites'
  | 'saveSite'
  | 'updateSite'
  | 'agents'
  | 'createAgent'
  | 'updateAgent'
  | 'saveInvite'
  | 'invite'
  | 'acceptInvite'
  | 'createSession'
  | 'sessionByToken'
  | 'sessions'
  | 'endSessions'
  | 'cannedReplies'
  | 'saveCannedReply'
  | 'deleteCannedReply';

export function createStaff(database: Database): Pick<FlatStore, Verbs> {
  const { sites, agents, invites, sessions, cannedReplies } = database;

  return {
    async sites() {
      return (await sites.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(entity);
    },

    async saveSite(site) {
      try {
        await sites.replaceOne({ _id: site.id }, stored(site), { upsert: true });
      } catch (error) {
        if (isDuplicate(error)) throw new Error(`another site has the key ${site.key}`, { cause: error });
        throw error;
      }
    },

    async updateSite(id, settings) {
      const changed = await sites.findOneAndUpdate({ _id: id }, { $set: settings }, { returnDocument: 'after' });
      return changed && entity(changed);
    },

    async agents() {
      return (await agents.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(toAgent);
    },

    async createAgent(agent) {
      try {
        await agents.insertOne(agentDocument(agent));
      } catch (error) {
        throw isDuplicate(error) ? new AppError('EMAIL_TAKEN') : error;
      }
    },

    updateAgent: (id, change) =>
      database.transaction(async session => {
        if (change.role || change.isDisabled !== undefined) await lock(database, session, 'owners', null);
        const changed = await agents.findOneAndUpdate(
          { _id: id },
          { $set: change },
          { session, returnDocument: 'after' },
        );
        if (!changed) return null;
        // Whoever was no owner before left at least one, or there was none to lose.
        const wasAsked = change.role === 'agent' || change.isDisabled === true;
        if (wasAsked && !(await agents.findOne({ role: 'owner', isDisabled: false }, { session }))) {
          throw new AppError('LAST_OWNER');
        }
        if (changed.isDisabled) await sessions.deleteMany({ agentId: id }, { session });
        return toAgent(changed);
      }),

    async saveInvite(invite) {
      await invites.replaceOne({ _id: invite.id }, stored(invite), { upsert: true });
    },

    async invite(tokenHash, at) {
      const found = await invites.findOne({ tokenHash, expiresAt: { $gt: at } });
      return found && entity(found);
    },

    acceptInvite: (tokenHash, agent) =>
      database.transaction(async session => {
        const used = await invites.deleteOne({ tokenHash, expiresAt: { $gt: agent.createdAt } }, { session });
        if (used.deletedCount === 0) throw new AppError('INVITE_INVALID');
        const document = agentDocument(agent);
        if (await agents.findOne({ emailKey: document.emailKey }, { session })) throw new AppError('EMAIL_TAKEN');
        await agents.insertOne(document, { session });
      }),

    async createSession({ tokenHash, ...session }) {
      await sessions.insertOne({ ...stored(session), tokenHash });
    },

    async sessionByToken(tokenHash, at) {
      let found = await sessions.findOne({ tokenHash, expiresAt: { $gt: at } });
      if (found && at - found.seenAt > SEEN_MS) {
        // Null: it was ended meanwhile.
        found = await sessions.findOneAndUpdate(
          { _id: found._id },
          [
            {
              $set: { seenAt: at, expiresAt: { $add: ['$expiresAt', { $max: [0, { $subtract: [at, '$seenAt'] }] }] } },
            },
          ],
          { returnDocument: 'after' },
        );
      }
      const agent = found && (await agents.findOne({ _id: found.agentId, isDisabled: false }));
      return found && agent && { session: toSession(found), agent: toAgent(agent) };
    },

    async sessions(agentId, at) {
      const found = await sessions
        .find({ agentId, expiresAt: { $gt: at } })
        .sort({ createdAt: -1, _id: 1 })
        .toArray();
      return found.map(toSession);
    },

    async endSessions(agentId, which) {
      const chosen = 'id' in which ? { $eq: which.id } : { $ne: which.except ?? '' };
      const found = await sessions.find({ agentId, _id: chosen }, { projection: { _id: 1 } }).toArray();
      const ids = found.map(each => each._id);
      await sessions.deleteMany({ _id: { $in: ids } });
      return ids;
    },

    async cannedReplies() {
      return (await cannedReplies.find().sort({ shortcut: 1, _id: 1 }).toArray()).map(entity);
    },

    async saveCannedReply(reply) {
      await cannedReplies.replaceOne({ _id: reply.id }, stored(reply), { upsert: true });
    },

    async deleteCannedReply(id) {
      await cannedReplies.deleteOne({ _id: id });
    },
  };
}
