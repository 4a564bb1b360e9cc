import { type ReadonlySignal, signal } from '@preact/signals';
import type { CannedReply } from '../../../protocol/canned-replies.ts';
import { type Http, readInto } from '../../shell/http.ts';

/** Saved answers, which everybody can put in with a slash. */
export interface CannedReplies {
  all: ReadonlySignal<readonly CannedReply[]>;
  /** Reads them; when that fails, there are none to choose from. */
  read(): void;
  /** With an id changes that one, without makes a new one. @throws ApiError */
  save(reply: Omit<CannedReply, 'id'> & { id?: string }): Promise<void>;
  /** Takes it away at once, and puts it back when the server refuses. @throws ApiError */
  remove(reply: CannedReply): Promise<void>;
}

export function createCannedReplies(http: Http): CannedReplies {
  const all = signal<readonly CannedReply[]>([]);
  const without = (id: string) => all.peek().filter(each => each.id !== id);
  return {
    all,
    read: () => readInto(all, http.get('canned-replies')),
    async save({ id, ...words }) {
      const saved = id
        ? await http.put<CannedReply>(`canned-replies/${id}`, words)
        : await http.post<CannedReply>('canned-replies', words);
      all.value = [...without(saved.id), saved];
    },
    async remove(reply) {
      all.value = without(reply.id);
      try {
        await http.delete(`canned-replies/${reply.id}`);
      } catch (error) {
        all.value = [...without(reply.id), reply];
        throw error;
      }
    },
  };
}
