import type { Desk } from './desk.ts';

/** Past the proxy, as who watches the server would. */
export async function status(desk: Desk, path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(desk.directUrl + path);
  return { status: answer.status, text: await answer.text() };
}

/** A message over HTTP, from somebody new. */
export async function post(desk: Desk, clientId: string, text: string) {
  const answer = await fetch(`${desk.directUrl}/v1/sites/${desk.site.key}/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message.send', clientId, text }),
  });
  return { status: answer.status, ...((await answer.json()) as { code?: string }) };
}
