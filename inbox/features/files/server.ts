/** What the server is asked about files. */
import type { FileLink, FileLinks, Upload as Kept } from '../../../protocol/files.ts';
import { sendInPieces } from '../../../protocol/wire/pieces.ts';
import type { UploadsOptions } from '../../../protocol/wire/uploads.ts';
import { codeOf, type Http } from '../../shell/http.ts';
import { ROOT } from '../../shell/root.ts';

export interface FilesServer extends Pick<UploadsOptions, 'send' | 'drop'> {
  /** Addresses of files that were sent. Those that are not there any more are left out. @throws ApiError */
  links(ids: readonly string[]): Promise<readonly FileLink[]>;
}

/** Codes that end nothing: the file is kept, and sent when the link is back or somebody has signed in again. */
const LATER: readonly string[] = ['OFFLINE', 'SIGN_IN_REQUIRED'];

export function createFilesServer(http: Pick<Http, 'post' | 'patchBytes' | 'delete'>): FilesServer {
  return {
    async send({ id: clientId, place: conversationId, name, size, type, file }, onSent, signal) {
      try {
        return await sendInPieces(
          file,
          {
            begin: () => http.post<Kept>('files', { clientId, conversationId, name, size, type }, signal),
            send: (id, offset, piece) => http.patchBytes<Kept>(`files/${id}`, piece, offset, signal),
          },
          onSent,
        );
      } catch (error) {
        if (LATER.includes(codeOf(error))) throw new Error('not now', { cause: error });
        throw error;
      }
    },
    drop: id => void http.delete(`files/${id}`).catch(() => undefined),
    async links(ids) {
      const { links } = await http.post<FileLinks>('files/links', { ids });
      // They begin where the server does.
      const at = (path: string) => ROOT + path.slice(1);
      return links.map(each => ({ ...each, url: at(each.url), previewUrl: each.previewUrl && at(each.previewUrl) }));
    },
  };
}
