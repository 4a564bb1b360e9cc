/** What people say about letters that they are sent by themselves. */
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { cardOf } from '../contacts/card.ts';
import { takeBackConsent } from '../contacts/commands.ts';
import { RETURN_PURPOSE } from '../contacts/rules.ts';
import { wantedBy } from './rules.ts';

/**
 * Somebody wants no more of them (SPEC AB8). Pressed twice, it is kept once.
 * @param text what they pressed
 * @throws AppError NOT_FOUND
 */
export async function wantNoLetters(context: Context, contactId: string, text: string): Promise<void> {
  const tree = await context.store.contacts.cardTree(contactId);
  if (!tree) throw new AppError('NOT_FOUND');
  for (const channel of wantedBy(cardOf(tree).consents)) {
    await takeBackConsent(context, contactId, { channel, purpose: RETURN_PURPOSE, text });
  }
}
