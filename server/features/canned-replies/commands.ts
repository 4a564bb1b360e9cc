/** What any agent does about the answers that all of them share. */
import type { CannedReply } from '../../../protocol/canned-replies.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';

type Words = Omit<CannedReply, 'id'>;

export async function addReply({ store, newId }: Pick<Context, 'store' | 'newId'>, words: Words): Promise<CannedReply> {
  const made = { id: newId(), ...words };
  await store.cannedReplies.create(made);
  return made;
}

/** @throws AppError NOT_FOUND */
export async function changeReply({ store }: Pick<Context, 'store'>, id: string, words: Words): Promise<CannedReply> {
  const changed = await store.cannedReplies.update(id, words);
  if (!changed) throw new AppError('NOT_FOUND');
  return changed;
}

/** @throws AppError NOT_FOUND */
export async function removeReply({ store }: Pick<Context, 'store'>, id: string): Promise<void> {
  if (!(await store.cannedReplies.delete(id))) throw new AppError('NOT_FOUND');
}
