import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { agentChatRules } from './rules/agent-chats.ts';
import { agentRules } from './rules/agents.ts';
import { answerRules } from './rules/answers.ts';
import { auditRules } from './rules/audit.ts';
import { bookingRules } from './rules/bookings.ts';
import { botRules } from './rules/bots.ts';
import { callbackRules } from './rules/callbacks.ts';
import { callRules } from './rules/calls.ts';
import { cannedReplyRules } from './rules/canned-replies.ts';
import { cardRules } from './rules/cards.ts';
import { complaintRules } from './rules/complaints.ts';
import { contactRules } from './rules/contacts.ts';
import { conversationRules } from './rules/conversations.ts';
import { couponRules } from './rules/coupons.ts';
import { doctorRules } from './rules/doctor.ts';
import { factorRules } from './rules/factors.ts';
import { fileRules } from './rules/files.ts';
import { filterRules } from './rules/filters.ts';
import { goneRules } from './rules/gone.ts';
import { handoverRules } from './rules/handovers.ts';
import { historyRules } from './rules/histories.ts';
import { importRules } from './rules/imports.ts';
import { invitationRules } from './rules/invitations.ts';
import { jobRules } from './rules/jobs.ts';
import { keyRules } from './rules/keys.ts';
import { ladderRules } from './rules/ladder.ts';
import { listRules } from './rules/lists.ts';
import { loyaltyRules } from './rules/loyalty.ts';
import { mailRules } from './rules/mail.ts';
import { mailInRules } from './rules/mail-in.ts';
import { mentionRules } from './rules/mentions.ts';
import { noticeRules } from './rules/notices.ts';
import { outboxRules, targetKindRules } from './rules/outbox.ts';
import { passwordLinkRules } from './rules/password-links.ts';
import { peopleRules } from './rules/people.ts';
import { privacyRules } from './rules/privacy.ts';
import { purchaseRules } from './rules/purchases.ts';
import { pushRules } from './rules/push.ts';
import { ratingRules } from './rules/ratings.ts';
import { referralRules } from './rules/referrals.ts';
import { reminderRules } from './rules/reminders.ts';
import { reopenRules } from './rules/reopen.ts';
import { repeatRules } from './rules/repeats.ts';
import { savedViewRules } from './rules/saved-views.ts';
import { scriptRules } from './rules/scripts.ts';
import { searchRules } from './rules/search.ts';
import { seenRowRules } from './rules/seen-rows.ts';
import { serviceRules } from './rules/services.ts';
import { sessionRules } from './rules/sessions.ts';
import { deskSettingRules } from './rules/settings.ts';
import { siteRules } from './rules/sites.ts';
import { smsRules } from './rules/sms.ts';
import { snoozeRules } from './rules/snoozes.ts';
import { spamRules } from './rules/spam.ts';
import { stageRules } from './rules/stages.ts';
import { tagRules } from './rules/tags.ts';
import { teamRules } from './rules/teams.ts';
import { viewRules } from './rules/views.ts';
import { visitRatingRules } from './rules/visit-ratings.ts';
import { visitorRules } from './rules/visitors.ts';
import { visitRules } from './rules/visits.ts';
import { waitingRules } from './rules/waiting-list.ts';
import { webhookRules } from './rules/webhooks.ts';

/** Opens a new, empty database of its own at each call. */
export type OpenStore = () => Promise<Store>;

/**
 * The one suite that every store passes: each verb of `server/store/store.ts`, under the ids of `protocol/SPEC.md`.
 * @param open see `OpenStore`
 * @param closed.again opens the database of a store that was closed; left out where closing forgets, as in memory
 * @param closed.leave is told of each that no group needs any more
 */
export function describeStore(
  name: string,
  open: OpenStore,
  closed: { again?(closed: Store): Promise<Store>; leave?(closed: Store): void } = {},
): void {
  describe(name, () => {
    const groups = {
      agentRules,
      answerRules,
      agentChatRules,
      auditRules,
      bookingRules,
      waitingRules,
      visitRatingRules,
      reminderRules,
      botRules,
      callbackRules,
      callRules,
      cannedReplyRules,
      cardRules,
      contactRules,
      conversationRules,
      factorRules,
      fileRules,
      goneRules,
      handoverRules,
      filterRules,
      historyRules,
      importRules,
      invitationRules,
      jobRules,
      keyRules,
      ladderRules,
      listRules,
      mailInRules,
      mailRules,
      mentionRules,
      noticeRules,
      outboxRules,
      passwordLinkRules,
      peopleRules,
      privacyRules,
      ratingRules,
      purchaseRules,
      loyaltyRules,
      referralRules,
      couponRules,
      complaintRules,
      repeatRules,
      savedViewRules,
      pushRules,
      scriptRules,
      searchRules,
      seenRowRules,
      serviceRules,
      sessionRules,
      deskSettingRules,
      doctorRules,
      siteRules,
      stageRules,
      smsRules,
      snoozeRules,
      spamRules,
      tagRules,
      teamRules,
      viewRules,
      visitorRules,
      visitRules,
      webhookRules,
    };
    for (const [group, rules] of Object.entries(groups)) {
      describe(group.replace('Rules', ''), () => {
        let store: Store;
        beforeAll(async () => {
          store = await open();
        });
        afterAll(async () => {
          await store?.close();
          closed.leave?.(store);
        });
        // Tests of a group share a database, as shops share a server, and never each other's people.
        rules(() => store);
      });
    }
    describe('kinds of targets', () => targetKindRules(open));
    const { again } = closed;
    if (again) describe('reopen', () => reopenRules(open, again));
  });
}
