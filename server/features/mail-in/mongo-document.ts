import type { Stored } from '../../store/mongo/documents.ts';
import type { MailAccountRecord } from './store.ts';

/** An account, with the server that reads it. */
export interface MailAccountDocument extends Stored<MailAccountRecord> {
  holder: string;
  heldUntil: number;
}

export function toMailAccount({ _id, version, settings, progress }: MailAccountDocument): MailAccountRecord {
  return { id: _id, version, settings, progress };
}
