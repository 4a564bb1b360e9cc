import { describe, expect, test, vi } from 'vitest';
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import { type PieceCarrier, sendInPieces } from '../../../protocol/wire/pieces.ts';

/** A server that keeps what it is sent, and says so. */
function createServer(size: number, kept = 0) {
  const parts: [offset: number, bytes: number][] = [];
  const told = () => ({ id: 'f1', offset: kept, ...(kept === size && { file: FOUND }) });
  const carrier: PieceCarrier = {
    begin: async () => told(),
    async send(_id, offset, piece) {
      if (offset !== kept) throw { code: 'FILE_OFFSET', offset: kept };
      parts.push([offset, piece.size]);
      kept += piece.size;
      return told();
    },
  };
  return { carrier, parts, lose: (bytes: number) => (kept += bytes) };
}
const FOUND = { id: 'f1', name: 'a.png', size: 1, type: 'image/png', kind: 'image', hasPreview: false } as const;
const bytes = (size: number) => new Blob([new Uint8Array(size)]);

describe('a file', () => {
  test('C6 goes piece by piece, each from where the last one ended, and says how far it is', async () => {
    const size = 2 * PIECE_BYTES + 5;
    const { carrier, parts } = createServer(size);
    const onSent = vi.fn();
    expect(await sendInPieces(bytes(size), carrier, onSent)).toBe('f1');
    expect(parts).toEqual([
      [0, PIECE_BYTES],
      [PIECE_BYTES, PIECE_BYTES],
      [2 * PIECE_BYTES, 5],
    ]);
    expect(onSent.mock.calls).toEqual([
      [0, 'f1'],
      [PIECE_BYTES, 'f1'],
      [2 * PIECE_BYTES, 'f1'],
    ]);
  });

  test('C6 goes on from what the server has, and not at all where it has everything', async () => {
    const size = PIECE_BYTES + 5;
    const begun = createServer(size, PIECE_BYTES);
    await sendInPieces(bytes(size), begun.carrier, vi.fn());
    expect(begun.parts).toEqual([[PIECE_BYTES, 5]]);
    const done = createServer(size, size);
    expect(await sendInPieces(bytes(size), done.carrier, vi.fn())).toBe('f1');
    expect(done.parts).toEqual([]);
  });

  test('C6 whose answer was lost goes on from where the server says', async () => {
    const size = 3 * PIECE_BYTES;
    const { carrier, parts, lose } = createServer(size);
    const { send } = carrier;
    let isLost = false;
    carrier.send = async (...piece) => {
      if (!isLost) lose(PIECE_BYTES);
      isLost = true;
      return send(...piece);
    };
    await sendInPieces(bytes(size), carrier, vi.fn());
    expect(parts.map(([offset]) => offset)).toEqual([PIECE_BYTES, 2 * PIECE_BYTES]);
  });

  test('that is refused is not sent any further', async () => {
    const { carrier, parts } = createServer(5);
    carrier.send = () => Promise.reject({ code: 'FILE_KIND' });
    await expect(sendInPieces(bytes(5), carrier, vi.fn())).rejects.toEqual({ code: 'FILE_KIND' });
    expect(parts).toEqual([]);
  });
});
