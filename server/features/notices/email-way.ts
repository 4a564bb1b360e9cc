import type { Core } from '../../core.ts';
import { isMailOn, type LetterReader, letterDelivery } from '../mail/letters.ts';
import { noticeNow } from './now.ts';
import type { Way } from './ways.ts';

/** Agents are told by mail, at the address with which they sign in. */
export function createEmailWay(core: Pick<Core, 'config' | 'now'>): Way {
  return {
    name: 'email',
    async deliveries({ id, siteId, conversationId }, { email, locale }) {
      if (!isMailOn(core.config)) return [];
      // What it says is read when it leaves.
      const letter = { id: `mail_${id}`, to: email, template: 'notice', locale, values: { noticeId: id } } as const;
      return [letterDelivery(core, { ...letter, siteId, conversationId })];
    },
  };
}

/** What a letter of the kind `notice` says. Null: somebody has seen to it. */
export const readNotice: LetterReader = async (context, { values }) => {
  const text = await noticeNow(context, values.noticeId ?? '');
  return text && { title: text.title, body: text.body, link: text.url };
};
