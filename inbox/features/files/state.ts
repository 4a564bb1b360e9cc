/** Files on their way to the server, from the field they were put into to the entry that has them. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AgentNews } from '../../../protocol/agent.ts';
import type { Durable } from '../../../protocol/wire/outbox.ts';
import type { Upload, Uploads } from '../../../protocol/wire/uploads.ts';
import type { FilesServer } from './server.ts';
import { t } from './words/index.ts';

export interface Files extends Pick<Uploads, 'remove' | 'retry' | 'give' | 'forget' | 'release' | 'wake'> {
  /** Those of a field, or of what waits to be sent, in their order. */
  of(owner: string): readonly Upload[];
  /** Whether a field has any that the server may take. */
  has(owner: string): boolean;
  /** @param conversationId in which they are to be sent */
  add(owner: string, files: Iterable<File>, conversationId: string): void;
  /** What became of the last one, for screen readers. */
  spoken: ReadonlySignal<string>;
  /** Waits until the server has what a command names. @returns it as it goes; nothing where nothing is left of it */
  prepare(command: Durable): Promise<Durable | undefined>;
  stop(): void;
}

export function createFiles(parts: {
  server: Pick<FilesServer, 'send' | 'drop'>;
  meId: string;
  /** Hears that one of them is refused, as if the server had said so of its command. */
  onNews(news: AgentNews): void;
  /** What keeps and sends files could not be loaded. */
  onFail(error: unknown): void;
}): Files {
  const { server, meId, onNews, onFail } = parts;
  const changes = signal(0);
  const spoken = signal('');
  const prefix = `deskbell-inbox:${meId}:files:`;
  /** What keeps and sends them, once it is there: it comes after all that the first screen shows. */
  let uploads: Uploads | null = null;
  let isStopped = false;
  const opening = open();
  // Whoever needs it is told.
  opening.catch(() => {});

  async function open(): Promise<Uploads> {
    const { createUploads } = await import('../../../protocol/wire/uploads.ts');
    const made = createUploads({
      family: prefix,
      prefix,
      async send(upload, onSent, signal) {
        const fileId = await server.send(upload, onSent, signal);
        spoken.value = t('uploaded', { name: upload.name });
        return fileId;
      },
      drop: server.drop,
      onChange: () => {
        changes.value += 1;
      },
    });
    if (isStopped) made.close();
    else void made.refresh();
    uploads = made;
    return made;
  }

  function of(owner: string) {
    // Read, so that who shows them is drawn anew.
    return changes.value >= 0 ? (uploads?.of(owner) ?? []) : [];
  }

  return {
    of,
    spoken,
    has: owner => of(owner).some(({ failure }) => !failure),
    add(owner, files, conversationId) {
      // The field they come from is emptied before they are taken.
      const chosen = [...files];
      opening.then(each => each.add(owner, chosen, conversationId), onFail);
    },
    remove: id => uploads?.remove(id),
    retry: id => uploads?.retry(id),
    give: (owner, heir) => uploads?.give(owner, heir) ?? [],
    forget: owner => void opening.then(each => each.forget(owner), onFail),
    release: owner => uploads?.release(owner),
    wake: () => uploads?.wake(),
    async prepare(command) {
      if (!hasFiles(command)) return command;
      try {
        const files = await (await opening).ready(command.files);
        return files.length > 0 || command.text ? { ...command, files } : undefined;
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (typeof code !== 'string') throw error;
        onNews({ type: 'error', code, ref: command.clientId } as AgentNews);
      }
    },
    stop() {
      isStopped = true;
      uploads?.close();
    },
  };
}

type WithFiles = Durable & { text?: string; files: string[] };

function hasFiles(command: Durable): command is WithFiles {
  return 'files' in command && Array.isArray(command.files);
}
