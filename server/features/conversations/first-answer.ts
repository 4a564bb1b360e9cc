import type { AppError } from '../../app-error.ts';
import type { Store } from '../../store/store.ts';
import type { Sent, Written } from '../../store/written.ts';

/**
 * What a command answered when it came first, although by now it would be refused (SPEC ST4).
 * @throws AppError `refusal` when it did not come before, CLIENT_ID_REUSED
 */
export async function firstAnswer(
  store: Pick<Store, 'conversations'>,
  of: Parameters<Store['conversations']['answered']>[0],
  sent: Sent,
  refusal: AppError,
): Promise<Written> {
  const written = await store.conversations.answered(of, sent);
  if (!written) throw refusal;
  return written;
}
