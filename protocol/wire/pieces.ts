/** How the bytes of a file travel: piece by piece, each from where the server says that the last one ended (SPEC C6). */
import { PIECE_BYTES } from '../file-kinds.ts';
import type { Upload } from '../files.ts';

/** Codes after which an upload is begun again, and goes on from where the server then says. */
const AFRESH = ['FILE_OFFSET', 'FILE_UNKNOWN'];

/** Asks a server. @throws Refusal */
export interface PieceCarrier {
  /** Begins the upload, or asks how far it came. */
  begin(): Promise<Upload>;
  send(id: string, offset: number, piece: Blob): Promise<Upload>;
}

/**
 * Sends what the server lacks of a file.
 * @param onSent hears how many bytes it has, and what it calls them
 * @returns what the server calls it
 * @throws Refusal; a lost link throws whatever the carrier throws
 */
export async function sendInPieces(
  file: Blob,
  { begin, send }: PieceCarrier,
  onSent: (bytes: number, id: string) => void,
): Promise<string> {
  let upload = await begin();
  while (!upload.file) {
    const { id, offset } = upload;
    onSent(offset, id);
    upload = await send(id, offset, file.slice(offset, offset + PIECE_BYTES)).catch(error => {
      // An answer was lost on its way, and the server has more than this page knows; or it has waited too long for the rest.
      if (AFRESH.includes(error.code)) return begin();
      throw error;
    });
  }
  return upload.file.id;
}
