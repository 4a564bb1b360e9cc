/**
 * Follows what other servers on the same database do, and lets everybody who is connected here hear of it: by the same
 * functions as what this server does itself.
 */

import type { Context } from './context.ts';
import { announceStaff, tellStaff } from './features/agents/news.ts';
import { tellBookingHere } from './features/bookings/news.ts';
import { tellCall } from './features/calls/news.ts';
import { tellComplaintHere } from './features/complaints/news.ts';
import {
  publishConversation,
  publishEntry,
  publishPresenceElsewhere,
  publishTyping,
} from './features/conversations/news.ts';
import { tellOwnersHere } from './features/doctor/news.ts';
import { closeWithoutFactor } from './features/factors/commands.ts';
import { tellMentionsRead } from './features/mentions/news.ts';
import { forgetConversation, sendErasedAway } from './features/privacy/news.ts';
import { tellMoveHere } from './features/stages/news.ts';
import { announceTeams } from './features/teams/commands.ts';
import { moveVisitor } from './features/visitors/news.ts';
import { tellWaitingHere } from './features/waiting-list/news.ts';
import type { Feed, Presence } from './store/feed.ts';
import type { HttpLinks } from './wire/http-links.ts';

/** Resolves when nothing can be missed any more; before that, nobody should be let in. */
export async function followFeed(context: Context, feed: Feed, links: HttpLinks): Promise<void> {
  const { hub, staff, onlookers, sites, queue, routing, availability, log } = context;

  /** What follows from news may need the store, and the next news does not wait for it. */
  function go(what: string, work: Promise<unknown>): void {
    work.catch(error =>
      log.warn({ err: error }, `${what} at another server could not be followed; the beat tries again`),
    );
  }

  function came(presence: Presence): void {
    const { serverId } = presence;
    if (presence.kind === 'agent') {
      staff.cameElsewhere(presence.agentId, serverId, presence.pause);
      go('an agent', announceStaff(context));
    } else if (presence.kind === 'onlooker') {
      onlookers.setElsewhere(serverId, presence.conversationId, presence.agentId, true);
    } else publishPresenceElsewhere(hub, presence, true);
  }

  await feed.follow({
    isWanted: conversationId => hub.hasAgents || hub.isShown(conversationId) || feed.isLeader,
    written(written) {
      publishEntry(context, written);
      routing.follow(written);
    },
    conversationChanged: conversation => publishConversation(context, conversation),
    callChanged: call => go('a call', tellCall(context, call)),
    visitorMoved: (visitorId, conversationId) =>
      go('a visitor', moveVisitor(context, visitorId, conversationId, context.newId())),
    conversationErased: id => forgetConversation(context, id),
    visitorErased: id => sendErasedAway(context, id),
    agentsChanged: () => go('a change of an agent', tellStaff(context)),
    sitesChanged() {
      sites.forget();
      routing.wake();
      go('a change of a site', availability.tick());
    },
    teamsChanged: () => announceTeams(context),
    sessionsEnded: hub.closeSessions,
    said(word) {
      if (word.kind === 'typing') publishTyping(context, word);
      else if (word.kind === 'answered') availability.answeredElsewhere(word.siteId, word.tookMs);
      else if (word.kind === 'queuePassed') queue.passedElsewhere(word.siteId, word.perPlaceMs);
      else if (word.kind === 'mentionsRead') go('a mention', tellMentionsRead(context, word));
      else if (word.kind === 'visitorsSignedOut') hub.closeSite(word.siteId);
      else if (word.kind === 'visitorWithdrew') hub.closeVisitor(word.visitorId, 'REFUSED');
      else if (word.kind === 'doctorTold') tellOwnersHere(context, word.told);
      else if (word.kind === 'complaintChanged') tellComplaintHere(context, word.siteIds, word.news);
      else if (word.kind === 'stageMoved') tellMoveHere(context, word);
      else if (word.kind === 'peopleChanged') context.peopleNews.hear(word.changed);
      else if (word.kind === 'shopChanged') context.hub.toAgents(word.news);
      else if (word.kind === 'bookingChanged') tellBookingHere(context, word.news);
      else if (word.kind === 'waitingChanged') tellWaitingHere(context, word.news);
      else if (word.kind === 'factorsRequired') closeWithoutFactor(context);
      else links.hear(word);
    },
    present(presences) {
      hub.clearElsewhere();
      staff.clearElsewhere();
      onlookers.clearElsewhere();
      for (const each of presences) came(each);
    },
    came,
    went(presence) {
      // That an agent went, colleagues and visitors hear from the beat, when the grace is over.
      if (presence.kind === 'agent') staff.wentElsewhere(presence.agentId, presence.serverId);
      else if (presence.kind === 'onlooker')
        onlookers.setElsewhere(presence.serverId, presence.conversationId, presence.agentId, false);
      else publishPresenceElsewhere(hub, presence, false);
    },
    paused(agentId, pause) {
      staff.pausedElsewhere(agentId, pause);
      go('an agent', announceStaff(context));
    },
    leads: () => routing.lead(),
    troubled(problem) {
      if (problem === null) log.info('what other servers do is heard again');
      else log.warn({ problem }, 'what other servers do is not heard now; trying again');
    },
    lost() {
      log.warn('what other servers did for a while can not be had any more; everybody reads anew');
      hub.toAll({ type: 'resync' });
      sites.forget();
      go('a change of an agent', tellStaff(context));
    },
  });
}
