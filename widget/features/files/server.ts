/** What the server is asked about files. */
import type { FileLink, FileLinks } from '../../../protocol/files.ts';
import { sendInPieces } from '../../../protocol/wire/pieces.ts';
import type { Upload } from '../../../protocol/wire/uploads.ts';
import { connect } from '../../panel/link.ts';
import { saved } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';

/** Sends what the server lacks of a file. @returns what the server calls it @throws Refusal */
export function sendFile(
  { id: clientId, name, type, size, file }: Upload,
  onSent: (bytes: number, id: string) => void,
  signal: AbortSignal,
): Promise<string> {
  return sendInPieces(
    file,
    {
      begin: () => tell('', { clientId, name, size, type }, signal),
      send: (id, offset, body) => ask('PATCH', `/${id}`, { body, signal, headers: { 'upload-offset': `${offset}` } }),
    },
    onSent,
  );
}

/** Takes one away that was not sent with anything. It would go by itself. */
export function dropFile(id: string): void {
  ask('DELETE', `/${id}`).catch(() => {});
}

/** Addresses of files that were sent. Those that are not there any more are left out. */
export async function askLinks(ids: string[]): Promise<FileLink[]> {
  const { links } = await tell<FileLinks>('/links', { ids });
  // They begin where the server does.
  const at = (path: string) => desk.now.server + path.slice(1);
  return links.map(each => ({ ...each, url: at(each.url), previewUrl: each.previewUrl && at(each.previewUrl) }));
}

function tell<Answer>(path: string, body: object, signal?: AbortSignal): Promise<Answer> {
  return ask('POST', path, { body: JSON.stringify(body), signal, headers: { 'content-type': 'application/json' } });
}

async function ask<Answer>(method: string, path: string, more: RequestInit = {}): Promise<Answer> {
  const headers = {
    'content-type': 'application/octet-stream',
    ...more.headers,
    authorization: `Bearer ${await token()}`,
  };
  const { server, key } = desk.now;
  const answer = await fetch(`${server}v1/sites/${key}/files${path}`, { ...more, method, headers });
  const said = answer.status !== 204 && (await answer.json());
  if (!answer.ok) throw said;
  return said as Answer;
}

/** Waits until the server has said who this visitor is. */
function token(): Promise<string> {
  connect();
  return new Promise(resolve => {
    const look = () => {
      if (!saved.now.token) return;
      saved.watchers.delete(look);
      resolve(saved.now.token);
    };
    saved.watchers.add(look);
    look();
  });
}
